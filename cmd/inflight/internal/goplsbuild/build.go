// Package goplsbuild builds a gopls that has inflight's checks in it, and keeps it.
//
// gopls has no way to load checks of others, and its packages are internal. But a module whose
// path lies below that of gopls may import them, so a main package of a few lines there is
// enough: see the folder of each release.
package goplsbuild

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// A Builder builds one gopls: that which fits this program and the go command on the PATH.
type Builder struct {
	log     io.Writer // for people: what is going on
	command string    // the path of the go command
	release release
	source  source
	dir     string // what belongs to this gopls is kept here, and nothing else
}

// New finds out which gopls fits. It fails if none does, and says why. Progress is written to log.
func New(ctx context.Context, log io.Writer) (*Builder, error) {
	b := &Builder{log: log}
	var err error
	if b.command, err = exec.LookPath("go"); err != nil {
		return nil, errors.New("the go command is not on the PATH: gopls is built with it, and needs it to load packages")
	}
	if b.source, err = ownSource(); err != nil {
		return nil, err
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil, fmt.Errorf("there is no folder for a cache: %w", err)
	}
	all := filepath.Join(cache, "inflight", "gopls")
	if err := os.MkdirAll(all, 0o777); err != nil {
		return nil, err
	}
	goVersion, err := b.goVersion(ctx, all)
	if err != nil {
		return nil, err
	}
	if b.release, err = releaseFor(goVersion); err != nil {
		return nil, err
	}
	key := sha256.Sum256([]byte(strings.Join([]string{b.source.id, goVersion, runtime.GOOS, runtime.GOARCH}, "\n")))
	b.dir = filepath.Join(all, fmt.Sprintf("%s-%x", b.release.version, key[:8]))
	return b, nil
}

// Path is where the program is, once it is built.
func (b *Builder) Path() string {
	name := "gopls"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return filepath.Join(b.dir, name)
}

// Ensure builds the program unless it is there.
func (b *Builder) Ensure(ctx context.Context) error {
	if b.exists() {
		b.markUsed()
		return nil
	}
	return b.locked(ctx, func() error {
		if b.exists() { // by another process, meanwhile
			return nil
		}
		return b.build(ctx)
	})
}

// Build builds the program, also if it is there: a checkout may have changed.
func (b *Builder) Build(ctx context.Context) error {
	return b.locked(ctx, func() error { return b.build(ctx) })
}

func (b *Builder) exists() bool {
	info, err := os.Stat(b.Path())
	return err == nil && info.Mode().IsRegular()
}

// build writes the module, builds it and tries the program. It is put in its place as a whole.
func (b *Builder) build(ctx context.Context) error {
	content, err := b.release.module(b.source)
	if err != nil {
		return err
	}
	for name, text := range content {
		if err := os.WriteFile(filepath.Join(b.dir, name), []byte(text), 0o666); err != nil {
			return err
		}
	}
	made, err := os.MkdirTemp(b.dir, "build")
	if err != nil {
		return err
	}
	defer os.RemoveAll(made)
	program := filepath.Join(made, filepath.Base(b.Path()))

	fmt.Fprintf(b.log, "inflight: building gopls %s with the checks of inflight; the first time takes minutes\n", b.release.version)
	start := time.Now()
	if err := b.compile(ctx, program); err != nil {
		return err
	}
	var out bytes.Buffer
	cmd := exec.CommandContext(ctx, program, "version")
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("the gopls that was built does not work: %w\n%s", err, strings.TrimSpace(out.String()))
	}
	if err := os.Rename(program, b.Path()); err != nil {
		return err
	}
	fmt.Fprintf(b.log, "inflight: built gopls in %s\n", time.Since(start).Round(time.Second))
	b.removeUnused()
	return nil
}

// compile runs go build, and tells how many packages it has compiled so far.
func (b *Builder) compile(ctx context.Context, program string) error {
	cmd := b.goCommand(ctx, b.dir, "build", "-v", "-mod=mod", "-o", program, ".")
	stderr, err := cmd.StderrPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("running %s: %w", b.command, err)
	}
	var trouble []string
	compiled, told := 0, time.Now()
	lines := bufio.NewScanner(stderr)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		switch line := lines.Text(); {
		case strings.HasPrefix(line, "go: downloading "):
			fmt.Fprintf(b.log, "inflight: %s\n", strings.TrimPrefix(line, "go: "))
		case !strings.ContainsAny(line, " \t"): // the path of a package
			compiled++
		default:
			trouble = append(trouble, line)
		}
		if compiled > 0 && time.Since(told) > 10*time.Second {
			fmt.Fprintf(b.log, "inflight: compiled %d packages\n", compiled)
			told = time.Now()
		}
	}
	if err := cmd.Wait(); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("building gopls %s failed (it needs the network for its modules once, and 1 GB of free disk): %w\n%s",
			b.release.version, err, strings.Join(trouble, "\n"))
	}
	return nil
}

// goVersion asks the go command for its version, away from any module that may ask for another.
func (b *Builder) goVersion(ctx context.Context, dir string) (string, error) {
	cmd := b.goCommand(ctx, dir, "env", "GOVERSION")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("running %s env GOVERSION: %w\n%s", b.command, err, strings.TrimSpace(stderr.String()))
	}
	return strings.TrimSpace(string(out)), nil
}

// goCommand returns a go command that builds for this machine, whatever the environment has set
// for the user's own modules.
func (b *Builder) goCommand(ctx context.Context, dir string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, b.command, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GO111MODULE=on", "GOOS="+runtime.GOOS, "GOARCH="+runtime.GOARCH)
	// An interrupted go command ends what it has started and removes its files.
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	return cmd
}
