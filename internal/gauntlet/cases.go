package gauntlet

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// root is where the programs are, seen from the tests of this package.
const root = "../../testdata/gauntlet"

// A Case is what the head of a program says about it.
type Case struct {
	Name  string // of its package and folder
	Shape string // what it shows

	Want   Want
	Reason string // for what is wanted, "" for a fix

	K        int      // at most so much is under way after the fix; 0 if that is not what the fix is about
	Order    string   // "fixed" or "free"
	Errors   []string // what errors.Is must hold of the error
	Elements int
	Cancel   int    // the piece of work that ends the context, 0 is none
	Crash    string // the program ends with this panic
	Count    string // what is counted: "work", "goroutines", or "nothing" where the fix is not about that
	Result   string // "equal" or "partial": not compared, because it was cut short
	Message  string // "equal" or "any"
	Leaves   bool   // it returns while work is under way
	Stuck    bool   // before the fix, goroutines wait for ever in it
	Broken   bool   // before the fix it hangs, races or loses work, so it only runs after
	Silent   bool   // before the fix it returns no error, though it should
	Hangs    string // how it hangs behind a limit, "" if it does not
}

// A Want says whether a fix is to be offered for a program.
type Want uint8

const (
	WantFix  Want = iota // one must be
	WantNone             // none may be
	WantMay              // one may be; it must be right then
)

// minElements is what every program must bear.
const minElements = 500

// ParseCase reads the head of a program: comment lines "// key: value" above the
// package clause.
func ParseCase(file string) (Case, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return Case{}, err
	}
	keys := make(map[string]string)
	for line := range strings.Lines(string(content)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "package ") {
			break
		}
		comment, isComment := strings.CutPrefix(line, "// ")
		key, value, isKey := strings.Cut(comment, ": ")
		if !isComment || !isKey || strings.Contains(key, " ") {
			continue
		}
		if _, twice := keys[key]; twice {
			return Case{}, fmt.Errorf("%s: key %s stands there twice", file, key)
		}
		keys[key] = strings.TrimSpace(value)
	}
	c, err := newCase(keys)
	if err != nil {
		return Case{}, fmt.Errorf("%s: %w", file, err)
	}
	c.Name = filepath.Base(filepath.Dir(file))
	return c, nil
}

// newCase reads the keys, and leaves none.
func newCase(keys map[string]string) (Case, error) {
	var firstErr error
	fail := func(key, value string) {
		if firstErr == nil {
			firstErr = fmt.Errorf("key %s: %q makes no sense", key, value)
		}
	}
	take := func(key, otherwise string) string {
		value, ok := keys[key]
		if !ok {
			value = otherwise
		}
		delete(keys, key)
		return value
	}
	choose := func(key string, choices ...string) string {
		value := take(key, choices[0])
		if !slices.Contains(choices, value) {
			fail(key, value)
		}
		return value
	}
	number := func(key, otherwise string) int {
		value := take(key, otherwise)
		n, err := strconv.Atoi(value)
		if err != nil || n < 0 {
			fail(key, value)
		}
		return n
	}

	c := Case{
		Shape:    take("shape", ""),
		Order:    choose("order", "fixed", "free"),
		Elements: number("elements", strconv.Itoa(minElements)),
		Cancel:   number("cancel", "0"),
		Crash:    take("crash", ""),
		Count:    choose("count", "work", "goroutines", "nothing"),
		Result:   choose("result", "equal", "partial"),
		Message:  choose("message", "any", "equal"),
		Leaves:   choose("leaves", "nothing", "work") == "work",
		Stuck:    choose("stuck", "never", "before") == "before",
		Hangs:    take("hangs", ""),
	}
	before := choose("before", "runs", "broken", "silent")
	c.Broken, c.Silent = before == "broken", before == "silent"
	if c.Shape == "" {
		fail("shape", "")
	}
	if c.Elements < minElements {
		fail("elements", strconv.Itoa(c.Elements))
	}
	want, reason, _ := strings.Cut(take("want", ""), " ")
	c.Want = Want(slices.Index([]string{"fix", "none", "may"}, want))
	c.Reason = strings.TrimSuffix(strings.TrimPrefix(reason, "("), ")")
	if c.Want > WantMay || (c.Want == WantFix) != (c.Reason == "") {
		fail("want", want+" "+reason)
	}
	if c.Hangs != "" && c.Want == WantFix {
		fail("hangs", c.Hangs)
	}
	if k := take("k", "0"); k == "procs" {
		c.K = runtime.GOMAXPROCS(0)
	} else if n, err := strconv.Atoi(k); err != nil || c.Want == WantNone && n != 0 || c.Want != WantNone && !c.Stuck && c.Count != "nothing" && n == 0 {
		fail("k", k)
	} else {
		c.K = n
	}
	if kinds := take("error", "none"); kinds != "none" {
		c.Errors = strings.Split(kinds, ", ")
	}
	for key, value := range keys {
		fail(key, value)
	}
	return c, firstErr
}

// A Module is a folder with a go.mod and programs in cases.
type Module struct {
	Name  string // its path below the root, "." for the root itself
	Cases []Case
}

// Modules returns the modules at and below root that have programs.
func Modules(t testing.TB, root string) []Module {
	t.Helper()
	mods, err := filepath.Glob(filepath.Join(root, "*", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	var modules []Module
	for _, mod := range append([]string{filepath.Join(root, "go.mod")}, mods...) {
		dir := filepath.Dir(mod)
		name, err := filepath.Rel(root, dir)
		if err != nil {
			t.Fatal(err)
		}
		if cases := Cases(t, dir); len(cases) > 0 {
			modules = append(modules, Module{filepath.ToSlash(name), cases})
		}
	}
	return modules
}

// Cases returns the programs of the module in dir.
func Cases(t testing.TB, dir string) []Case {
	t.Helper()
	folders, err := filepath.Glob(filepath.Join(dir, "cases", "*"))
	if err != nil {
		t.Fatal(err)
	}
	var cases []Case
	for _, folder := range folders {
		c, err := ParseCase(filepath.Join(folder, filepath.Base(folder)+".go"))
		if err != nil {
			t.Fatal(err)
		}
		cases = append(cases, c)
	}
	return cases
}
