package repeats

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// Of returns how often instr is reached.
func (a *Analysis) Of(instr ssa.Instruction) Repeat {
	return a.of(instr, 0)
}

func (a *Analysis) of(instr ssa.Instruction, depth int) Repeat {
	var r Repeat
	fn := instr.Parent()
	for l := a.P.Loops(fn).Of(instr); l != nil; l = l.Parent {
		f := a.Classify(l)
		f.At = instr
		if f.Class == Forever {
			f.Origin = a.trigger(l, instr, f.Origin)
		}
		r.Factors = append(r.Factors, f)
	}
	if fn.Parent() == nil || depth > 8 {
		return r
	}
	if _, ok := a.handler(fn); ok {
		return r // called from outside, once a request: see Handler
	}
	// Have: fn is a literal, and runs when and as often as its value is called.
	outer := a.context(fn, depth)
	r.Factors = append(r.Factors, outer.Factors...)
	r.Spawned, r.By = outer.Spawned, outer.By
	r.Escapes, r.Single = outer.Escapes, outer.Single
	return r
}

// context returns how often a literal runs in one activation of the function it
// stands in.
func (a *Analysis) context(fn *ssa.Function, depth int) Repeat {
	if r, ok := a.contexts[fn]; ok {
		// A copy: callers put factors of their own before these.
		r.Factors = slices.Clone(r.Factors)
		return r
	}
	r := a.uses(fn, depth)
	if a.contexts == nil {
		a.contexts = map[*ssa.Function]Repeat{}
	}
	a.contexts[fn] = r
	r.Factors = slices.Clone(r.Factors)
	return r
}

// uses is context, worked out anew.
func (a *Analysis) uses(fn *ssa.Function, depth int) Repeat {
	var best Repeat
	first := true
	consider := func(r Repeat) {
		if first || r.Largest().Class > best.Largest().Class || best.Escapes && !r.Escapes {
			best = r
		}
		first = false
	}
	for _, use := range Uses(fn) {
		call, ok := use.Instr.(ssa.CallInstruction)
		if !ok {
			consider(Repeat{Escapes: true})
			continue
		}
		if _, spawns := use.Instr.(*ssa.Go); spawns && use.Arg < 0 {
			consider(Repeat{Spawned: fn, By: use.Instr})
			continue
		}
		if use.Arg < 0 {
			consider(a.of(use.Instr, depth+1))
			continue
		}
		consider(a.callback(fn, call, use.Arg, depth))
	}
	return best
}

