package flow_test

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/flowtest"
)

// TestFunctions says which functions an argument can be.
func TestFunctions(t *testing.T) {
	f := flowtest.Load(t, "testdata/values.go")
	got := map[token.Pos]string{}
	note := func(call *ssa.Call) {
		fns, ok := flow.Functions(call.Call.Args[0])
		var names []string
		for _, fn := range fns {
			names = append(names, fn.Name())
		}
		slices.Sort(names)
		if !ok {
			names = append([]string{"unknown"}, names...)
		}
		got[call.Pos()] = strings.Join(names, " ")
	}
	calls(f.Program, "use1", note)
	calls(f.Program, "use2", note)
	f.Want(t, got)
}

// TestCallers says of every declared function how often it is called, and
// whether these are all of the calls.
func TestCallers(t *testing.T) {
	f := flowtest.Load(t, "testdata/callers.go")
	got := map[token.Pos]string{}
	for _, fn := range f.Program.Funcs {
		if fn.Object() == nil {
			continue
		}
		in, all := f.Program.Callers(fn)
		got[fn.Pos()] = strconv.Itoa(len(in)) + " calls"
		if all {
			got[fn.Pos()] += ", all"
		}
	}
	f.Want(t, got)
}

// TestBinding: what a closure captures, through closures of closures; nothing
// when it is made in two places.
func TestBinding(t *testing.T) {
	f := flowtest.Source(t, "p.go", `package p

func use(int)

func f(n int) {
	x, y := n, n
	func() {
		func() {
			x++
			use(x)
		}()
	}()
	var z int
	z = 1
	func() { z = 2 }()
	z = 3
	use(z)
	use(y)
}

func unset() {
	var v int
	func() { use(v) }()
}
`)
	stores := map[string]int{}
	calls(f.Program, "use", func(call *ssa.Call) {
		load, ok := call.Call.Args[0].(*ssa.UnOp)
		if !ok {
			stores["y"] = -1 // not captured: a value
			return
		}
		cell := flow.Cell(load.X)
		if cell == nil {
			t.Fatalf("line %d: no cell", f.Line(call.Pos()))
		}
		stores[cell.Comment] = len(flow.CellStores(cell))
		if fv, ok := load.X.(*ssa.FreeVar); ok && flow.Binding(fv) == nil {
			t.Errorf("%s: not bound", cell.Comment)
		}
	})
	for name, want := range map[string]int{"x": 2, "y": -1, "z": 3, "v": 0} {
		if got, ok := stores[name]; !ok || got != want {
			t.Errorf("%s: %d stores (%v), want %d", name, got, ok, want)
		}
	}
}

// TestCellOfOther: an address that is not that of a local variable has no cell.
func TestCellOfOther(t *testing.T) {
	f := flowtest.Source(t, "p.go", `package p

func use(*int)

var global int

type T struct{ n int }

func f(p *int, t *T, xs []int) {
	use(p)
	use(&t.n)
	use(&xs[0])
	use(&global)
}
`)
	calls(f.Program, "use", func(call *ssa.Call) {
		if flow.Cell(call.Call.Args[0]) != nil {
			t.Errorf("line %d: has a cell", f.Line(call.Pos()))
		}
	})
}

// TestStores: the values given to a field and to a package variable, of a generic
// type too.
func TestStores(t *testing.T) {
	f := flowtest.Source(t, "p.go", `package p

type T struct{ a, b int }

type G[E any] struct{ e int }

var v = 1

func f(t *T, g *G[string], h *G[int]) {
	t.a = 1
	t.a = 2
	*t = T{b: 3}
	v = 4
	g.e = 5
	h.e = 6
}
`)
	scope := f.Pass.Pkg.Scope()
	field := func(typ string, i int) *types.Var {
		return scope.Lookup(typ).Type().Underlying().(*types.Struct).Field(i)
	}
	for _, tc := range []struct {
		v    *types.Var
		want int
	}{
		{field("T", 0), 2}, {field("T", 1), 1}, {field("G", 0), 2}, {scope.Lookup("v").(*types.Var), 2},
	} {
		if got := len(f.Program.Stores(tc.v)); got != tc.want {
			t.Errorf("%s: %d stores, want %d", tc.v.Name(), got, tc.want)
		}
	}
}

