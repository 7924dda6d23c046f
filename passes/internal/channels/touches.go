package channels

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// touches reports whether a call does something to an object.
func (b *builder) touches(common *ssa.CallCommon, env flow.Env, depth int) bool {
	if b.object(flow.Receiver(common), env) != foreign {
		return true
	}
	if builtin, ok := common.Value.(*ssa.Builtin); ok {
		return builtin.Name() == "close" && b.object(common.Args[0], env) != foreign
	}
	fn := b.body(common, env)
	if fn == nil {
		return false // objects are not handed to what cannot be seen
	}
	if fn.Parent() == nil && !slices.ContainsFunc(common.Args, func(arg ssa.Value) bool {
		_, isFunc := arg.Type().Underlying().(*types.Signature)
		return isFunc || b.object(arg, env) != foreign
	}) {
		return false // it gets none
	}
	return b.touchesBody(fn, env.With(flow.EnvOf(common, fn)), depth+1)
}

const maxTouches = 6

func (b *builder) touchesBody(fn *ssa.Function, env flow.Env, depth int) bool {
	if depth > maxTouches {
		return false
	}
	found := false
	flow.Instructions(fn, false, func(instr ssa.Instruction) {
		if found {
			return
		}
		switch instr := instr.(type) {
		case *ssa.Send:
			found = b.object(instr.Chan, env) != foreign
		case *ssa.UnOp:
			found = instr.Op == token.ARROW && b.object(instr.X, env) != foreign
		case *ssa.Select:
			for _, st := range instr.States {
				found = found || b.object(st.Chan, env) != foreign
			}
		case ssa.CallInstruction:
			if found = b.touches(instr.Common(), env, depth); found {
				return
			}
			if _, lit := b.runs(instr); lit != nil {
				found = b.touchesBody(lit, env, depth+1)
			}
			if s := spawns.Of(b.P, instr, b.Facts); s != nil {
				for _, work := range s.Work {
					found = found || work != fn && b.touchesBody(work, env, depth+1)
				}
			}
		}
	})
	return found
}
