package directives_test

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/inflight-go/inflight/passes/internal/directives"
)

// A fixture is one parsed and indexed file.
type fixture struct {
	t     *testing.T
	fset  *token.FileSet
	file  *ast.File
	index *directives.Index
}

func parse(t *testing.T, src string) *fixture {
	t.Helper()
	fset := token.NewFileSet()
	// Positions of a second file tell a wrong file from a wrong line.
	if _, err := parser.ParseFile(fset, "other.go", "package p\n", 0); err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(fset, "p.go", src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	return &fixture{t, fset, file, directives.New(fset, []*ast.File{file})}
}

// pos returns the position of the nth occurrence, from 1, of text.
func (f *fixture) pos(src, text string, n int) token.Pos {
	f.t.Helper()
	offset := 0
	for range n {
		i := strings.Index(src[offset:], text)
		if i < 0 {
			f.t.Fatalf("no %q", text)
		}
		offset += i + len(text)
	}
	return f.fset.File(f.file.FileStart).Pos(offset - len(text))
}

// problems formats what is wrong, as if the check "loops" had run and the
// check "groups" had not.
func (f *fixture) problems() []string {
	var got []string
	for _, p := range f.index.Problems([]string{"loops", "groups"}, func(check string) bool { return check == "loops" }) {
		start, end := f.fset.Position(p.Pos), f.fset.Position(p.End)
		got = append(got, fmt.Sprintf("%d:%d-%d %s: %s", start.Line, start.Column, end.Column, p.Category, p.Message))
	}
	return got
}

func (f *fixture) wantProblems(want ...string) {
	f.t.Helper()
	if got := f.problems(); !slices.Equal(got, want) {
		f.t.Errorf("problems:\n\t%s\nwant:\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

func TestBounded(t *testing.T) {
	const src = `package p

func f(a, b []int) {
	//inflight:bounded above
	for range a {
		go f(a, b) //inflight:bounded at the end
	}

	// A comment first.
	//
	//inflight:bounded last line of a comment
	for range b {
		go f(a, b)
	}

	//inflight:bounded first line of a comment
	// More.
outer:
	for {
		break outer
	}

	x := 1 //inflight:bounded not of the next line
	for x < 2 {
	}

	//inflight:bounded a line too far

	go f(a, b)

	group(
		a,
	) //inflight:bounded on a line that starts nothing

	func() {
		_ = x //inflight:bounded on an assignment
	}()
}
`
	f := parse(t, src)
	for _, test := range []struct {
		text string
		n    int
		want string
	}{
		{"for range a", 1, "above"},
		{"go f", 1, "at the end"},
		{"for range b", 1, "last line of a comment"},
		{"go f", 2, ""},
		{"for {", 1, "first line of a comment"},
		{"x := 1", 1, "not of the next line"},
		{"for x", 1, ""},
		{"go f", 3, ""},
		{"group", 1, ""},
		{"func f", 1, ""},
		{"_ = x", 1, "on an assignment"},
	} {
		why, ok := f.index.Bounded(f.pos(src, test.text, test.n))
		if why != test.want || ok != (test.want != "") {
			t.Errorf("%s (%d) is bounded: %q, %t; want %q", test.text, test.n, why, ok, test.want)
		}
	}
	if _, ok := f.index.Bounded(token.NoPos); ok {
		t.Error("no position is bounded")
	}
	// Line 5 of the first file is the for loop of the second.
	if _, ok := f.index.Bounded(1); ok {
		t.Error("a position of another file is bounded")
	}
	f.wantProblems(
		"27:2-35 misplaced: //inflight:bounded stands on no loop, spawn, function, type, field, parameter or variable",
		"33:4-52 misplaced: //inflight:bounded stands on no loop, spawn, function, type, field, parameter or variable",
	)
}

func TestBoundedObject(t *testing.T) {
	const src = `package p

// F is a function.
//
//inflight:bounded callers pass a page
func F(first []int) {}

func G(
	second []int, //inflight:bounded one per region
	third []int,
) {
	local := second //inflight:bounded as second
	_ = local
}

type (
	//inflight:bounded four of them
	Shards []int

	Free []int
)

type T struct {
	//inflight:bounded set from flags
	a, b []int
	c    []int
	Shards //inflight:bounded embedded
}

//inflight:bounded a method
func (T) M() {}

//inflight:bounded a literal
var list = []int{1}

//inflight:bounded
var noReason []int
`
	f := parse(t, src)
	info := &types.Info{Defs: make(map[*ast.Ident]types.Object)}
	config := types.Config{Importer: importer.Default()}
	if _, err := config.Check("p", f.fset, []*ast.File{f.file}, info); err != nil {
		t.Fatal(err)
	}

	var names []string
	for _, obj := range f.index.Objects(info) {
		names = append(names, obj.Name())
	}
	if got, want := strings.Join(names, " "), "F first second local Shards a b Shards M list"; got != want {
		t.Errorf("bounded objects: %s\nwant: %s", got, want)
	}
	if n := len(f.problems()); n != 9 {
		t.Errorf("%d problems after listing the objects, which is not use; want all 9 directives", n)
	}

	bounded := make(map[string]string)
	for id, obj := range info.Defs {
		if obj == nil {
			continue
		}
		if why, ok := f.index.BoundedObject(obj); ok {
			bounded[id.Name] = why
		}
	}
	for name, want := range map[string]string{
		"F": "callers pass a page", "first": "callers pass a page",
		"G": "", "second": "one per region", "third": "", "local": "as second",
		"Free": "", "T": "", "a": "set from flags", "b": "set from flags", "c": "",
		"M": "a method", "list": "a literal", "noReason": "",
	} {
		if bounded[name] != want {
			t.Errorf("%s is bounded: %q, want %q", name, bounded[name], want)
		}
	}
	f.wantProblems("36:1-19 incomplete: //inflight:bounded gives no reason")
}

func TestIgnored(t *testing.T) {
	const src = `package p

func f() {
	//inflight:ignore loops above
	go f()
	go f() //inflight:ignore loops at the end // with a note
	go f()
	//inflight:ignore groups another check
	go f()
	//inflight:ignore loops one of two
	//inflight:ignore groups two of two
	go f()
}

// doc is ignored as a whole.
//
//inflight:ignore loops all of it
func doc() {
	go f()
	func() {
		go f()
	}()
}

//inflight:ignore loops also a variable
var v = func() {
	go f()
}
`
	f := parse(t, src)
	for _, test := range []struct {
		n             int // which go f()
		loops, groups bool
	}{
		{1, true, false},
		{2, true, false},
		{3, false, false},
		{4, false, true},
		{5, true, true},
		{6, true, false},
		{7, true, false},
		{8, true, false},
	} {
		pos := f.pos(src, "go f()", test.n)
		if got := f.index.Ignored("loops", pos); got != test.loops {
			t.Errorf("go %d is ignored for loops: %t, want %t", test.n, got, test.loops)
		}
		if got := f.index.Ignored("groups", pos); got != test.groups {
			t.Errorf("go %d is ignored for groups: %t, want %t", test.n, got, test.groups)
		}
	}
	f.wantProblems()
}

func TestProblems(t *testing.T) {
	const src = `package p

//inflight:ignore loops nothing in here
func f() {
	//inflight:ignore
	//inflight:ignore loops
	//inflight:ignore loop with a typo
	// inflight:ignore loops with a space
	//inflight: ignore loops with a space
	/* inflight:bounded in a block */
	//inflight:bound with a typo
	//inflight:
	go f()

	//inflight:ignore loops without use // want nothing
	//inflight:ignore groups which did not run
	//inflight:bounded without use
	go f()

	// inflight: 3 is prose, and so is inflight:ignore loops
	go f()
}
`
	f := parse(t, src)
	want := []string{
		`3:1-40 unused: //inflight:ignore loops silences nothing in the declaration on line 4`,
		`5:2-19 incomplete: //inflight:ignore names no check: want //inflight:ignore <check> <why>`,
		`6:2-25 incomplete: //inflight:ignore loops gives no reason`,
		`7:2-36 unknown-check: //inflight:ignore loop: there is no such check`,
		`8:2-39 malformed: this comment has no effect: write //inflight:ignore, with no space before or after inflight:`,
		`9:2-39 malformed: this comment has no effect: write //inflight:ignore, with no space before or after inflight:`,
		`10:2-35 malformed: this comment has no effect: write //inflight:bounded, with no space before or after inflight:`,
		`11:2-30 unknown-verb: //inflight:bound is no directive: want //inflight:bounded or //inflight:ignore`,
		`12:2-13 unknown-verb: //inflight: is no directive: want //inflight:bounded or //inflight:ignore`,
		`15:2-37 unused: //inflight:ignore loops silences nothing on line 18`,
		`17:2-32 unused: //inflight:bounded silences nothing on line 18`,
	}
	f.wantProblems(want...)

	// Nothing broken has an effect.
	if f.index.Ignored("loops", f.pos(src, "go f()", 1)) {
		// The doc comment of f does.
		f.wantProblems(want[1:]...)
	} else {
		t.Error("the doc comment of f has no effect")
	}
	if _, ok := f.index.Bounded(f.pos(src, "go f()", 1)); ok {
		t.Error("a broken directive has an effect")
	}

	// With no check run, only what is broken can be told.
	for _, p := range f.index.Problems([]string{"loops", "groups"}, func(string) bool { return false }) {
		if p.Category == "unused" {
			t.Errorf("%s, though no check ran", p.Message)
		}
	}
}

func TestConcurrent(t *testing.T) {
	const src = "package p\n\nfunc f() {\n\tgo f() //inflight:ignore loops raced for\n}\n"
	f := parse(t, src)
	pos := f.pos(src, "go f()", 1)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() { f.index.Ignored("loops", pos) })
	}
	wg.Wait()
	f.wantProblems()
}
