package main_test

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// program is the inflight that the tests run. It is built once.
var program string

func TestMain(m *testing.M) {
	if os.Getenv("FAKE_GO") != "" {
		fakeGo() // see TestInterrupt
		return
	}
	os.Exit(buildAndRun(m))
}

func buildAndRun(m *testing.M) int {
	dir, err := os.MkdirTemp("", "inflight")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	program = filepath.Join(dir, "inflight.exe") // Windows wants the ending, others do not mind
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "go build: %v\n%s", err, out)
		return 1
	}
	return m.Run()
}

// fakeGo stands in for a go command that takes a moment to end when it is
// interrupted, and leaves a file behind when it does.
func fakeGo() {
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, os.Interrupt)
	file := os.Getenv("FAKE_GO")
	if err := os.WriteFile(file, []byte(strings.Join(os.Args, " ")), 0o666); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
	select {
	case <-interrupted:
		time.Sleep(100 * time.Millisecond)
		os.WriteFile(file+".ended", nil, 0o666)
	case <-time.After(time.Minute):
	}
	os.Exit(1)
}
