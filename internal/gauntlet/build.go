package gauntlet

import (
	"bytes"
	"fmt"
	"go/format"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// program builds inflight, once for all tests of a process.
var program = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "inflight")
	if err != nil {
		return "", err
	}
	name := filepath.Join(dir, "inflight.exe") // Windows wants the ending, others do not mind
	build := exec.Command("go", "build", "-o", name, "github.com/inflight-go/inflight/cmd/inflight")
	if out, err := build.CombinedOutput(); err != nil {
		os.RemoveAll(dir)
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	return name, nil
})

// Program returns the name of an inflight made of this source.
func Program(t testing.TB) string {
	t.Helper()
	name, err := program()
	if err != nil {
		t.Fatal(err)
	}
	return name
}

// Copy returns a copy of the folder, which is removed with the test.
func Copy(t testing.TB, dir string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), filepath.Base(dir))
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return to
}

// Build returns a binary that runs the programs of the module in dir. It adds a
// folder to the module.
func Build(t testing.TB, dir string, race bool) string {
	t.Helper()
	main := filepath.Join(dir, "run", "main.go")
	if err := os.MkdirAll(filepath.Dir(main), 0o777); err != nil {
		t.Fatal(err)
	}
	modulePath := strings.TrimSpace(command(t, dir, "go", "list", "-m"))
	if err := os.WriteFile(main, mainFile(t, modulePath, Cases(t, dir)), 0o666); err != nil {
		t.Fatal(err)
	}
	binary := filepath.Join(t.TempDir(), "programs.exe")
	// Without -trimpath, nothing that stands in a temporary folder is compiled
	// only once.
	args := []string{"build", "-trimpath", "-o", binary}
	if race {
		needRace(t)
		args = append(args, "-race")
	}
	command(t, dir, "go", append(args, "./run")...)
	return binary
}

// needRace fails where the race detector cannot be had: without it, these tests
// would say little.
func needRace(t testing.TB) {
	t.Helper()
	env := strings.Split(command(t, ".", "go", "env", "CGO_ENABLED", "CC"), "\n")
	if env[0] != "1" {
		t.Fatal("the programs need the race detector, which needs CGO_ENABLED=1 and a C compiler")
	}
	if _, err := exec.LookPath(strings.Fields(env[1])[0]); err != nil {
		t.Fatalf("the programs need the race detector, which needs a C compiler: %v", err)
	}
}

func mainFile(t testing.TB, modulePath string, cases []Case) []byte {
	t.Helper()
	var imports, list bytes.Buffer
	for _, c := range cases {
		fmt.Fprintf(&imports, "%q\n", path.Join(modulePath, "cases", c.Name))
		fmt.Fprintf(&list, "runner.Case{Name: %q, Cancel: %d, Run: %s.Run},\n", c.Name, c.Cancel, c.Name)
	}
	source := fmt.Sprintf("package main\n\nimport (\n\"gauntlet.example/load/runner\"\n%s)\n\nfunc main() {\nrunner.Main(\n%s)\n}\n",
		&imports, &list)
	formatted, err := format.Source([]byte(source))
	if err != nil {
		t.Fatal(err)
	}
	return formatted
}

// command runs a command that must work, and returns its standard output.
func command(t testing.TB, dir, name string, args ...string) string {
	t.Helper()
	stdout, stderr, err := execute(dir, name, args...)
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", filepath.Base(name), strings.Join(args, " "), err, stdout, stderr)
	}
	return stdout
}

func execute(dir, name string, args ...string) (stdout, stderr string, err error) {
	cmd := exec.Command(name, args...)
	var out, errs bytes.Buffer
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &errs
	err = cmd.Run()
	return out.String(), errs.String(), err
}
