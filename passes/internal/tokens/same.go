package tokens

import (
	"fmt"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
)

// same is a text that is equal for values that are computed in the same way from the same
// things.
func (a *Analysis) same(v ssa.Value, e flow.Env) string { return a.sameAt(v, e, 0) }

func (a *Analysis) sameAt(v ssa.Value, e flow.Env, depth int) string {
	if depth > 8 {
		return fmt.Sprintf("%p", v) // it goes round
	}
	switch v := a.P.Resolve(v, e).(type) {
	case nil:
		return ""
	case *ssa.Const:
		return v.String()
	case *ssa.FieldAddr:
		return fmt.Sprintf("%s.%d", a.sameAt(v.X, e, depth+1), v.Field)
	case *ssa.Field:
		return fmt.Sprintf("%s.%d", a.sameAt(v.X, e, depth+1), v.Field)
	case *ssa.BinOp:
		return "(" + a.sameAt(v.X, e, depth+1) + v.Op.String() + a.sameAt(v.Y, e, depth+1) + ")"
	case *ssa.UnOp:
		if v.Op == token.ARROW {
			return fmt.Sprintf("%p", v)
		}
		return v.Op.String() + a.sameAt(v.X, e, depth+1)
	case *ssa.Extract:
		return fmt.Sprintf("%p#%d", v.Tuple, v.Index)
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok && len(v.Call.Args) == 1 {
			return b.Name() + a.sameAt(v.Call.Args[0], e, depth+1)
		}
		return fmt.Sprintf("%p", v)
	default:
		return fmt.Sprintf("%p", v)
	}
}