// TestBuildKeeps: only what is asked for has a body, with its literals; the
// initializers of variables always do.
func TestBuildKeeps(t *testing.T) {
	f := flowtest.Source(t, "p.go", `package p

var v = func() int { return 1 }()

func keep() { _ = func() { drop() } }

func drop() { _ = func() {} }

type T struct{}

func (T) keep() {}

func (T) drop() {}
`)
	p := flow.Build(f.Pass, f.Facts.Table, f.Decls(func(name string) bool { return name == "keep" }), nil)
	var got []string
	for _, fn := range p.Funcs {
		got = append(got, fn.Name())
	}
	if want := []string{"keep", "keep$1", "keep", "init", "init$1"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	scope := f.Pass.Pkg.Scope()
	if p.FuncOf(scope.Lookup("keep").(*types.Func)) == nil {
		t.Error("keep has no body")
	}
	if p.FuncOf(scope.Lookup("drop").(*types.Func)) != nil {
		t.Error("drop has a body")
	}
	if p.FuncOf(nil) != nil {
		t.Error("a function that is none has a body")
	}
	for _, d := range f.File.Decls {
		if fd, ok := d.(*ast.FuncDecl); ok && fd.Body == nil {
			t.Errorf("the syntax of %s was changed", fd.Name.Name)
		}
	}
}

// TestBuildSurvives: code that is rare in programs is built, or dropped.
func TestBuildSurvives(t *testing.T) {
	for _, tc := range []struct{ name, src string }{
		{"nothing", ``},
		{"no body", `func f()`},
		{"blank functions and methods", `type T struct{}; func _() {}; func _() { go func() {}() }; func (T) _() {}`},
		{"several init", `func init() {}; func init() { go func() {}() }`},
		{"order of variables", `var a, b = c(), d; var d = c(); func c() int { return e }; var e = func() int { return len("x") }()`},
		{"method expressions", `type T struct{}; func (T) m() {}; func f() { T.m(T{}); (*T).m(&T{}); g := T.m; go g(T{}) }`},
		{"embedded", `type I interface{ m() }; type T struct{ I }; func f(t T, u struct{ *T }) { go t.m(); go u.m() }`},
		{"generics", `type N[T any] struct{ next *N[T]; v T }; func (n *N[T]) each(f func(T)) { for ; n != nil; n = n.next { go f(n.v) } }; func use() { (&N[int]{}).each(func(int) {}) }`},
		{"generic alias and constraint", `type A = []int; func f[S ~[]E, E interface{ ~int | ~string }](s S) { for range s { go func(E) {}(s[0]) } }; var _ = f[A]`},
		{"range over functions", `func f(seq func(func(int, string) bool)) (err error) { defer func() {}(); for i, s := range seq { if i > 0 { return }; defer println(s); continue }; return }`},
		{"labels and goto", `func f(n int) { L: for { switch { case n > 0: break L; default: goto E } }; E: }`},
		{"dead code", `func f() { return; for { go f() } }; func g() { panic(0); go f() }; func h() { for {}; go f() }`},
		{"constants", `const ( a = iota; b; c = 1 << 70 >> 69 ); func f() { for i := range c { go f(); _ = [c]int{}[i] } }`},
		{"builtins", `func f(m map[int]int, s []int, ch chan int) { clear(m); _ = min(len(s), cap(s)); _ = append(s, s...); close(ch); delete(m, 1); go println(1); defer recover() }`},
		{"recursive types", `type F func(F) F; type M map[string]M; func f(x F, m M) { go x(x); for range m { go f(x, m) } }`},
		{"select", `func f(a, b chan int) { select {}; }; func g(a chan int) { for { select { case x, ok := <-a: _, _ = x, ok; case a <- 1: default: } } }`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := flowtest.Source(t, "p.go", "package p\n"+tc.src)
			for _, fn := range f.Program.Funcs {
				flow.Instructions(fn, true, func(instr ssa.Instruction) { f.Program.Loops(instr.Parent()).Of(instr) })
			}
		})
	}
}

// TestBuildBroken: a package that does not compile gives a program or none, and
// no panic.
func TestBuildBroken(t *testing.T) {
	for _, src := range []string{
		"package p; func f() { undefined() }",
		"package p; func f() { for range 1.5 { go f() } }",
		"package p; import \"no/such/package\"; func f() { go package_.F() }",
		"package p; type T T; func (t T) m() { go t.m() }",
		"package p; func f() { go }",
	} {
		pass, err := flowtest.Check("p", "p.go", src)
		if err == nil {
			t.Errorf("%s: compiles", src)
		}
		if pass != nil {
			f := &flowtest.Fixture{Pass: pass, File: pass.Files[0]}
			flow.Build(pass, nil, f.Decls(func(string) bool { return true }), nil)
		}
	}
}

// TestNoReturn: what follows a call that does not return is not reached.
func TestNoReturn(t *testing.T) {
	f := flowtest.Source(t, "p.go", `package p

import (
	"log"
	"os"
	"runtime"
)

func mark()

func f(xs []int) {
	for range xs {
		mark()
		log.Fatal("x")
	}
	for range xs {
		mark()
		os.Exit(1)
	}
	for range xs {
		mark()
		runtime.Goexit()
	}
}
`)
	calls(f.Program, "mark", func(call *ssa.Call) {
		if f.Program.Loops(call.Parent()).Of(call) != nil {
			t.Errorf("line %d: in a loop", f.Line(call.Pos()))
		}
	})
}

// TestArgs: receiver and arguments of each form of a method call.
func TestArgs(t *testing.T) {
	f := flowtest.Source(t, "p.go", `package p

type T struct{}

func (T) m(a, b int) {}

type I interface{ m(a, b int) }

func plain(a, b int) {}

func f(t T, i I, fn func(a, b int)) {
	t.m(1, 2)
	i.m(1, 2)
	plain(1, 2)
	fn(1, 2)
}
`)
	var got []string
	fn := f.Program.FuncOf(f.Pass.Pkg.Scope().Lookup("f").(*types.Func))
	flow.Instructions(fn, false, func(instr ssa.Instruction) {
		if call, ok := instr.(*ssa.Call); ok {
			text := strconv.Itoa(len(flow.Args(&call.Call)))
			if flow.Receiver(&call.Call) != nil {
				text += " receiver"
			}
			if callee := flow.Callee(&call.Call); callee != nil {
				text += " " + callee.Name()
			}
			got = append(got, text)
		}
	})
	want := []string{"2 receiver m", "2 receiver m", "2 plain", "2"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
