package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// goCommand runs the go command for one command line.
type goCommand struct {
	path  string   // of the go command
	dir   string   // where it works; empty means here
	self  string   // of this program
	build []string // flags that every go command gets
	tool  []string // flags for the vet tool
}

func newGoCommand(o *options) (*goCommand, error) {
	path, err := exec.LookPath("go")
	if err != nil {
		return nil, errors.New("the go command is not on the PATH: inflight needs it to load packages")
	}
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("finding this program's own file: %w", err)
	}
	g := &goCommand{path: path, self: self, tool: o.toolFlags()}
	// With -trimpath, perhaps from GOFLAGS, the results of go vet are cached
	// without the directory they belong to: another checkout of the same
	// module would get this one's paths, and fixes would be written there.
	g.build = append(g.build, "-trimpath=false")
	if o.tags != "" {
		g.build = append(g.build, "-tags="+o.tags)
	}
	return g, nil
}

// forRoots returns a goCommand whose go vet shares cached results only with
// those over the same packages: see completeVet.
func (g *goCommand) forRoots(paths []string) *goCommand {
	hash := sha256.Sum256([]byte(strings.Join(slices.Sorted(slices.Values(paths)), "\n")))
	special := *g
	special.tool = append(slices.Clip(g.tool), fmt.Sprintf("-%s=%x", rootsFlag, hash[:8]))
	return &special
}

// withOverlay returns a goCommand that replaces files as an overlay says.
func (g *goCommand) withOverlay(file string) *goCommand {
	special := *g
	special.build = append(slices.Clip(g.build), "-overlay="+file)
	return &special
}

// vet runs go vet with this program as the tool. The standard output goes to
// out while it comes; the standard error is returned. A go vet that fails is
// not an error here, since other packages may have results: failed says so.
func (g *goCommand) vet(ctx context.Context, out io.Writer, flags, patterns []string) (stderr string, failed bool, err error) {
	args := append([]string{"vet", "-vettool=" + g.self}, g.build...)
	args = append(args, flags...)
	args = append(args, g.tool...)
	return g.run(ctx, out, args, patterns)
}

// list runs go list.
func (g *goCommand) list(ctx context.Context, out io.Writer, flags, patterns []string) (stderr string, failed bool, err error) {
	args := append([]string{"list"}, g.build...)
	return g.run(ctx, out, append(args, flags...), patterns)
}

// env returns the value of a variable as go env knows it.
func (g *goCommand) env(ctx context.Context, name string) (string, error) {
	var out bytes.Buffer
	stderr, failed, err := g.run(ctx, &out, []string{"env", name}, nil)
	if failed {
		err = fmt.Errorf("go env %s: %s", name, strings.TrimSpace(stderr))
	}
	return strings.TrimSpace(out.String()), err
}

func (g *goCommand) run(ctx context.Context, out io.Writer, args, patterns []string) (stderr string, failed bool, err error) {
	if len(patterns) > 0 {
		args = append(append(args, "--"), patterns...)
	}
	cmd := exec.CommandContext(ctx, g.path, args...)
	cmd.Dir = g.dir
	var buf bytes.Buffer
	cmd.Stdout = out
	cmd.Stderr = &buf
	// An interrupted go command starts nothing more and ends when the tools
	// that it runs have ended. Waiting for it leaves no orphans behind, also
	// when the signal went to this process alone.
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second

	err = cmd.Run()
	if ctx.Err() != nil {
		return "", false, ctx.Err()
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return buf.String(), true, nil
	}
	if err != nil {
		return "", false, fmt.Errorf("running %s %s: %w", g.path, strings.Join(args, " "), err)
	}
	return buf.String(), false, nil
}
