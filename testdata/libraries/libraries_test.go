// Package libraries holds inflight to the libraries that its table names: what it
// says of a program that uses them, and that they have what the table names.
//
// It is a module of its own, so that those who use inflight need none of them.
package libraries

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/scanner"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// top is where the main module is.
const top = "../.."

// TestFindings: inflight reports what the files want, and nothing else.
//
// A comment "want check:"regexp"" stands on the line that is reported; the name
// of the check is a regexp too. What is reported at level audit alone is not looked
// at, unless a line of the file says which level its findings have:
//
//	//level: strong
//	//level: audit
func TestFindings(t *testing.T) {
	bin := filepath.Join(t.TempDir(), "inflight")
	run(t, top, "go", "build", "-o", bin, "./cmd/inflight")
	found := analyze(t, bin)
	for _, f := range read(t) {
		f.compare(t, found[f.name])
		delete(found, f.name)
	}
	for name, findings := range found {
		t.Errorf("%s: %v: no fixture", name, findings)
	}
}

// TestRows: every row of the table names a function that the library has and
// that fits its role, and has a fixture that imports its package.
func TestRows(t *testing.T) {
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	run(t, top, "go", "run", "./internal/docgen", "-verify", dir)
}

type file struct {
	name  string
	level string // of its findings, "" for data or strong
	wants []*want
}

type want struct {
	line           int
	check, message *regexp.Regexp
}

func (w *want) String() string { return fmt.Sprintf("%s: %s", w.check, w.message) }

type finding struct {
	line                  int
	check, message, level string
}

func (f finding) String() string { return fmt.Sprintf("%s: %s [%s]", f.check, f.message, f.level) }

func (f *file) compare(t *testing.T, found []finding) {
	missing := slices.Clone(f.wants)
	for _, have := range found {
		if have.level == "audit" && f.level != "audit" {
			continue
		}
		i := slices.IndexFunc(missing, func(w *want) bool {
			return w.line == have.line && w.check.MatchString(have.check) && w.message.MatchString(have.message) &&
				(f.level == "" || f.level == have.level)
		})
		if i < 0 {
			t.Errorf("%s:%d: unexpected %s", f.name, have.line, have)
			continue
		}
		missing = slices.Delete(missing, i, i+1)
	}
	for _, w := range missing {
		t.Errorf("%s:%d: nothing like %s", f.name, w.line, w)
	}
}

// explained ends a message: it has the level of the finding, and what it follows
// from.
var explained = regexp.MustCompile(`^(.*) \[(strong|data|audit): .*\]$`)

// analyze returns the findings of a run by file.
func analyze(t *testing.T, bin string) map[string][]finding {
	t.Helper()
	var tree map[string]map[string][]struct{ Posn, Message string }
	output := run(t, ".", bin, "-json", "-level=audit", "-explain", "./...")
	if err := json.Unmarshal(output, &tree); err != nil {
		t.Fatalf("%v in\n%s", err, output)
	}
	here, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string][]finding{}
	for _, checks := range tree {
		for check, diagnostics := range checks {
			for _, d := range diagnostics {
				posn := strings.Split(d.Posn, ":")
				if len(posn) < 3 {
					t.Fatalf("position %q", d.Posn)
				}
				line, err := strconv.Atoi(posn[len(posn)-2])
				if err != nil {
					t.Fatalf("position %q: %v", d.Posn, err)
				}
				name, err := filepath.Rel(here, strings.Join(posn[:len(posn)-2], ":"))
				if err != nil {
					t.Fatal(err)
				}
				parts := explained.FindStringSubmatch(d.Message)
				if parts == nil {
					t.Fatalf("%s: no level in %q", d.Posn, d.Message)
				}
				found[name] = append(found[name], finding{line, check, parts[1], parts[2]})
			}
		}
	}
	return found
}

// run returns what a command prints. Exit code 1 of inflight says that there are
// findings.
func run(t *testing.T, dir, name string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	output, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) && exit.ExitCode() == 1 && name != "go" {
		err = nil
	}
	if err != nil {
		t.Fatalf("%s: %v\n%s%s", strings.Join(cmd.Args, " "), err, output, &stderr)
	}
	return output
}

// read returns the fixtures.
func read(t *testing.T) []*file {
	t.Helper()
	names, err := filepath.Glob("*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var files []*file
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, parse(t, name, src))
	}
	if len(files) == 0 {
		t.Fatal("no fixtures")
	}
	return files
}

var wantForm = regexp.MustCompile(`^\s*(\S+?):("(?:[^"\\]|\\.)*")`)

func parse(t *testing.T, name string, src []byte) *file {
	t.Helper()
	f := &file{name: name}
	set := token.NewFileSet()
	pos := set.AddFile(name, -1, len(src))
	var scan scanner.Scanner
	scan.Init(pos, src, nil, scanner.ScanComments)
	for {
		at, tok, text := scan.Scan()
		if tok == token.EOF {
			return f
		}
		if tok != token.COMMENT {
			continue
		}
		line := pos.Line(at)
		if level, ok := strings.CutPrefix(text, "//level: "); ok {
			if level != "strong" && level != "audit" {
				t.Fatalf("%s:%d: no level %q", name, line, level)
			}
			f.level = level
			continue
		}
		rest, ok := strings.CutPrefix(text, "// want ")
		for ok && strings.TrimSpace(rest) != "" {
			match := wantForm.FindStringSubmatch(rest)
			if match == nil {
				t.Fatalf(`%s:%d: %q is not check:"regexp"`, name, line, rest)
			}
			check, err := regexp.Compile("^(" + match[1] + ")$")
			if err != nil {
				t.Fatalf("%s:%d: %v", name, line, err)
			}
			message, err := regexp.Compile(match[2][1 : len(match[2])-1])
			if err != nil {
				t.Fatalf("%s:%d: %v", name, line, err)
			}
			f.wants = append(f.wants, &want{line, check, message})
			rest = rest[len(match[0]):]
		}
	}
}
