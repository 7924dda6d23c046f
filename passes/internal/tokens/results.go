package tokens

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// results finds the acquires whose result is not looked at, or hides that of a group.
func (a *Analysis) results() []Fault {
	var out []Fault
	for _, fn := range a.P.Funcs {
		flow.Instructions(fn, false, func(instr ssa.Instruction) {
			call, ok := instr.(*ssa.Call)
			if !ok {
				return
			}
			res := call.Call.Signature().Results()
			if res.Len() == 0 || !verdict(res.At(res.Len()-1).Type()) {
				return
			}
			switch a.P.Table.Lookup(flow.Callee(&call.Call)).Role {
			case knowledge.Acquire:
				ctx := contextOf(&call.Call)
				if result(call) == nil && ctx != nil && a.ends(ctx, 0) {
					out = append(out, Fault{Kind: Ignored, Pos: call.Pos(), At: a.released(call), Call: call, Func: fn, Seen: true})
				}
				if f, ok := a.hidden(call, ctx); ok {
					out = append(out, f)
				}
			case knowledge.TryAcquire:
				if result(call) == nil {
					out = append(out, Fault{Kind: Ignored, Pos: call.Pos(), At: a.released(call), Call: call, Func: fn, Seen: true})
				}
			}
		})
	}
	return out
}

// contextOf is the context that a call gets, nil if it gets none.
func contextOf(common *ssa.CallCommon) ssa.Value {
	for _, arg := range flow.Args(common) {
		if knowledge.IsNamed(arg.Type(), "context", "Context") {
			return arg
		}
	}
	return nil
}

// ends reports whether a context can end: not one that no caller can cancel.
func (a *Analysis) ends(ctx ssa.Value, depth int) bool {
	if depth > maxCalls {
		return true
	}
	all := func(values []ssa.Value) bool {
		for _, v := range values {
			if a.ends(v, depth+1) {
				return true
			}
		}
		return len(values) == 0
	}
	switch v := a.P.Resolve(ctx, nil).(type) {
	case *ssa.Call:
		fn := flow.Callee(&v.Call)
		if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "context" {
			return true
		}
		args := v.Call.Args
		switch {
		case len(args) == 0, fn.Name() == "WithoutCancel":
			return false // Background, TODO
		case fn.Signature().Results().Len() == 1:
			return a.ends(args[0], depth+1) // the same with a value
		}
	case *ssa.FieldAddr:
		return all(a.P.Stores(flow.FieldOf(v)))
	case *ssa.Global:
		if obj, ok := v.Object().(*types.Var); ok {
			return all(a.P.Stores(obj))
		}
	case *ssa.Parameter:
		calls, seen := a.P.Callers(v.Parent())
		for i, p := range v.Parent().Params {
			if p != v || !seen {
				continue
			}
			var given []ssa.Value
			for _, call := range calls {
				if i < len(call.Common().Args) {
					given = append(given, call.Common().Args[i])
				}
			}
			return all(given)
		}
	}
	return true
}

// released is where the function around an acquire, or work that it starts, gives back to
// the same semaphore.
func (a *Analysis) released(call *ssa.Call) token.Pos {
	u := a.uses[a.key(flow.Receiver(&call.Call), nil)]
	if u == nil {
		return token.NoPos
	}
	best := token.NoPos
	for _, o := range u.ops {
		syntax := call.Parent().Syntax()
		if o.kind != gives || syntax == nil || o.pos < syntax.Pos() || syntax.End() <= o.pos {
			continue
		}
		if !best.IsValid() || best < call.Pos() && o.pos > call.Pos() {
			best = o.pos // the first that follows
		}
	}
	return best
}

// hidden: the context is that of a group, and where it has ended the function returns the
// error of Acquire without a wait for the group, which knows why.
func (a *Analysis) hidden(call *ssa.Call, ctx ssa.Value) (Fault, bool) {
	ex, ok := a.P.Resolve(ctx, nil).(*ssa.Extract)
	if !ok || ex.Parent() != call.Parent() {
		return Fault{}, false
	}
	made, ok := ex.Tuple.(*ssa.Call)
	if !ok || a.P.Table.Lookup(flow.Callee(&made.Call)).Role != knowledge.NewGroup || ex.Index == 0 {
		return Fault{}, false
	}
	err := result(call)
	if err == nil {
		return Fault{}, false
	}
	fn := call.Parent()
	x := &explorer{a: a, fn: fn, slots: map[any]int{}}
	found := Fault{}
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || len(ret.Results) == 0 || ret.Results[len(ret.Results)-1] != err {
			continue
		}
		if isNil, ok := x.found(err, b, &state{}); !ok || isNil || a.waited(fn, made, call, b) {
			continue
		}
		found = Fault{Kind: Cause, Pos: call.Pos(), At: ret.Pos(), Call: call, Group: made, Func: fn, Seen: true}
	}
	return found, found.Call != nil
}

// waited: on the way from an acquire to block b, or on return, the function waits for the
// group that was made by call made. Nothing that was started needs no wait.
func (a *Analysis) waited(fn *ssa.Function, made, acquire *ssa.Call, b *ssa.BasicBlock) bool {
	waits, starts := false, false
	flow.Instructions(fn, false, func(instr ssa.Instruction) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			return
		}
		group, ok := a.P.Resolve(flow.Receiver(call.Common()), nil).(*ssa.Extract)
		if !ok || group.Tuple != made {
			return
		}
		switch a.P.Table.Lookup(flow.Callee(call.Common())).Role {
		case knowledge.Join:
			_, deferred := call.(*ssa.Defer)
			waits = waits || deferred || acquire.Block().Dominates(instr.Block()) && instr.Block().Dominates(b)
		case knowledge.Spawn, knowledge.TrySpawn:
			starts = true
		}
	})
	return waits || !starts
}

// standard: a function of the standard library.
func standard(fn *types.Func) bool {
	return fn != nil && fn.Pkg() != nil && facts.Standard(fn.Pkg())
}