// callback returns how often fn runs when it is argument arg of call.
func (a *Analysis) callback(fn *ssa.Function, call ssa.CallInstruction, arg int, depth int) Repeat {
	common := call.Common()
	if fn.Synthetic == "range-over-func yield" {
		r := a.of(call, depth+1)
		if stmt, ok := fn.Syntax().(*ast.RangeStmt); ok {
			size := a.iterator(common.Value)
			if from := a.deliverer(common.Value); from != nil {
				size = Size{Class: Forever, Origin: &Origin{Kind: Channel, Func: from, Value: common.Value}}
			}
			f := Factor{Size: size, Func: fn, Stmt: stmt, Subject: stmt.X, Pos: stmt.Pos(), At: call}
			if leavesAfterOne(fn) {
				f.Size = Size{Class: Once}
			}
			r.Factors = append([]Factor{f}, r.Factors...)
		}
		return r
	}
	callee := flow.Callee(common)
	if callee == nil && isIterator(common.Signature()) {
		r := a.of(call, depth+1)
		f := Factor{Size: a.iterator(common.Value), Func: fn, Pos: call.Pos(), At: call}
		r.Factors = append([]Factor{f}, r.Factors...)
		return r
	}
	row := a.P.Table.Lookup(callee)
	switch row.Role {
	case knowledge.Spawn, knowledge.TrySpawn, knowledge.Supervise, knowledge.Fixed:
		if row.Arg == arg || row.Role == knowledge.Fixed {
			return Repeat{Spawned: fn, By: call}
		}
	case knowledge.Retry:
		if row.Arg == arg {
			r := a.of(call, depth+1)
			f := Factor{Size: Size{Class: Configured}, Func: fn, Pos: call.Pos(), At: call}
			r.Factors = append([]Factor{f}, r.Factors...)
			return r
		}
	case knowledge.Once:
		f := Factor{Size: Size{Class: Once}, Func: fn, Pos: call.Pos(), At: call}
		if callee.Pkg().Path() == "sync" {
			return Repeat{Single: true, Factors: []Factor{f}}
		}
		r := a.of(call, depth+1)
		r.Factors = append([]Factor{f}, r.Factors...)
		return r
	case knowledge.Iterate:
		if row.Arg == arg {
			r := a.of(call, depth+1)
			f := Factor{Size: Size{Class: Data, Origin: &Origin{Kind: Iterator, Func: callee}}, Func: fn, Pos: call.Pos(), At: call}
			if callee.Name() == "WalkDir" || callee.Name() == "Walk" {
				f.Origin.Kind = Listing
			}
			r.Factors = append([]Factor{f}, r.Factors...)
			return r
		}
	}
	if a.Wraps != nil && callee != nil && a.Wraps(callee, arg) {
		return Repeat{Spawned: fn, By: call}
	}
	// A function of this package shows what it does with its parameter.
	if g := a.P.FuncOf(callee); g != nil && depth < 4 {
		index := arg
		if g.Signature.Recv() != nil {
			index++
		}
		if index < len(g.Params) {
			var inner Repeat
			found := false
			for _, ref := range *g.Params[index].Referrers() {
				c, ok := ref.(ssa.CallInstruction)
				if !ok || c.Common().Value != g.Params[index] {
					continue
				}
				if _, spawns := ref.(*ssa.Go); spawns {
					return Repeat{Spawned: fn, By: call}
				}
				if r := a.of(c, depth+2); !found || r.Largest().Class > inner.Largest().Class {
					inner = r
				}
				found = true
			}
			if found {
				r := a.of(call, depth+1)
				r.Factors = append(inner.Factors, r.Factors...)
				return r
			}
		}
	}
	if callee == nil || arg < 0 {
		return Repeat{Escapes: true}
	}
	// Out of sight. What can be ranged over calls its function per element; what
	// takes a function of something and wants nothing back calls it whenever that
	// something happens.
	sig := fn.Signature
	f := Factor{Func: fn, Pos: call.Pos(), At: call}
	switch {
	case isIterator(callee.Signature()):
		f.Size = Size{Class: Data, Origin: &Origin{Kind: Iterator, Func: callee}}
		if recv := flow.Receiver(common); recv != nil {
			t := &tracer{a: a, seen: map[ssa.Value]bool{}}
			f.Origin.From = t.container(recv, 0).Origin
		}
	case sig.Results().Len() == 0 && sig.Params().Len() > 0:
		f.Size = Size{Class: Forever, Origin: &Origin{Kind: Callback, Func: callee}}
	default:
		return Repeat{Escapes: true}
	}
	r := a.of(call, depth+1)
	r.Factors = append([]Factor{f}, r.Factors...)
	return r
}

// isIterator: the signature of iter.Seq and iter.Seq2.
func isIterator(sig *types.Signature) bool {
	if sig.Params().Len() != 1 || sig.Results().Len() != 0 {
		return false
	}
	yield, ok := sig.Params().At(0).Type().Underlying().(*types.Signature)
	if !ok || yield.Results().Len() != 1 {
		return false
	}
	b, ok := yield.Results().At(0).Type().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Bool
}

// leavesAfterOne reports whether the body of a range over a function always ends
// the iteration: every return of the yield function is false.
func leavesAfterOne(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		if len(b.Instrs) == 0 {
			continue
		}
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || len(ret.Results) != 1 {
			continue
		}
		c, ok := ret.Results[0].(*ssa.Const)
		if !ok || c.Value == nil || c.Value.String() != "false" {
			return false
		}
	}
	return true
}
