package drivers_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// newFixture lays the module of the fixtures out in a new directory, so that go
// vet has no results of it, with the stand-ins for other modules.
func newFixture(t *testing.T) string {
	t.Helper()
	// Drivers name files by the resolved path.
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	const root = "../../../.."
	watch(t, root+"/cmd/inflight")
	if err := os.CopyFS(dir, os.DirFS(root+"/testdata/drivers")); err != nil {
		t.Fatal(err)
	}
	sync := filepath.Join(dir, "sync")
	if err := os.CopyFS(sync, os.DirFS(root+"/passes/internal/passtest/testdata/stubs/golang.org/x/sync")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(sync, "go.mod"), []byte("module golang.org/x/sync\n\ngo 1.25.0\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	return dir
}

// watch makes a change of the program count as one of the test, which does not
// import it: go test takes cached results while the files that a test has looked at
// are the same.
func watch(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, _ os.DirEntry, err error) error {
		if err == nil {
			_, err = os.Stat(name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// finding is a diagnostic as every driver knows it.
type finding struct {
	posn            string // file:line:column, the file relative to the fixture
	check, category string
	message         string
	fix             string // message of the first fix
}

func (f finding) String() string {
	return fmt.Sprintf("%s: %s (%s): %s [%s]", f.posn, f.check, f.category, f.message, f.fix)
}

// place is a finding without its words, which are tested with the check.
func (f finding) place() string {
	return fmt.Sprintf("%s: %s %s", f.posn[:strings.LastIndexByte(f.posn, ':')], f.check, f.category)
}

// lines returns the findings in an order that is the same for all drivers.
func lines(list []finding, line func(finding) string) []string {
	var all []string
	for _, f := range list {
		all = append(all, line(f))
	}
	slices.Sort(all)
	return all
}

var comment = regexp.MustCompile(`// (want|builtin|audit|row|lost) (\w+ [a-z-]+)\b`)

// expected returns the places in some packages of the fixture that have a comment of
// one of the kinds, and what it says.
func expected(t *testing.T, dir, packages string, kinds ...string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, strings.Replace(packages, "...", "*", 1), "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i, text := range strings.Split(string(data), "\n") {
			for _, m := range comment.FindAllStringSubmatch(text, -1) {
				if slices.Contains(kinds, m[1]) {
					all = append(all, relative(dir, file)+":"+strconv.Itoa(i+1)+": "+m[2])
				}
			}
		}
	}
	if len(all) == 0 {
		t.Fatalf("no comments %q in the fixture", kinds)
	}
	slices.Sort(all)
	return all
}

func relative(dir, file string) string {
	return filepath.ToSlash(strings.TrimPrefix(file, dir+string(filepath.Separator)))
}

// compare fails the test unless two lists of lines are the same.
func compare(t *testing.T, what string, got, want []string) {
	t.Helper()
	if slices.Equal(got, want) {
		return
	}
	only := func(list, other []string) string {
		var b strings.Builder
		for _, line := range list {
			if !slices.Contains(other, line) {
				b.WriteString("\n\t" + line)
			}
		}
		return b.String()
	}
	t.Errorf("%s: %d findings, want %d\ntoo many:%s\nmissing:%s", what, len(got), len(want), only(got, want), only(want, got))
}
