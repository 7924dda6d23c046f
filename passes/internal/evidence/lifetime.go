package evidence

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// longLived: the work, or a function of this package that it calls, goes round
// for ever and waits in each turn.
func (sc *Scale) longLived(s *spawns.Spawn) bool {
	if s.Kind == spawns.Starter && s.Start.Stays {
		return true // what can be seen of it goes round or waits
	}
	if sc.P.Table.Lookup(s.Named).Role == knowledge.Serve {
		return true
	}
	seen := map[*ssa.Function]bool{}
	var walk func(fn *ssa.Function, depth int) bool
	walk = func(fn *ssa.Function, depth int) bool {
		if seen[fn] || fn.Blocks == nil {
			return false
		}
		seen[fn] = true
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Select:
					if sc.waitsForever(fn, instr) && !(pause(instr) && sc.succeeds(fn, instr)) {
						return true
					}
				case *ssa.UnOp:
					if instr.Op == token.ARROW && sc.waitsForever(fn, instr) && !(isAfter(instr.X) && sc.succeeds(fn, instr)) {
						return true
					}
				case *ssa.Call:
					if sc.P.Table.Lookup(flow.Callee(&instr.Call)).Role == knowledge.Serve {
						return true
					}
					if g := sc.P.FuncOf(flow.Callee(&instr.Call)); g != nil && depth < 2 && walk(g, depth+1) {
						return true
					}
				}
			}
		}
		return false
	}
	for _, fn := range s.Work {
		if walk(fn, 0) {
			return true
		}
	}
	return false
}

// pause: a select that waits for a while, or until the context ends: what is done
// between two attempts.
func pause(sel *ssa.Select) bool {
	after := false
	for _, st := range sel.States {
		call, ok := st.Chan.(*ssa.Call)
		if !ok {
			return false
		}
		fn := flow.Callee(&call.Call)
		switch {
		case isAfter(st.Chan):
			after = true
		case fn == nil || fn.Name() != "Done":
			return false
		}
	}
	return after
}

// succeeds reports whether the loop around instr ends by a test of its own, as one
// that tries again until something works does.
func (sc *Scale) succeeds(fn *ssa.Function, instr ssa.Instruction) bool {
	l := sc.P.Loops(fn).Of(instr)
	for _, b := range l.InOrder() {
		if len(b.Instrs) == 0 {
			continue
		}
		test, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || l.Blocks[b.Succs[0]] && l.Blocks[b.Succs[1]] {
			continue
		}
		if cmp, ok := test.Cond.(*ssa.BinOp); !ok || cmp.Pos().IsValid() {
			return true // not the choice of a select
		}
	}
	return false
}

func isAfter(ch ssa.Value) bool {
	call, ok := ch.(*ssa.Call)
	if !ok {
		return false
	}
	fn := flow.Callee(&call.Call)
	return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "time" && fn.Name() == "After"
}

func (sc *Scale) waitsForever(fn *ssa.Function, instr ssa.Instruction) bool {
	l := sc.P.Loops(fn).Of(instr)
	if l == nil {
		return false
	}
	f := sc.Repeats.Classify(l)
	if f.Class != repeats.Forever {
		return false
	}
	// The results of one call are a stream that ends.
	if _, ok := l.Stmt.(*ast.RangeStmt); ok && f.Origin != nil {
		switch ch := f.Origin.Value.(type) {
		case *ssa.Call:
			// But what an object hands out without being asked for anything ends
			// with the object.
			return ch.Parent() != fn || flow.Receiver(&ch.Call) != nil && len(flow.Args(&ch.Call)) == 0
		case *ssa.Extract:
			_, call := ch.Tuple.(*ssa.Call)
			return !call || ch.Parent() != fn
		case *ssa.MakeChan:
			return ch.Parent() != fn
		}
	}
	return true
}

// waiter: before it does anything, the work waits to receive something.
func (sc *Scale) waiter(s *spawns.Spawn) bool {
	for _, fn := range s.Work {
		if sc.works(fn) {
			return false
		}
	}
	for _, fn := range s.Work {
		if len(fn.Blocks) == 0 {
			continue
		}
		for _, instr := range fn.Blocks[0].Instrs {
			switch instr := instr.(type) {
			case *ssa.Select:
				for _, st := range instr.States {
					if st.Dir == types.SendOnly {
						return false
					}
				}
				return instr.Blocking && !valueUsed(instr)
			case *ssa.UnOp:
				if instr.Op == token.ARROW {
					return !valueUsed(instr)
				}
			case *ssa.Call:
				if fn := flow.Callee(&instr.Call); fn != nil && strings.HasSuffix(fn.Name(), "Done") {
					continue // ctx.Done(), to wait on
				}
				if !sc.quiet(&instr.Call) {
					return false
				}
			case *ssa.Go:
				return false
			}
		}
	}
	return false
}

// valueUsed reports whether what was received is looked at: then it is a message
// and not a signal.
func valueUsed(v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		if ex, ok := ref.(*ssa.Extract); ok {
			if ex.Index >= 2 && len(*ex.Referrers()) > 0 {
				return true
			}
			continue
		}
		return true
	}
	return false
}

// works: fn does more than bookkeeping: it calls something that can fail or be
// cancelled.
func (sc *Scale) works(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || sc.quiet(&call.Call) {
				continue
			}
			sig := call.Call.Signature()
			if n := sig.Results().Len(); n > 0 && sig.Results().At(n-1).Type().String() == "error" {
				return true
			}
			for i := range sig.Params().Len() {
				if knowledge.IsNamed(sig.Params().At(i).Type(), "context", "Context") {
					return true
				}
			}
		}
	}
	return false
}
