package repo_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestDemo runs the program over the demo and requires the README to show what
// it prints, and the exit code the README names.
func TestDemo(t *testing.T) {
	const command = "$ go run ./cmd/inflight -C testdata/demo ./...\n"
	want := consoleOutput(t, command)
	dependOn(t, "../../cmd", "../../analyzers", "../../passes", "../../testdata/demo")

	program := filepath.Join(t.TempDir(), "inflight.exe")
	if out, err := exec.Command("go", "build", "-o", program, "../../cmd/inflight").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	run := exec.Command(program, "-C", "../../testdata/demo", "./...")
	var stderr bytes.Buffer
	run.Stderr = &stderr
	got, err := run.Output()
	if exit := new(exec.ExitError); !errors.As(err, &exit) || exit.ExitCode() != 1 || stderr.Len() > 0 {
		t.Errorf("error %v, want exit code 1; on standard error:\n%s", err, &stderr)
	}
	if string(got) != want {
		t.Errorf("README.md shows after %q:\n%s\nbut the program prints:\n%s", strings.TrimSpace(command), want, got)
	}

	// The finding explained at the top is one of them.
	if first, _, _ := strings.Cut(string(got), "\n"); !strings.Contains(readme(t), strings.TrimPrefix(first, "feed/")) {
		t.Errorf("README.md does not explain the first finding: %s", first)
	}
}

// consoleOutput returns what the README shows after a command.
func consoleOutput(t *testing.T, command string) string {
	t.Helper()
	_, rest, found := strings.Cut(readme(t), command)
	output, _, closed := strings.Cut(rest, "```")
	if !found || !closed {
		t.Fatalf("README.md has no %q in a console block", command)
	}
	return output
}

func readme(t *testing.T) string {
	t.Helper()
	content, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(content), "\r\n", "\n")
}

// dependOn opens the files below the folders, so that go test does not answer
// from its cache when one has changed: it knows nothing of those that commands
// read.
func dependOn(t *testing.T, dirs ...string) {
	t.Helper()
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			file, err := os.Open(name)
			if err != nil {
				return err
			}
			return file.Close()
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
