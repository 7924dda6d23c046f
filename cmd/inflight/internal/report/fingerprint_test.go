package report

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const program = `package p

func Load(xs []int) {
	for range xs {
		go func() { work() }()
	}
	for range xs {
		go work()
	}
}

func (q *Queue[T]) Run() { go work() }

var start = func() { go work() }

func work() {}
`

// write makes a file below a directory, and those above it.
func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

// identify finds each go statement of the text, in order.
func identify(t *testing.T, file, text, message string) []Finding {
	t.Helper()
	var list []Finding
	for i, line := range strings.Split(text, "\n") {
		if col := strings.Index(line, "go "); col >= 0 {
			list = append(list, Finding{Check: "spawnloop", Category: "unbounded", Message: message, File: file, Line: i + 1, Col: col + 1})
		}
	}
	Identify(list)
	return list
}

// prints returns the fingerprints of findings.
func prints(list []Finding) []string {
	var all []string
	for _, f := range list {
		all = append(all, f.ID.Fingerprint)
	}
	return all
}

func equal(t *testing.T, what string, got, want []string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s: the fingerprints are\n\t%s\nwant\n\t%s", what, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// TestIdentify: what a finding is known by.
func TestIdentify(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, ".git/HEAD", "")
	list := identify(t, write(t, dir, "sub/p.go", program), program, "no limit before line 22")
	for i, want := range []string{"Load", "Load", "Queue.Run", "start"} {
		id := list[i].ID
		if id.Function != want || id.Path != "sub/p.go" || id.Message != "no limit before line N" {
			t.Errorf("finding %d is known by %+v, want it in %s", i, id, want)
		}
	}
	seen := make(map[string]bool)
	for _, print := range prints(list) {
		if len(print) != 64 || seen[print] {
			t.Errorf("%q is no fingerprint, or that of two", print)
		}
		seen[print] = true
	}
}

// TestStable: the fingerprints stay when lines move, when another checkout is
// looked at, and when the message explains itself.
func TestStable(t *testing.T) {
	first := t.TempDir()
	write(t, first, ".git/HEAD", "")
	file := write(t, first, "sub/p.go", program)
	want := prints(identify(t, file, program, "no limit before line 22, nor at q.go:7"))

	moved := strings.Replace(program, "func Load", "// Load loads.\n//\n// All at once.\nfunc Load", 1)
	write(t, first, "sub/p.go", moved)
	equal(t, "moved", prints(identify(t, file, moved, "no limit before line 25, nor at q.go:9")), want)
	equal(t, "explained", prints(identify(t, file, moved, "no limit before line 25, nor at q.go:9 [strong: + nobody waits; no fix: at line 3]")), want)
	equal(t, "explained in short", prints(identify(t, file, moved, "no limit before line 25, nor at q.go:9 [audit]")), want)

	second := filepath.Join(t.TempDir(), "elsewhere")
	write(t, second, ".git", "gitdir: of a work tree")
	equal(t, "checked out elsewhere", prints(identify(t, write(t, second, "sub/p.go", program), program, "no limit before line 22, nor at q.go:7")), want)

	// Without a repository, the module is what paths are relative to.
	third := t.TempDir()
	write(t, third, "go.mod", "module m\n")
	equal(t, "without a repository", prints(identify(t, write(t, third, "sub/p.go", program), program, "no limit before line 22, nor at q.go:7")), want)
}

// TestAnother: one more finding changes the fingerprint of no other, and one that is
// the same in all gets the next ordinal.
func TestAnother(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, ".git/HEAD", "")
	file := write(t, dir, "p.go", program)
	before := prints(identify(t, file, program, "m"))

	above := strings.Replace(program, "func Load", "func Above() {\n\tgo work()\n}\n\nfunc Load", 1)
	write(t, dir, "p.go", above)
	equal(t, "one above", prints(identify(t, file, above, "m"))[1:], before)

	same := strings.Replace(program, "\tfor range xs {\n", "\tgo work()\n\tfor range xs {\n", 1)
	write(t, dir, "p.go", same)
	after := prints(identify(t, file, same, "m"))
	equal(t, "one in the same function", after[:2], before[:2])
	equal(t, "what follows that function", after[3:], before[2:])
}

