package streams

import (
	"go/ast"
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// atomic is how many bytes a pipe takes as a whole or not at all, by POSIX; less than
// that is not written in part.
const atomic = 512

// A RawCall is a system call that may do less than it was asked for and says so by its
// count, which nobody looks at.
type RawCall struct {
	Call *ssa.Call
	Node *ast.CallExpr
	Fn   *types.Func
	Row  knowledge.Raw
}

// Raw returns the system calls whose count nobody looks at.
func (t *Table) Raw() []RawCall {
	var out []RawCall
	t.Calls(func(instr ssa.CallInstruction, fn *types.Func, node *ast.CallExpr) {
		row, ok := knowledge.RawOf(fn)
		call, isCall := instr.(*ssa.Call)
		if !ok || !isCall || Result(call, 0, fn.Signature().Results().Len()) != nil {
			return
		}
		args := flow.Args(&call.Call)
		if fn.Name() == "Sendfile" && len(args) > 2 && !isNil(args[2]) {
			return // the offset says how far it came
		}
		if row.Buf >= 0 && row.Buf < len(args) {
			if n, ok := constantLength(args[row.Buf]); ok && n <= atomic {
				return
			}
		}
		if fd, ok := args[0].(*ssa.Const); ok && fd.Value != nil && fd.Value.Kind() == constant.Int && fd.Int64() <= 2 {
			return // the terminal
		}
		out = append(out, RawCall{call, node, fn, row})
	})
	return out
}

// constantLength returns how many bytes a slice holds that is made from an array or
// literal here.
func constantLength(v ssa.Value) (int64, bool) {
	switch x := v.(type) {
	case *ssa.Slice:
		if high, ok := x.High.(*ssa.Const); ok && high.Value != nil {
			return high.Int64(), true
		}
		if x.High == nil {
			if p, ok := x.X.Type().Underlying().(*types.Pointer); ok {
				if a, ok := p.Elem().Underlying().(*types.Array); ok {
					return a.Len(), true
				}
			}
			return constantLength(x.X)
		}
	case *ssa.MakeSlice:
		if n, ok := x.Len.(*ssa.Const); ok && n.Value != nil {
			return n.Int64(), true
		}
	case *ssa.Convert:
		if c, ok := x.X.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.String {
			return int64(len(constant.StringVal(c.Value))), true
		}
	}
	return 0, false
}
