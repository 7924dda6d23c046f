package repeats

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
)

// A Use is one use of a function value: called (Arg < 0), an argument of a call,
// or, when Instr is not a call, anything else.
type Use struct {
	Instr ssa.Instruction
	Arg   int
}

// Uses returns the uses of the value of a literal, through the local variables
// that hold it.
func Uses(fn *ssa.Function) []Use {
	var out []Use
	seen := map[ssa.Value]bool{}
	var follow func(v ssa.Value)
	one := func(v ssa.Value, ref ssa.Instruction) {
		switch ref := ref.(type) {
		case ssa.CallInstruction:
			common := ref.Common()
			if common.Value == v {
				out = append(out, Use{ref, -1})
			}
			for i, arg := range flow.Args(common) {
				if arg == v {
					out = append(out, Use{ref, i})
				}
			}
		case *ssa.MakeClosure:
			if ref.Fn == v {
				follow(ref)
				return
			}
			for i, b := range ref.Bindings {
				if b == v {
					follow(ref.Fn.(*ssa.Function).FreeVars[i])
				}
			}
		case *ssa.Store:
			if cell := flow.Cell(ref.Addr); cell != nil && ref.Val == v {
				for _, load := range loads(cell) {
					follow(load)
				}
				return
			}
			out = append(out, Use{ref, -1})
		case *ssa.ChangeType:
			follow(ref)
		case *ssa.Phi:
			follow(ref)
		case *ssa.DebugRef:
		default:
			out = append(out, Use{ref, -1})
		}
	}
	follow = func(v ssa.Value) {
		if seen[v] {
			return
		}
		seen[v] = true
		if refs := v.Referrers(); refs != nil {
			for _, ref := range *refs {
				one(v, ref)
			}
		}
	}
	if fn.Parent() == nil {
		return nil
	}
	if len(fn.FreeVars) > 0 {
		for _, mc := range flow.Closures(fn) {
			follow(mc)
		}
		return out
	}
	// A literal that captures nothing is a plain operand.
	for _, b := range fn.Parent().Blocks {
		for _, instr := range b.Instrs {
			for _, op := range instr.Operands(nil) {
				if *op == fn {
					one(fn, instr)
					break
				}
			}
		}
	}
	return out
}

// loads returns the reads of a local variable, those in closures too.
func loads(cell *ssa.Alloc) []ssa.Value {
	var out []ssa.Value
	seen := map[ssa.Value]bool{}
	var walk func(addr ssa.Value)
	walk = func(addr ssa.Value) {
		if seen[addr] || addr.Referrers() == nil {
			return
		}
		seen[addr] = true
		for _, ref := range *addr.Referrers() {
			switch ref := ref.(type) {
			case *ssa.UnOp:
				if ref.Op == token.MUL {
					out = append(out, ref)
				}
			case *ssa.MakeClosure:
				for i, b := range ref.Bindings {
					if b == addr {
						walk(ref.Fn.(*ssa.Function).FreeVars[i])
					}
				}
			}
		}
	}
	walk(cell)
	return out
}
