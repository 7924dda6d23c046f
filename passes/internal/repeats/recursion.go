package repeats

import (
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
)

// Recursive reports whether the work of a spawn calls the function that spawns
// it: as many are started as the recursion has branches.
func (a *Analysis) Recursive(spawn ssa.Instruction, work []*ssa.Function) (Factor, bool) {
	around := map[*ssa.Function]bool{}
	for fn := spawn.Parent(); fn != nil; fn = fn.Parent() {
		around[fn] = true
	}
	seen := map[*ssa.Function]bool{}
	var calls func(fn *ssa.Function, depth int) bool
	calls = func(fn *ssa.Function, depth int) bool {
		if around[fn] && depth > 0 {
			return true
		}
		if seen[fn] || depth > 3 {
			return false
		}
		seen[fn] = true
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if !ok {
					continue
				}
				common := call.Common()
				if g := a.P.FuncOf(flow.Callee(common)); g != nil {
					if calls(g, depth+1) {
						return true
					}
					continue
				}
				if common.IsInvoke() || common.StaticCallee() != nil {
					continue
				}
				fns, _ := flow.Functions(common.Value)
				for _, g := range fns {
					if calls(g, depth+1) {
						return true
					}
				}
			}
		}
		return false
	}
	for _, fn := range work {
		if calls(fn, 0) {
			return Factor{
				Size: Size{Class: Data, Origin: &Origin{Kind: Recursion}},
				Func: spawn.Parent(), Pos: spawn.Parent().Pos(), At: spawn,
			}, true
		}
	}
	return Factor{}, false
}

// Branches reports whether the function that instr stands in calls or starts
// itself in more than one place: then the recursion grows. One that only goes on
// with itself is a chain.
func (a *Analysis) Branches(instr ssa.Instruction) bool {
	outer := instr.Parent()
	for outer.Parent() != nil {
		outer = outer.Parent()
	}
	calls := 0
	flow.Instructions(outer, true, func(i ssa.Instruction) {
		if call, ok := i.(ssa.CallInstruction); ok && a.P.FuncOf(flow.Callee(call.Common())) == outer {
			calls++
		}
	})
	return calls > 1
}
