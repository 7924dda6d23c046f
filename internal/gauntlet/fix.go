package gauntlet

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A Report is what Fix did to the programs of a module.
type Report struct {
	Before, After map[string][]string // findings by program
	Changed       map[string]bool     // programs
}

// Fix applies all fixes to the module in dir; flags are more flags for inflight. It fails if that does not work, if
// doing it again changes anything, or if what comes out is not formatted or is
// something that go vet complains about.
func Fix(t testing.TB, dir string, flags ...string) Report {
	t.Helper()
	inflight := Program(t)
	report := Report{Before: findings(t, dir, flags), Changed: make(map[string]bool)}
	original := sources(t, dir)
	command(t, dir, inflight, slices.Concat(flags, []string{"-fix", "./..."})...)
	fixed := sources(t, dir)
	command(t, dir, inflight, slices.Concat(flags, []string{"-fix", "./..."})...)
	for name, content := range sources(t, dir) {
		if content != fixed[name] {
			t.Errorf("%s: a second run of the fix changes it again. Before:\n%s\nafter:\n%s", name, fixed[name], content)
		}
		if content != original[name] {
			report.Changed[programOf(name)] = true
		}
	}
	report.After = findings(t, dir, flags)
	if list := command(t, dir, "gofmt", "-l", "."); list != "" {
		t.Errorf("gofmt is needed on:\n%s", list)
	}
	command(t, dir, "go", "vet", "./...")
	return report
}

// findings returns what inflight reports, by program.
func findings(t testing.TB, dir string, flags []string) map[string][]string {
	t.Helper()
	stdout, stderr, err := execute(dir, Program(t), slices.Concat(flags, []string{"./..."})...)
	if exit := new(exec.ExitError); stderr != "" || err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		t.Fatalf("inflight: %v\n%s%s", err, stdout, stderr)
	}
	list := make(map[string][]string)
	for _, line := range regexp.MustCompile(`(?m)^\S+\.go:\d+:\d+: .*$`).FindAllString(stdout, -1) {
		file, _, _ := strings.Cut(line, ":")
		list[programOf(filepath.ToSlash(file))] = append(list[programOf(filepath.ToSlash(file))], line)
	}
	return list
}

// programOf returns the program that a file, named from the folder of its module,
// is part of.
func programOf(file string) string {
	parts := strings.Split(file, "/")
	if len(parts) < 3 || parts[0] != "cases" {
		return file
	}
	return parts[1]
}

// sources returns the Go files of the module in dir.
func sources(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := make(map[string]string)
	root := os.DirFS(dir)
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if _, err := fs.Stat(root, name+"/go.mod"); err == nil && name != "." {
				return fs.SkipDir // another module
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		content, err := fs.ReadFile(root, name)
		files[name] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Others returns what a report speaks of and is not one of the programs.
func (r Report) Others(cases []Case) []string {
	var list []string
	for _, names := range [][]string{
		slices.Collect(maps.Keys(r.Before)),
		slices.Collect(maps.Keys(r.After)),
		slices.Collect(maps.Keys(r.Changed)),
	} {
		for _, name := range names {
			if !slices.ContainsFunc(cases, func(c Case) bool { return c.Name == name }) {
				list = append(list, name)
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
