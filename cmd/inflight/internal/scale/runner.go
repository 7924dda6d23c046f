package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/version"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/inflight-go/inflight/cmd/inflight/internal/toolwatch"
)

// A runner runs inflight over a repository.
type runner struct {
	program string
	cache   string // GOCACHE, or that of the user if it is empty
	log     string
}

// A run is what one run of inflight found and took.
type run struct {
	cpu      time.Duration   // of all processes
	largest  int64           // memory of the largest of them
	found    map[string]bool // packages with a finding
	analyzed map[string]bool // packages of the repository that a tool looked at; of a watched run
	memory   int64           // of the largest process of the tool; of a watched run
}

// run runs inflight on the whole repository. A watched run takes longer.
func (r *runner) run(dir string, watched bool, flags ...string) (*run, error) {
	var env []string
	if watched {
		var err error
		if env, err = toolwatch.Env(r.log); err != nil {
			return nil, err
		}
	}
	args := append([]string{"-json"}, append(flags, "./...")...)
	var stdout bytes.Buffer
	state, err := r.command(dir, &stdout, env, r.program, args...)
	if err != nil {
		return nil, err
	}
	result := &run{cpu: state.UserTime() + state.SystemTime(), largest: toolwatch.Memory(state), found: make(map[string]bool), analyzed: make(map[string]bool)}
	var tree map[string]map[string][]json.RawMessage
	if err := json.Unmarshal(stdout.Bytes(), &tree); err != nil {
		return nil, fmt.Errorf("reading the findings: %w", err)
	}
	for pkg, checks := range tree {
		for _, findings := range checks {
			if len(findings) > 0 {
				result.found[pkg] = true
			}
		}
	}
	if !watched {
		return result, nil
	}
	processes, err := toolwatch.Read(r.log)
	if err != nil {
		return nil, err
	}
	for _, p := range processes {
		result.memory = max(result.memory, p.Memory)
		if strings.HasPrefix(p.Package, modulePath+"/") {
			result.analyzed[p.Package] = true
		}
	}
	if err := os.Remove(r.log); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	return result, nil
}

// command runs a command and returns what it took, with all that it started. inflight
// says with exit code 1 that there are findings.
func (r *runner) command(dir string, stdout io.Writer, env []string, program string, args ...string) (*os.ProcessState, error) {
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), "GOFLAGS=", "GOWORK=off")
	if r.cache != "" {
		cmd.Env = append(cmd.Env, "GOCACHE="+r.cache)
	}
	cmd.Env = append(cmd.Env, env...)
	var stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !(program == r.program && errors.As(err, &exit) && exit.ExitCode() == 1) {
		return nil, fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, stderr.Bytes())
	}
	return cmd.ProcessState, nil
}

// always are the packages that are analyzed in every run: with Go 1.26 none. Before that,
// go vet keeps the facts of a package, but no findings.
func (r *runner) always(repo *repository) map[string]bool {
	if version.Compare(runtime.Version(), "go1.26") < 0 {
		return repo.all()
	}
	return nil
}

// newRunner builds inflight in the directory. What is not in its cache it has never seen:
// the time is part of the program, and go vet knows its tool by its content.
func newRunner(dir, cache string) (*runner, error) {
	r := &runner{program: filepath.Join(dir, "inflight.exe"), cache: cache, log: filepath.Join(dir, "log")}
	nonce := fmt.Sprintf("-ldflags=-X=main.scale=%d", time.Now().UnixNano())
	out, err := exec.Command("go", "build", nonce, "-o", r.program, inflight).CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("go build: %w\n%s", err, out)
	}
	return r, nil
}

const inflight = "github.com/inflight-go/inflight/cmd/inflight"
