package goplsbuild

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// The tests have a go command of their own: this program, under that name. What it does stands
// in the variable FAKE_GO.
const fake = "FAKE_GO"

func TestMain(m *testing.M) {
	if mode := os.Getenv(fake); mode != "" {
		os.Exit(fakeGo(mode, os.Args[1:]))
	}
	os.Exit(m.Run())
}

func fakeGo(mode string, args []string) int {
	switch args[0] {
	case "env":
		fmt.Println(os.Getenv("FAKE_VERSION"))
		return 0
	case "version": // what was built has been started
		if mode == "lacks" {
			fmt.Fprintln(os.Stderr, "it lacks [spawnloop] of inflight")
			return 1
		}
		return 0
	}
	program := args[slices.Index(args, "-o")+1]
	if err := os.WriteFile(filepath.Join(os.Getenv("FAKE_BUILDS"), filepath.Base(filepath.Dir(program))), nil, 0o666); err != nil {
		panic(err)
	}
	fmt.Fprintln(os.Stderr, "go: downloading example.com/m v1.0.0\nexample.com/m")
	switch mode {
	case "fails":
		fmt.Fprintln(os.Stderr, "go: example.com/m: dial tcp: connection refused")
		return 1
	case "disk":
		os.WriteFile(program, []byte("half"), 0o777)
		fmt.Fprintln(os.Stderr, "/usr/lib/link: write: no space left on device")
		return 1
	case "waits":
		os.WriteFile(program, []byte("half"), 0o777)
		interrupted := make(chan os.Signal, 1)
		signal.Notify(interrupted, os.Interrupt)
		<-interrupted
		return 1
	case "dies":
		os.WriteFile(program, []byte("half"), 0o777)
		self, _ := os.FindProcess(os.Getpid())
		self.Kill()
		select {}
	}
	time.Sleep(300 * time.Millisecond)
	self, err := os.Executable()
	if err == nil {
		err = os.Symlink(self, program)
	}
	if err != nil {
		panic(err)
	}
	return 0
}

// newFake returns a Builder with the fake go command, and the folder that has a file for each
// build that was started.
func newFake(t *testing.T, mode string) (*Builder, string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	bin, builds := t.TempDir(), t.TempDir()
	if err := os.Symlink(self, filepath.Join(bin, "go")); err != nil {
		t.Fatal(err)
	}
	cache := t.TempDir()
	for name, value := range map[string]string{
		"PATH": bin, fake: mode, "FAKE_VERSION": "go1.26.8", "FAKE_BUILDS": builds, "XDG_CACHE_HOME": cache, "HOME": cache,
	} {
		t.Setenv(name, value)
	}
	b, err := New(t.Context(), t.Output())
	if err != nil {
		t.Fatal(err)
	}
	return b, builds
}

func entries(t *testing.T, dir string) (names []string) {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		names = append(names, e.Name())
	}
	return names
}

