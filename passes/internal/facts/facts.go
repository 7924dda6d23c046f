// Package facts carries from package to package what a call of a function means
// when its body is out of sight: that it starts a goroutine for an argument, or
// that it may wait for somebody.
package facts

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/directives"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// Analyzer computes the facts of a package with the built-in table of library
// functions.
var Analyzer = New(knowledge.Analyzer)

// New returns an analyzer whose result is *Facts. rows is the analyzer of the
// table of library functions.
func New(rows *analysis.Analyzer) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:       "inflightfacts",
		Doc:        "inflightfacts: facts about functions that start goroutines or wait\n\nA part of the other checks; it reports nothing.",
		URL:        "https://github.com/inflight-go/inflight/blob/main/CONTRIBUTING.md",
		Run:        func(pass *analysis.Pass) (any, error) { return run(pass, pass.ResultOf[rows].(*knowledge.Table)) },
		ResultType: reflect.TypeFor[*Facts](),
		Requires:   []*analysis.Analyzer{directives.Analyzer, rows},
		FactTypes:  []analysis.Fact{(*spawning)(nil), (*waiting)(nil), (*bounded)(nil)},
	}
}

// spawning: a call starts a goroutine for each of these arguments, without
// waiting before or after.
type spawning struct{ Args []int }

func (*spawning) AFact() {}
func (f *spawning) String() string {
	args := make([]string, len(f.Args))
	for i, a := range f.Args {
		args[i] = fmt.Sprint(a)
	}
	return "spawns(" + strings.Join(args, ",") + ")"
}

// waiting: a call may wait for a channel, a condition or a semaphore.
type waiting struct{}

func (*waiting) AFact()         {}
func (*waiting) String() string { return "waits" }

// bounded: a directive where the object is declared says so.
type bounded struct{ Why string }

func (*bounded) AFact()           {}
func (f *bounded) String() string { return "bounded(" + f.Why + ")" }

// Facts answers what is known about functions of this package and of those it
// imports. It may be used while the passes of the package run.
type Facts struct {
	// Table says what library functions mean.
	Table *knowledge.Table

	spawning map[*types.Func][]int
	waiting  map[*types.Func]bool
	bounded  map[types.Object]bool
}

// Spawns reports whether a call of fn starts a goroutine for argument arg.
func (f *Facts) Spawns(fn *types.Func, arg int) bool {
	return fn != nil && slices.Contains(f.spawning[fn.Origin()], arg)
}

// Bounded reports whether a directive in another package says that what obj, a
// field, type, function, parameter or variable, holds is bounded.
func (f *Facts) Bounded(obj types.Object) bool { return f.bounded[obj] }

// Waits reports whether a call of fn may wait for another goroutine.
func (f *Facts) Waits(fn *types.Func) bool { return fn != nil && f.waiting[fn.Origin()] }

func run(pass *analysis.Pass, table *knowledge.Table) (any, error) {
	f := &Facts{Table: table, spawning: map[*types.Func][]int{}, waiting: map[*types.Func]bool{}, bounded: map[types.Object]bool{}}
	for _, of := range pass.AllObjectFacts() {
		if of.Object.Pkg() == pass.Pkg {
			continue
		}
		if _, ok := of.Fact.(*bounded); ok {
			f.bounded[of.Object] = true
		}
		fn, ok := of.Object.(*types.Func)
		if !ok {
			continue
		}
		switch fact := of.Fact.(type) {
		case *spawning:
			f.spawning[fn] = fact.Args
		case *waiting:
			f.waiting[fn] = true
		}
	}
	f.own(pass)
	index := pass.ResultOf[directives.Analyzer].(*directives.Index)
	for _, obj := range index.Objects(pass.TypesInfo) {
		if !reachable(obj) {
			continue
		}
		// Asking counts as use: whether another package needs it cannot be seen
		// from here.
		if why, ok := index.BoundedObject(obj); ok {
			pass.ExportObjectFact(obj, &bounded{why})
		}
	}
	return f, nil
}

// reachable reports whether another package can name obj: drivers keep facts of
// such objects only.
func reachable(obj types.Object) bool {
	if v, ok := obj.(*types.Var); ok && !v.IsField() && obj.Parent() != obj.Pkg().Scope() {
		return false // a local variable, or a parameter
	}
	return obj.Exported()
}

// own finds the facts of this package by its syntax alone: it runs on every
// dependency, so it must cost next to nothing there.
func (f *Facts) own(pass *analysis.Pass) {
	type decl struct {
		fn   *types.Func
		node *ast.FuncDecl
	}
	var decls []decl
	for _, file := range pass.Files {
		for _, d := range file.Decls {
			if fd, ok := d.(*ast.FuncDecl); ok && fd.Body != nil {
				if fn, ok := pass.TypesInfo.Defs[fd.Name].(*types.Func); ok {
					decls = append(decls, decl{fn, fd})
				}
			}
		}
	}
	// A function that hands its argument to a spawning function spawns it too,
	// and one that calls a waiting function waits: three rounds see through the
	// helpers of helpers.
	for range 3 {
		changed := false
		for _, d := range decls {
			if !f.waiting[d.fn] && f.waits(pass, d.node) {
				f.waiting[d.fn] = true
				changed = true
			}
		}
		if !changed {
			break
		}
	}
	for range 3 {
		changed := false
		for _, d := range decls {
			if f.spawning[d.fn] != nil || f.waiting[d.fn] || !takesFunc(d.fn) || f.holdsBack(pass, d.node) {
				continue
			}
			if args := f.spawned(pass, d.fn, d.node); args != nil {
				f.spawning[d.fn] = args
				changed = true
			}
		}
		if !changed {
			break
		}
	}
	for _, d := range decls {
		if args := f.spawning[d.fn]; args != nil {
			pass.ExportObjectFact(d.fn, &spawning{Args: args})
		}
		if f.waiting[d.fn] {
			pass.ExportObjectFact(d.fn, &waiting{})
		}
	}
}

