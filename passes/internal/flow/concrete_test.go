package flow_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/flowtest"
)

// TestConcrete says of every call of a method through an interface whose method it
// is, as far as that is seen.
func TestConcrete(t *testing.T) {
	f := flowtest.Source(t, "p.go", `package p

import "golang.org/x/sync/errgroup"

type I interface{ M() }

type J interface{ I; N() }

type A struct{}

func (A) M() {}
func (A) N() {}

type B struct{ n int }

func (*B) M() {}

type E struct{ *B }

type G[T any] struct{}

func (G[T]) M() {}

type group interface{ Go(func() error) }

var global I = A{}

type holder struct{ i I }

func fill(i *I) {}
func made() I { return A{} }

func plain(a A, b *B) {
	a.M() //= A.M
	b.M() //= B.M
	(*B).M(b) //= B.M
	f := a.M
	f() //= A.M
}

func one() {
	var i I = A{}
	i.M() //= A.M
	i = &B{}
	i.M() //= B.M
}

func embedded() {
	var i I = E{}
	i.M() //= B.M
	var j I = &E{}
	j.M() //= B.M
}

func generic() {
	var i I = G[int]{}
	i.M() //= G.M
}

func library() {
	var g group = new(errgroup.Group)
	g.Go(nil) //= Group.Go
}

func same(ok bool) {
	var i I = A{}
	if ok {
		i = A{}
	}
	i.M() //= A.M
}

func two(ok bool) {
	var i I = A{}
	if ok {
		i = &B{}
	}
	i.M() //= I.M
}

func changed(ok bool) {
	var j J = A{}
	var i I = j
	i.M() //= A.M
}

func loop(n int) {
	var i I = A{}
	for range n {
		i.M() //= A.M
		i = A{}
	}
	var j I = A{}
	for range n {
		j.M() //= I.M
		j = &B{}
	}
}

func captured() {
	var i I = A{}
	func() {
		i.M() //= A.M
	}()
	var j I = A{}
	func() { j = &B{} }()
	j.M() //= I.M
	var k I
	func() { k = A{} }()
	k.M() //= A.M
}

func none(ok bool) {
	var i I
	if ok {
		i = A{}
	}
	i.M() //= I.M
	var j I
	j.M() //= I.M
}

func elsewhere(i I, h holder, is []I, x any) {
	i.M() //= I.M
	h.i.M() //= I.M
	is[0].M() //= I.M
	global.M() //= I.M
	made().M() //= I.M
	x.(I).M() //= I.M
}
`)
	got := map[token.Pos]string{}
	for _, fn := range f.Program.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok {
					continue
				}
				if m := flow.Concrete(&call.Call); m != nil && m.Signature().Recv() != nil {
					got[call.Pos()] = owner(m) + "." + m.Name()
				}
			}
		}
	}
	f.Want(t, got)
}

// owner is the name of the type that a method is declared with.
func owner(m *types.Func) string {
	t := m.Signature().Recv().Type()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	return t.(*types.Named).Obj().Name()
}

// several builds files, by name, as one package.
func several(t *testing.T, files map[string]string) *flow.Program {
	t.Helper()
	fset := token.NewFileSet()
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Scopes: map[ast.Node]*types.Scope{}, Instances: map[*ast.Ident]types.Instance{}, FileVersions: map[*ast.File]string{},
	}
	pass := &analysis.Pass{Fset: fset, TypesInfo: info}
	keep := map[*ast.FuncDecl]bool{}
	for name, src := range files {
		file, err := parser.ParseFile(fset, name, "package p\n"+src, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		pass.Files = append(pass.Files, file)
		for _, d := range file.Decls {
			if fd, ok := d.(*ast.FuncDecl); ok {
				keep[fd] = true
			}
		}
	}
	var err error
	if pass.Pkg, err = (&types.Config{}).Check("p", fset, pass.Files, info); err != nil {
		t.Fatal(err)
	}
	p := flow.Build(pass, nil, keep, nil)
	if p == nil {
		t.Fatal("not built")
	}
	return p
}

// TestCallersInTests: the calls of a test decide nothing about what is not itself
// one.
func TestCallersInTests(t *testing.T) {
	p := several(t, map[string]string{
		"a.go": `
func both(int) {}
func tested(int) {}
func called(int) {}
func value(int) {}
func lit(int) {}
func f() { both(1); called(1) }`,
		"a_test.go": `
func helper(int) {}
func g() { both(2); tested(2); helper(1); func() { lit(1) }() }
var v = value
func h() { helper(2) }`,
		"latest.go": `
func inLatest(int) {}
func i() { inLatest(1) }`,
	})
	for name, want := range map[string]struct {
		calls int
		all   bool
	}{
		"both": {1, true}, "called": {1, true}, "tested": {0, false}, "lit": {0, false}, "helper": {2, true},
		"inLatest": {1, true}, "value": {0, false},
	} {
		calls, all := p.Callers(p.FuncOf(p.Pkg.Scope().Lookup(name).(*types.Func)))
		if len(calls) != want.calls || all != want.all {
			t.Errorf("%s: %d calls, all %v", name, len(calls), all)
		}
		for _, call := range calls {
			if file := p.Fset.Position(call.Pos()).Filename; name != "helper" && strings.HasSuffix(file, "_test.go") {
				t.Errorf("%s: a call in %s", name, file)
			}
		}
	}
}

// TestInOrder: the blocks of a loop, each once, as they stand in the function and
// the same each time.
func TestInOrder(t *testing.T) {
	f := flowtest.Source(t, "p.go", `package p

func f(xs []int, c chan int) {
	for _, x := range xs {
		switch {
		case x > 3:
			for range x {
				if x > 8 {
					break
				}
			}
		case x > 2:
			continue
		case x > 1:
			select {
			case <-c:
			case c <- 1:
			}
		}
		println(x)
	}
}
`)
	fn := f.Program.Funcs[0]
	seen := map[*flow.Loop]bool{}
	for _, b := range fn.Blocks {
		l := f.Program.Loops(fn).Of(b.Instrs[0])
		if l == nil || seen[l] {
			continue
		}
		seen[l] = true
		order := l.InOrder()
		if len(order) != len(l.Blocks) {
			t.Errorf("%d blocks in order, of %d", len(order), len(l.Blocks))
		}
		for i, b := range order {
			if !l.Blocks[b] {
				t.Errorf("block %s is not in the loop", b)
			}
			if i > 0 && order[i-1].Index >= b.Index {
				t.Errorf("block %s comes after %s", b, order[i-1])
			}
		}
	}
	if len(seen) != 2 {
		t.Errorf("%d loops, want 2", len(seen))
	}
}