// TestDifferent: what differs in anything that counts has another fingerprint.
func TestDifferent(t *testing.T) {
	base := [5]string{"check", "category", "p.go", "f", "m"}
	seen := map[string]string{fingerprint(base, 0): "the base"}
	add := func(what string, print string) {
		if other := seen[print]; other != "" {
			t.Errorf("%s has the fingerprint of %s", what, other)
		}
		seen[print] = what
	}
	for i := range base {
		changed := base
		changed[i] += "x"
		add("another "+base[i], fingerprint(changed, 0))
	}
	add("the next", fingerprint(base, 1))
	dir := t.TempDir()
	one, other := write(t, dir, "one.go", "package p\n\nfunc F() {\n}\n"), write(t, dir, "other.go", "package p\n\nfunc G() {\n}\n")
	list := []Finding{
		{Check: "c", Category: "x", Message: "m", File: one, Line: 3, Col: 1},
		{Check: "c", Category: "y", Message: "m", File: one, Line: 3, Col: 1},
		{Check: "d", Category: "x", Message: "m", File: one, Line: 3, Col: 1},
		{Check: "c", Category: "x", Message: "m", File: other, Line: 3, Col: 1},
	}
	Identify(list)
	for i, print := range prints(list) {
		add(fmt.Sprintf("finding %d", i), print)
		if want := fingerprint([5]string{list[i].Check, list[i].Category, list[i].ID.Path, list[i].ID.Function, "m"}, 0); print != want {
			t.Errorf("the fingerprint of finding %d is %s, want %s", i, print, want)
		}
	}
	if got := list[3].ID.Function; got != "G" {
		t.Errorf("the finding in the other file is in %q, want G", got)
	}
	shifted := base
	shifted[0], shifted[1] = "checkc", "ategory"
	add("the same letters", fingerprint(shifted, 0))
}

// TestMasked: numbers of lines are no part of what a message says, others are.
func TestMasked(t *testing.T) {
	for message, want := range map[string]string{
		"the one at line 22 is passed by":                     "the one at line N is passed by",
		"given back twice, at lines 3 and 14":                 "given back twice, at lines N and N",
		"also lines 3, 14 and 15":                             "also lines N, N and N",
		"panic with the close at other.go:22":                 "panic with the close at other.go:N",
		"SetLimit(0) at line 7 lets nothing start, 5 do":      "SetLimit(0) at line N lets nothing start, 5 do",
		"xs[i] has room for 16, deadline 5":                   "xs[i] has room for 16, deadline 5",
		"m [strong: + nobody waits; no fix: line 3 [x] ends]": "m",
		"m [data]":                        "m",
		"goroutine per element of xs[3:]": "goroutine per element of xs[3:]",
		"a [note: b]":                     "a [note: b]",
	} {
		if got := masked(message); got != want {
			t.Errorf("%q: %q, want %q", message, got, want)
		}
	}
}

// TestPathFrom: forward slashes, and from the root, on every system.
func TestPathFrom(t *testing.T) {
	for _, test := range []struct{ root, file, want string }{
		{"/w", "/w/a/b.go", "a/b.go"},
		{"/w/a", "/w/b.go", "b.go"},
		{"", "/w/a/b.go", "b.go"},
		{"/w", `/w/a\b.go`, "a/b.go"}, // as Windows has it
	} {
		if got := PathFrom(filepath.FromSlash(test.root), filepath.FromSlash(test.file)); got != test.want {
			t.Errorf("%s in %s: %q, want %q", test.file, test.root, got, test.want)
		}
	}
}