func TestEnsure(t *testing.T) {
	b, builds := newFake(t, "works")
	// Several editors start at once.
	var all sync.WaitGroup
	for range 5 {
		all.Go(func() {
			if err := b.Ensure(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got := entries(t, builds); len(got) != 1 {
		t.Errorf("%d builds, want 1", len(got))
	}
	want := []string{"go.mod", "go.sum", "gopls", "main.go"}
	if got := entries(t, b.dir); !slices.Equal(got, want) {
		t.Errorf("the folder has %v, want %v", got, want)
	}
	if err := b.Build(t.Context()); err != nil || len(entries(t, builds)) != 2 {
		t.Errorf("a build that was asked for: %v, %v", err, entries(t, builds))
	}
}

func TestFailures(t *testing.T) {
	for mode, want := range map[string]string{
		"fails": "dial tcp: connection refused",
		"disk":  "no space left on device",
		"dies":  "signal: killed",
		"lacks": "it lacks [spawnloop] of inflight",
	} {
		t.Run(mode, func(t *testing.T) {
			b, _ := newFake(t, mode)
			if err := b.Ensure(t.Context()); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("error %v, want %q", err, want)
			}
			if got := entries(t, b.dir); !slices.Equal(got, []string{"go.mod", "go.sum", "main.go"}) {
				t.Errorf("the folder has %v, want the sources alone", got)
			}
		})
	}
}

func TestInterrupted(t *testing.T) {
	b, builds := newFake(t, "waits")
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		for len(entries(t, builds)) == 0 {
			time.Sleep(10 * time.Millisecond)
		}
		time.Sleep(300 * time.Millisecond)
		cancel()
	}()
	if err := b.Ensure(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
	if got := entries(t, b.dir); !slices.Equal(got, []string{"go.mod", "go.sum", "main.go"}) {
		t.Errorf("the folder has %v, want the sources alone", got)
	}
}

// TestKilled holds that an inflight that was killed while it built stands in nobody's way.
func TestKilled(t *testing.T) {
	b, _ := newFake(t, "works")
	left := filepath.Join(b.dir, "build123")
	if err := os.MkdirAll(left, 0o777); err != nil {
		t.Fatal(err)
	}
	lock := filepath.Join(b.dir, "lock")
	if err := os.WriteFile(lock, nil, 0o666); err != nil {
		t.Fatal(err)
	}

	// It may still live.
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	if err := b.Ensure(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v, want that of the context", err)
	}

	before := time.Now().Add(-2 * stale)
	if err := os.Chtimes(lock, before, before); err != nil {
		t.Fatal(err)
	}
	if err := b.Ensure(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(left); err == nil {
		t.Error("what the other build left is still there")
	}
}

func TestNewRefuses(t *testing.T) {
	newFake(t, "works")
	for version, want := range map[string]string{
		"go1.25.3":             "no gopls is known to build with go1.25.3; what works is Go 1.26 with gopls v0.23.0",
		"go1.27.0":             "no gopls is known to build with go1.27.0",
		"devel go1.28-abc Mon": "no gopls is known to build with devel go1.28",
		"mine":                 `its version is "mine"`,
	} {
		t.Setenv("FAKE_VERSION", version)
		if _, err := New(t.Context(), t.Output()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q", version, err, want)
		}
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := New(t.Context(), t.Output()); err == nil || !strings.Contains(err.Error(), "the go command is not on the PATH") {
		t.Errorf("no go command: error %v", err)
	}
}

// TestKey holds that another Go or another inflight has a gopls of its own.
func TestKey(t *testing.T) {
	b, _ := newFake(t, "works")
	t.Setenv("FAKE_VERSION", "go1.26.9")
	other, err := New(t.Context(), t.Output())
	if err != nil || other.Path() == b.Path() {
		t.Errorf("another Go has its gopls at %s too: %v", b.Path(), err)
	}
}

func TestUnused(t *testing.T) {
	b, _ := newFake(t, "works")
	old, recent := filepath.Join(filepath.Dir(b.dir), "v0.22.0-a"), filepath.Join(filepath.Dir(b.dir), "v0.22.0-b")
	for dir, age := range map[string]time.Duration{old: unused + time.Hour, recent: unused - time.Hour} {
		if err := os.Mkdir(dir, 0o777); err != nil {
			t.Fatal(err)
		}
		then := time.Now().Add(-age)
		if err := os.Chtimes(dir, then, then); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Ensure(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := entries(t, filepath.Dir(b.dir)); !slices.Equal(got, []string{"v0.22.0-b", filepath.Base(b.dir)}) {
		t.Errorf("the cache has %v, want all but what is old", got)
	}
}

func TestCopy(t *testing.T) {
	b, _ := newFake(t, "works")
	if err := b.Ensure(t.Context()); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for to, want := range map[string]string{dir: filepath.Join(dir, "gopls"), filepath.Join(dir, "mine"): filepath.Join(dir, "mine")} {
		got, err := b.Copy(to)
		if err != nil || got != want {
			t.Errorf("copied to %s, %v, want %s", got, err, want)
		}
		if err := exec.Command(got, "version").Run(); err != nil {
			t.Error(err)
		}
	}
	if _, err := b.Copy(filepath.Join(dir, "none", "gopls")); err == nil {
		t.Error("copied into a folder that is not there")
	}
	if got := entries(t, dir); !slices.Equal(got, []string{"gopls", "mine"}) {
		t.Errorf("the folder has %v", got)
	}
}
