package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// program is a copy of the module of the migration, for inflight to change.
type program struct {
	dir      string
	inflight string // the path of the tool
}

// copyProgram copies what stands in the folder migrate of the module in dir.
func copyProgram(module, dir, inflight string) (*program, error) {
	// The tool prints the real path, which is to be cut from what it prints.
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil, err
	}
	if inflight, err = exec.LookPath(inflight); err != nil {
		return nil, err
	}
	if inflight, err = filepath.Abs(inflight); err != nil {
		return nil, err
	}
	if err := os.CopyFS(filepath.Join(dir, "migrate"), os.DirFS(filepath.Join(module, "migrate"))); err != nil {
		return nil, err
	}
	// The program needs no other module, those in the go.mod are for the plot.
	gomod := "module github.com/inflight-go/inflight/testdata/migration\n\ngo 1.26.0\n"
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(gomod), 0o666); err != nil {
		return nil, err
	}
	return &program{dir: dir, inflight: inflight}, nil
}

// lint runs inflight on the copy and returns what it prints and its exit code.
func (p *program) lint(args ...string) (string, int, error) {
	out, err := p.command(p.inflight, args...).CombinedOutput()
	code := 0
	if exit := new(exec.ExitError); errors.As(err, &exit) && exit.ExitCode() == 1 {
		code, err = 1, nil // there are findings, or there is a patch
	}
	if err != nil {
		return "", 0, fmt.Errorf("inflight %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.ReplaceAll(string(out), p.dir+string(filepath.Separator), ""), code, nil
}

// build compiles the copy as it is now.
func (p *program) build(binary string) (string, error) {
	binary = filepath.Join(p.dir, binary)
	if out, err := p.command("go", "build", "-o", binary, "./migrate").CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %v\n%s", err, bytes.TrimSpace(out))
	}
	return binary, nil
}

func (p *program) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Dir = p.dir
	// Flags and workspaces are for other modules than this one.
	cmd.Env = append(cmd.Environ(), "GOFLAGS=", "GOWORK=off")
	return cmd
}