// holdsBack reports whether a body calls anything that may wait, in whatever
// package or behind an interface, or whether the goroutine it starts waits before
// it does its work: then what a call of it starts may be bounded.
func (f *Facts) holdsBack(pass *analysis.Pass, fd *ast.FuncDecl) bool {
	found := false
	inGo := 0
	var visit func(n ast.Node) bool
	visit = func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			inGo++
			ast.Inspect(n.Call, visit)
			inGo--
			return false
		case *ast.SendStmt, *ast.SelectStmt:
			found = found || inGo > 0
		case *ast.UnaryExpr:
			found = found || inGo > 0 && n.Op == token.ARROW
		case *ast.CallExpr:
			fn := flow.Called(pass.TypesInfo, n)
			if fn == nil {
				break
			}
			role := f.Table.Lookup(fn).Role
			found = found || f.waiting[fn.Origin()] || role == knowledge.Acquire
		}
		return !found
	}
	ast.Inspect(fd.Body, visit)
	return found
}

func takesFunc(fn *types.Func) bool {
	params := fn.Signature().Params()
	for i := range params.Len() {
		if _, ok := params.At(i).Type().Underlying().(*types.Signature); ok {
			return true
		}
	}
	return false
}

// waits: the body, not that of a literal in it, sends, receives, selects, or
// calls something that waits.
func (f *Facts) waits(pass *analysis.Pass, fd *ast.FuncDecl) bool {
	found := false
	ast.Inspect(fd.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit, *ast.GoStmt:
			return false
		case *ast.DeferStmt:
			if fn := flow.Called(pass.TypesInfo, n.Call); fn != nil && f.Table.Lookup(fn).Role == knowledge.Join {
				found = true
			}
			return false
		case *ast.SendStmt, *ast.SelectStmt:
			found = true
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				found = true
			}
		case *ast.RangeStmt:
			if t := pass.TypesInfo.TypeOf(n.X); t != nil {
				if _, ok := t.Underlying().(*types.Chan); ok {
					found = true
				}
			}
		case *ast.CallExpr:
			fn := flow.Called(pass.TypesInfo, n)
			if fn == nil {
				break
			}
			switch f.Table.Lookup(fn).Role {
			case knowledge.Acquire, knowledge.TryAcquire, knowledge.Join, knowledge.Notify:
				found = true
			}
			if f.waiting[fn.Origin()] && fn.Pkg() == pass.Pkg {
				found = true
			}
		}
		return !found
	})
	return found
}

// spawned returns the indices of the parameters that fd starts a goroutine for.
func (f *Facts) spawned(pass *analysis.Pass, fn *types.Func, fd *ast.FuncDecl) []int {
	info := pass.TypesInfo
	index := map[types.Object]int{}
	params := fn.Signature().Params()
	for i := range params.Len() {
		index[params.At(i)] = i
	}
	var args []int
	add := func(e ast.Expr) {
		if id, ok := ast.Unparen(e).(*ast.Ident); ok {
			if i, ok := index[info.Uses[id]]; ok && !slices.Contains(args, i) {
				args = append(args, i)
			}
		}
	}
	// called adds the parameters that a literal calls.
	called := func(lit *ast.FuncLit) {
		ast.Inspect(lit.Body, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				add(call.Fun)
			}
			return true
		})
	}
	ast.Inspect(fd.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false // runs when its value is called
		case *ast.ForStmt, *ast.RangeStmt:
			return false // once a call is what makes a helper
		case *ast.GoStmt:
			add(n.Call.Fun)
			if lit, ok := ast.Unparen(n.Call.Fun).(*ast.FuncLit); ok {
				called(lit)
			}
			// go run(f): the named function is taken to call what it is given.
			for _, arg := range n.Call.Args {
				if _, ok := info.TypeOf(arg).Underlying().(*types.Signature); ok {
					add(arg)
				}
			}
			return false
		case *ast.CallExpr:
			callee := flow.Called(info, n)
			if callee == nil {
				break
			}
			row := f.Table.Lookup(callee)
			for i, arg := range n.Args {
				hands := f.Spawns(callee, i) || row.Role == knowledge.Spawn && row.Arg == i &&
					knowledge.PackagePath(callee.Pkg()) == "sync"
				if !hands {
					continue
				}
				add(arg)
				if lit, ok := ast.Unparen(arg).(*ast.FuncLit); ok {
					called(lit)
				}
			}
		}
		return true
	})
	slices.Sort(args)
	return args
}
