package main_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// top is where the module of inflight is.
const top = "../.."

// The commands that the tests run, built once.
var (
	golangci string // golangci-lint with the plugin
	inflight string // the program without golangci-lint

	// sharedCache is that of most tests, so that they need not look at the standard library
	// again.
	sharedCache string
)

func TestMain(m *testing.M) { os.Exit(buildAndRun(m)) }

func buildAndRun(m *testing.M) int {
	dir, err := os.MkdirTemp("", "golangci")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	golangci, inflight, sharedCache = filepath.Join(dir, "golangci-lint"), filepath.Join(dir, "inflight"), filepath.Join(dir, "cache")
	for _, build := range []*exec.Cmd{
		exec.Command("go", "build", "-o", golangci, "."),
		exec.Command("go", "build", "-C", top, "-o", inflight, "./cmd/inflight"),
	} {
		if out, err := build.CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n%s", build, err, out)
			return 1
		}
	}
	return m.Run()
}

// A checkout is a module in a directory of its own.
type checkout struct {
	t     *testing.T
	dir   string
	cache string   // of golangci-lint
	env   []string // beside that of the test
}

// newCheckout lays out an archive of testdata, with the default configuration if it has
// none.
func newCheckout(t *testing.T, archive string) *checkout {
	t.Helper()
	files, err := txtar.ParseFile(filepath.Join("testdata", archive))
	if err != nil {
		t.Fatal(err)
	}
	c := emptyCheckout(t)
	for _, f := range files.Files {
		c.write(f.Name, string(f.Data))
	}
	return c
}

// emptyCheckout has the default configuration, and golang.org/x/sync for modules that need it:
// a stand-in, so that nothing is downloaded.
func emptyCheckout(t *testing.T) *checkout {
	t.Helper()
	// golangci-lint names files by the resolved path.
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	c := &checkout{t: t, dir: dir, cache: sharedCache}
	c.copy("sync", top+"/passes/internal/passtest/testdata/stubs/golang.org/x/sync")
	c.write("sync/go.mod", "module golang.org/x/sync\n\ngo 1.25.0\n")
	c.configure(config{})
	return c
}

func (c *checkout) copy(name, from string) {
	c.t.Helper()
	if err := os.CopyFS(filepath.Join(c.dir, name), os.DirFS(from)); err != nil {
		c.t.Fatal(err)
	}
}

func (c *checkout) write(name, text string) {
	c.t.Helper()
	path := filepath.Join(c.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		c.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		c.t.Fatal(err)
	}
}

func (c *checkout) read(name string) string {
	c.t.Helper()
	text, err := os.ReadFile(filepath.Join(c.dir, name))
	if err != nil {
		c.t.Fatal(err)
	}
	return string(text)
}

// config is what a test wants in .golangci.yml. The zero value runs inflight alone, with its
// default settings, and shows everything.
type config struct {
	settings string // of inflight, as a flow mapping
	others   string // linters that run too, each with a comma before it
	linters  string // lines below linters, indented
	hide     bool   // what golangci-lint hides by default
}

func (c *checkout) configure(conf config) {
	c.t.Helper()
	text := `version: "2"
linters:
  default: none
  enable: [inflight` + conf.others + `]
  settings:
    custom:
      inflight:
        type: module
        settings: {` + conf.settings + `}
` + conf.linters
	if !conf.hide {
		text += `
issues:
  max-same-issues: 0
  max-issues-per-linter: 0
  uniq-by-line: false
`
	}
	c.write(".golangci.yml", text)
}

// issue is a finding as golangci-lint writes it in JSON.
type issue struct {
	FromLinter, Text, Severity string
	Pos                        struct {
		Filename             string
		Offset, Line, Column int
	}
	SuggestedFixes []any
}

func (i issue) String() string {
	return fmt.Sprintf("%s:%d:%d: %s (%s)", i.Pos.Filename, i.Pos.Line, i.Pos.Column, i.Text, i.FromLinter)
}

// check returns the name of the check, or of the other linter.
func (i issue) check() string {
	if i.FromLinter != "inflight" {
		return i.FromLinter
	}
	name, _, _ := strings.Cut(i.Text, ":")
	return name
}

// report runs golangci-lint, which must succeed or have issues, and must not warn of
// anything, and returns the issues.
func (c *checkout) report(args ...string) []issue {
	c.t.Helper()
	stdout, stderr, code := c.run(append([]string{"--output.json.path=stdout"}, args...)...)
	if stderr != "" {
		c.t.Errorf("golangci-lint %q: standard error:\n%s", args, stderr)
	}
	return c.decode(stdout, code)
}

func (c *checkout) decode(stdout string, code int) []issue {
	c.t.Helper()
	var found struct{ Issues []issue }
	if err := json.Unmarshal([]byte(stdout), &found); err != nil {
		c.t.Fatalf("%v in\n%s", err, stdout)
	}
	if want := min(len(found.Issues), 1); code != want {
		c.t.Errorf("golangci-lint exits with %d, want %d", code, want)
	}
	return found.Issues
}

// run runs golangci-lint in the checkout.
func (c *checkout) run(args ...string) (stdout, stderr string, code int) {
	c.t.Helper()
	return c.execute(golangci, append([]string{"run", "--allow-parallel-runners", "--show-stats=false"}, args...)...)
}

// execute runs a command in the checkout and returns what it prints, and its exit code.
func (c *checkout) execute(name string, args ...string) (stdout, stderr string, code int) {
	c.t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = c.dir
	cmd.Env = append(append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GOLANGCI_LINT_CACHE="+c.cache), c.env...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	if exit := new(exec.ExitError); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else if err != nil {
		c.t.Fatal(err)
	}
	return out.String(), errs.String(), code
}

// must runs a command that must succeed.
func (c *checkout) must(name string, args ...string) string {
	c.t.Helper()
	stdout, stderr, code := c.execute(name, args...)
	if code != 0 {
		c.t.Fatalf("%s %q exits with %d:\n%s%s", name, args, code, stdout, stderr)
	}
	return stdout
}
