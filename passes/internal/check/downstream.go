package check

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/gates"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/rewrite"
	"github.com/inflight-go/inflight/passes/internal/sites"
)

// downstreams are the limits that a package sets on what its work uses.
type downstreams struct {
	// pools are the limits of connection pools, by the package of the pool.
	pools map[string][]*rewrite.Downstream
	// calls are the limits that other sites put on calls of a function.
	calls map[*types.Func]*rewrite.Downstream
}

// findDownstreams looks for limits by constant numbers.
func findDownstreams(pass *analysis.Pass, t *sites.Table) *downstreams {
	d := &downstreams{pools: map[string][]*rewrite.Downstream{}, calls: map[*types.Func]*rewrite.Downstream{}}
	add := func(pkg, name string, e ast.Expr, call bool) {
		c, n, ok := constantOf(pass.TypesInfo, e)
		if !ok {
			return
		}
		what := name + ": " + Short(e)
		if call {
			what = name + "(" + Short(e) + ")"
		}
		d.pools[pkg] = append(d.pools[pkg], &rewrite.Downstream{Const: c, N: n, What: what})
	}
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if fn := flow.Called(pass.TypesInfo, n); fn != nil && len(n.Args) == 1 && fn.FullName() == "(*database/sql.DB).SetMaxOpenConns" {
					add("database/sql", fn.Name(), n.Args[0], true)
				}
			case *ast.KeyValueExpr:
				if id, ok := n.Key.(*ast.Ident); ok && isMaxConns(pass.TypesInfo.Uses[id]) {
					add("net/http", id.Name, n.Value, false)
				}
			case *ast.AssignStmt:
				for i, lhs := range n.Lhs {
					sel, ok := lhs.(*ast.SelectorExpr)
					if ok && len(n.Rhs) == len(n.Lhs) && isMaxConns(pass.TypesInfo.Uses[sel.Sel]) {
						add("net/http", sel.Sel.Name, n.Rhs[i], false)
					}
				}
			}
			return true
		})
	}
	for _, s := range t.Sites {
		if s.Regime != sites.Bounded || s.Verdict.Gate != gates.Semaphore && s.Verdict.Gate != gates.GroupLimit {
			continue
		}
		c, ok := s.Verdict.KValue.(*ssa.Const)
		if !ok || c.Value == nil || c.Value.Kind() != constant.Int || constant.Sign(c.Value) <= 0 {
			continue
		}
		for _, fn := range called(s) {
			have := d.calls[fn]
			if fn.Pkg() == pass.Pkg && works(t.Scale.P, fn) && (have == nil || c.Int64() < have.N) {
				d.calls[fn] = &rewrite.Downstream{N: c.Int64(), What: "the other limit on " + fn.Name()}
			}
		}
	}
	return d
}

// works: a function that goes outside the program, as far as a look at its body tells;
// others are not what a limit is for.
func works(p *flow.Program, fn *types.Func) bool {
	body := p.FuncOf(fn)
	if body == nil {
		return false
	}
	found := false
	flow.Instructions(body, true, func(instr ssa.Instruction) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			return
		}
		callee := flow.Callee(call.Common())
		if callee == nil || callee.Pkg() == nil || p.Table.Lookup(callee).Role == knowledge.Quiet {
			return
		}
		outside := callee.Pkg() != p.Pkg && !facts.Standard(callee.Pkg())
		for _, std := range [...]string{"net", "os", "io", "database"} {
			first, _, _ := strings.Cut(callee.Pkg().Path(), "/")
			outside = outside || first == std
		}
		found = found || outside || call.Common().IsInvoke()
	})
	return found
}

// isMaxConns: the field MaxConnsPerHost of http.Transport.
func isMaxConns(obj types.Object) bool {
	v, ok := obj.(*types.Var)
	return ok && v.IsField() && v.Name() == "MaxConnsPerHost" && v.Pkg() != nil && v.Pkg().Path() == "net/http"
}

// constantOf returns the positive number that e is, and the constant of the package that
// names it.
func constantOf(info *types.Info, e ast.Expr) (*types.Const, int64, bool) {
	tv := info.Types[e]
	if tv.Value == nil || tv.Value.Kind() != constant.Int || constant.Sign(tv.Value) <= 0 {
		return nil, 0, false
	}
	n, ok := constant.Int64Val(tv.Value)
	var c *types.Const
	if id, isIdent := ast.Unparen(e).(*ast.Ident); isIdent {
		if c, _ = info.Uses[id].(*types.Const); c != nil && c.Parent() != c.Pkg().Scope() {
			c = nil
		}
	}
	return c, n, ok
}

// behind returns the limit that what the sites start runs into, nil if none is seen or
// several differ.
func (d *downstreams) behind(all []*sites.Site) *rewrite.Downstream {
	var found *rewrite.Downstream
	for _, s := range all {
		for _, fn := range called(s) {
			here := d.calls[fn]
			if fn.Pkg() != nil {
				if pools := d.pools[fn.Pkg().Path()]; len(pools) > 0 && usesPool(fn) {
					here = pools[0]
					for _, p := range pools {
						if p.N != here.N {
							return nil
						}
					}
				}
			}
			if here != nil && (found == nil || here.N < found.N) {
				found = here
			}
		}
	}
	return found
}

// usesPool: a method of the pool's own type or of what it hands out, or a function that
// uses a pool that everybody shares is not meant.
func usesPool(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	if recv == nil {
		return false
	}
	for _, name := range []string{"DB", "Client", "Stmt"} {
		if knowledge.IsNamed(recv.Type(), fn.Pkg().Path(), name) {
			return true
		}
	}
	return false
}

// called are the functions that the work of a site calls, a few calls deep, as they
// come.
func called(s *sites.Site) []*types.Func {
	var out []*types.Func
	add := func(fn *types.Func) {
		if fn != nil && !slices.Contains(out, fn.Origin()) {
			out = append(out, fn.Origin())
		}
	}
	seen := map[*ssa.Function]bool{}
	var walk func(fn *ssa.Function, depth int)
	walk = func(fn *ssa.Function, depth int) {
		if seen[fn] || depth > 3 {
			return
		}
		seen[fn] = true
		flow.Instructions(fn, true, func(instr ssa.Instruction) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				return
			}
			add(flow.Callee(call.Common()))
			if g := call.Common().StaticCallee(); g != nil && g.Blocks != nil {
				walk(g, depth+1)
			}
		})
	}
	add(s.Spawn.Named)
	for _, fn := range s.Spawn.Work {
		walk(fn, 0)
	}
	return out
}
