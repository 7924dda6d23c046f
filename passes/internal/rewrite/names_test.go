package rewrite_test

import (
	"go/ast"
	"strings"
	"testing"
)

// TestImports adds an import to every kind of head: nothing is lost, the order is kept,
// and what gofmt had formatted stays so.
func TestImports(t *testing.T) {
	for _, test := range []struct{ name, head, want string }{
		{"above", `import (
	"sync"
)`, `import (
	"runtime"
	"sync"
)`},
		{"below", `import (
	"os"
)`, `import (
	"os"
	"runtime"
)`},
		{"two groups", `import (
	"os"
	"sync"

	"golang.org/x/sync/errgroup"
)`, `import (
	"os"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"
)`},
		{"others only", `import (
	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)`, `import (
	"runtime"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)`},
		{"others first", `import (
	"golang.org/x/sync/errgroup"

	"os"
	"sync"
)`, `import (
	"golang.org/x/sync/errgroup"

	"os"
	"runtime"
	"sync"
)`},
		{"comments", `import (
	// files
	"os" // all of them
	// locks
	"sync" // and groups
)`, `import (
	// files
	"os" // all of them
	"runtime"
	// locks
	"sync" // and groups
)`},
		{"last with comment", `import (
	"os" // all of them
)`, `import (
	"os" // all of them
	"runtime"
)`},
		{"names", `import (
	"fmt"
	zz "os"
	_ "sync"
)`, `import (
	"fmt"
	zz "os"
	"runtime"
	_ "sync"
)`},
		{"two declarations", `import "os"
import "sync"`, `import "runtime"

import "os"
import "sync"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			uses := ""
			for spec, use := range map[string]string{
				`\t"os"`: "os.File", `\tzz "os"`: "zz.File", `\t"sync"`: "sync.Mutex", `\t"fmt"`: "fmt.Stringer",
				`\t"golang.org/x/sync/errgroup"`: "errgroup.Group", `\t"golang.org/x/sync/semaphore"`: "semaphore.Weighted",
				`import "os"`: "os.File", `import "sync"`: "sync.Mutex",
			} {
				if strings.Contains(test.head, strings.ReplaceAll(spec, `\t`, "\t")) {
					uses += "\nvar _ " + use + "\n"
				}
			}
			file := func(head string) string {
				return "// Package p is one.\npackage p // p\n\n" + head + "\n" + uses
			}
			src := file(test.head)
			f, syntax, pass := open(t, src)
			qualifier, edits, ok := f.Qualifier("runtime", "GOMAXPROCS", syntax.End()-1)
			if !ok || qualifier != "runtime." {
				t.Fatalf("%q, %v", qualifier, ok)
			}
			if got, want := apply(t, pass, src, edits), file(test.want); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// TestFresh holds that a new name means nothing else, at the place where it is made or
// further in.
func TestFresh(t *testing.T) {
	for src, want := range map[string]string{
		"func f() { here() }":                                           "sem",
		"func f() { sem := 1; here(); _ = sem }":                        "sem2",
		"func f() { here(); { sem := 1; _ = sem } }":                    "sem2",
		"func f(sem, sem2 int) { here() }":                              "sem3",
		"func f() (sem int) { here(); return }":                         "sem2",
		"func f() { here(); go func(sem int) {}(1) }":                   "sem2",
		"var sem = 1\n\nfunc f() { here() }":                            "sem2",
		"var f = func() { here(); for sem := range 3 { _ = sem } }":     "sem2",
		"type t struct{ sem int }\n\nfunc f(x t) { here(); _ = x.sem }": "sem2",
		"func f() { here() }\n\nfunc g() { sem := 1; _ = sem }":         "sem",
	} {
		f, file, _ := open(t, "package p\n\nfunc here() {}\n\n"+src+"\n")
		if got := f.Fresh("sem", call(file, "here").Pos(), 0); got != want {
			t.Errorf("%s: %s, want %s", src, got, want)
		}
	}
	f, file, _ := open(t, "package p\n\nfunc here() {}\n\nfunc f(sem2 int) { here() }\n")
	for nth, want := range []string{"sem", "sem3", "sem4"} {
		if got := f.Fresh("sem", call(file, "here").Pos(), nth); got != want {
			t.Errorf("number %d is %s, want %s", nth, got, want)
		}
	}
}

// call finds the call of a function.
func call(file *ast.File, name string) *ast.CallExpr {
	var found *ast.CallExpr
	ast.Inspect(file, func(n ast.Node) bool {
		if c, ok := n.(*ast.CallExpr); ok {
			if id, ok := c.Fun.(*ast.Ident); ok && id.Name == name {
				found = c
			}
		}
		return true
	})
	return found
}

// TestStable holds which expressions mean the same later as where a go statement stands.
func TestStable(t *testing.T) {
	const head = `package p

type T struct {
	n int
	f func()
	p *T
}

func (t T) value()    {}
func (t *T) pointer() {}

type I interface{ value() }

var global = 1

const number = 2

func run(any) {}

func named() {}

func generic[E any]() {}

`
	for _, test := range []struct {
		lines, arg string
		want       bool
	}{
		{"", "1", true},
		{"", "number", true},
		{"", "nil", true},
		{"", "named", true},
		{"", "global", false},
		{"", "&global", true},
		{"", "generic[int]", false},
		{"x := 1", "x", true},
		{"x := 1; x = 2", "x", false},
		{"x := 1; x++", "x", false},
		{"x := 1; run(&x)", "x", false},
		{"x := 1; defer func() { x = 2 }()", "x", false},
		{"x := 1; x = 2", "&x", true},
		{"var x int", "x", true},
		{"var x T; x.n = 2", "x", false},
		{"var x T; x.pointer()", "x", false},
		{"var x T; x.value()", "x", true},
		{"x := &T{}; x.n = 2", "x", true},
		{"x := []int{1}; x[0] = 2", "x", true},
		{"x := [1]int{1}; x[0] = 2", "x", false},
		{"x := &T{}", "x.n", false},
		{"x := &T{}", "x.f", false},
		{"x := &T{}", "x.pointer", true},
		{"x := &T{}", "x.value", false},
		{"var x T", "x.pointer", true},
		{"var x T", "x.value", false},
		{"var x T", "x.p.pointer", false},
		{"var x I = T{}", "x.value", false},
		{"x := []int{1}", "x[0]", false},
		{"x := 1", "x + 1", false},
		{"x := 1", "(x)", true},
		{"x := func() int { return 1 }", "x()", false},
	} {
		src := head + "func f() {\n\t" + strings.ReplaceAll(test.lines, "; ", "\n\t") + "\n\tgo run(" + test.arg + ")\n}\n"
		f, file, _ := open(t, src)
		stmt := goStmt(file)
		if got := f.Stable(stmt.Call.Args[0], stmt); got != test.want {
			t.Errorf("%s; go run(%s): %v", test.lines, test.arg, got)
		}
	}
	// The variable of a loop.
	for loop, want := range map[string]bool{
		"for i := range 3 {":            true,
		"for i := 0; i < 3; i++ {":      false,
		"i := 0\n\tfor i = range 3 {":   false,
		"for i := 0; i < 3; {\n\ti++\n": false,
	} {
		f, file, _ := open(t, head+"func f() {\n\t"+loop+"\n\tgo run(i)\n}\n}\n")
		stmt := goStmt(file)
		if got := f.Stable(stmt.Call.Args[0], stmt); got != want {
			t.Errorf("%s go run(i): %v", loop, got)
		}
	}
}

// TestVersion: before Go 1.22 a loop has one variable for all turns.
func TestVersion(t *testing.T) {
	const src = "package p\n\nfunc run(int) {}\n\nfunc f(xs []int) {\n\tfor _, x := range xs {\n\t\tgo run(x)\n\t}\n}\n"
	for version, want := range map[string]bool{"": true, "go1.22": true, "go1.21": false, "go1.9": false} {
		f, file, pass := open(t, src)
		pass.TypesInfo.FileVersions[file] = version
		stmt := goStmt(file)
		if got := f.Stable(stmt.Call.Args[0], stmt); got != want {
			t.Errorf("%q: %v", version, got)
		}
	}
}

// TestNeeded holds which expressions cannot be taken out of a file that compiles.
func TestNeeded(t *testing.T) {
	for src, want := range map[string]bool{
		"func f(xs []int) { here(len(xs)) }":                    false,
		"func f() { xs := []int{}; here(len(xs)) }":             true,
		"func f() { xs := []int{}; here(len(xs)); _ = xs }":     false,
		"func f() { here(2) }":                                  false,
		"var n = 1\n\nfunc f() { here(n) }":                     false,
		"func f() { go func(xs []int) { here(len(xs)) }(nil) }": false,
	} {
		f, file, _ := open(t, "package p\n\nfunc here(int) {}\n\n"+src+"\n")
		if got := f.Needed(call(file, "here").Args[0]); got != want {
			t.Errorf("%s: %v", src, got)
		}
	}
}

// TestBuiltin holds that what hides a predeclared name is seen.
func TestBuiltin(t *testing.T) {
	for src, want := range map[string]bool{
		"func f() { here() }":                                   true,
		"func f() { make := 1; here(); _ = make }":              false,
		"func make() {}\n\nfunc f() { here() }":                 false,
		"func f(make int) { here() }":                           false,
		"func f() { here(); make := 1; _ = make }":              true,
		"func f() { if make := 1; make > 0 { _ = 1 }; here() }": true,
	} {
		f, file, _ := open(t, "package p\n\nfunc here() {}\n\n"+src+"\n")
		if got := f.Builtin("make", call(file, "here").Pos()); got != want {
			t.Errorf("%s: %v", src, got)
		}
	}
}
