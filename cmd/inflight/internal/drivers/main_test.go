package drivers_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/inflight-go/inflight/cmd/inflight/internal/toolwatch"
)

// program is the inflight that the tests run. It is built once.
var program string

func TestMain(m *testing.M) {
	toolwatch.Main()
	if file := os.Getenv(nogoVariable); file != "" {
		if err := nogoMain(file, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
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
	if out, err := exec.Command("go", "build", "-o", program, "../..").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "go build: %v\n%s", err, out)
		return 1
	}
	return m.Run()
}

// environ is what the go command runs with, also where a library starts it.
func environ() []string {
	return append(os.Environ(), "GOFLAGS=", "GOWORK=off")
}

// execute runs a command. It must not fail, but inflight exits with 1 when there are
// findings.
func execute(t *testing.T, dir, name string, args ...string) (stdout, stderr string) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = dir, environ()
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !(name == program && errors.As(err, &exit) && exit.ExitCode() == 1) {
		t.Fatalf("%s: %v\n%s", cmd, err, errs.String())
	}
	return out.String(), errs.String()
}
