package progress

import (
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// once reports whether the work of a spawn runs exactly once for each time it is
// started: what it takes before it is given back in it.
func (a *Analysis) once(s *spawns.Spawn) bool {
	switch s.Kind {
	case spawns.Go, spawns.Group, spawns.TryGroup:
		return true
	case spawns.WaitGroup, spawns.Helper:
		switch s.Callee.FullName() {
		case "(*sync.WaitGroup).Go", "(*github.com/sourcegraph/conc.WaitGroup).Go":
			return true
		}
		g := a.p.FuncOf(s.Callee)
		for i, arg := range s.Instr.Common().Args {
			if g != nil && arg == s.Value && i < len(g.Params) {
				return a.startsOnce(g, g.Params[i], 0)
			}
		}
	}
	return false
}

// startsOnce: fn starts the function v on every way through it, once, and that runs on
// every way through what is started.
func (a *Analysis) startsOnce(fn *ssa.Function, v ssa.Value, depth int) bool {
	if depth > 3 {
		return false
	}
	var only ssa.CallInstruction
	uses := 0
	for _, instr := range a.runsOf(v) {
		only = instr
		uses++
	}
	if uses != 1 || a.p.Loops(only.Parent()).Of(only) != nil || !always(only) {
		return false
	}
	if only.Parent() == fn {
		// go v(), or handed on
		if _, starts := only.(*ssa.Go); starts {
			return runsValue(only.Common(), v, a)
		}
		return a.handsOn(only, v, depth)
	}
	// Called in a literal that fn starts.
	if !runsValue(only.Common(), v, a) {
		return false
	}
	lit := only.Parent()
	if lit.Parent() != fn {
		return false
	}
	started := a.usesOf(lit)
	if len(started) != 1 || a.p.Loops(fn).Of(started[0].call) != nil || !always(started[0].call) {
		return false
	}
	if started[0].handed {
		return a.handsOn(started[0].call, nil, depth)
	}
	return started[0].starts
}

// handsOn: a call starts what it is handed, once. v is which argument that is, nil if
// there is only one function among them.
func (a *Analysis) handsOn(call ssa.CallInstruction, v ssa.Value, depth int) bool {
	callee := flow.Callee(call.Common())
	if callee == nil {
		return false
	}
	row := a.p.Table.Lookup(callee)
	if row.Role == knowledge.Spawn && (callee.FullName() == "(*sync.WaitGroup).Go" || callee.FullName() == "(*golang.org/x/sync/errgroup.Group).Go") {
		return true
	}
	g := a.p.FuncOf(callee)
	if g == nil {
		return false
	}
	for i, arg := range call.Common().Args {
		fns, isFunc := flow.Functions(arg)
		if i < len(g.Params) && (v != nil && a.p.Resolve(arg, nil) == v || v == nil && isFunc && len(fns) == 1) {
			return a.startsOnce(g, g.Params[i], depth+1)
		}
	}
	return false
}

// runsOf lists the calls that call the function v or hand it on, in the function that v
// is a parameter of and the literals there.
func (a *Analysis) runsOf(v ssa.Value) []ssa.CallInstruction {
	var out []ssa.CallInstruction
	for _, fn := range family(v.Parent()) {
		flow.Instructions(fn, false, func(instr ssa.Instruction) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				return
			}
			found := runsValue(call.Common(), v, a)
			for _, arg := range call.Common().Args {
				found = found || a.p.Resolve(arg, nil) == v
			}
			if found {
				out = append(out, call)
			}
		})
	}
	return out
}

func runsValue(common *ssa.CallCommon, v ssa.Value, a *Analysis) bool {
	return !common.IsInvoke() && a.p.Resolve(common.Value, nil) == v
}

// always: every way through the function of call comes by it.
func always(call ssa.CallInstruction) bool {
	for _, b := range call.Parent().Blocks {
		switch b.Instrs[len(b.Instrs)-1].(type) {
		case *ssa.Return:
			if b != call.Parent().Recover && !call.Block().Dominates(b) {
				return false
			}
		}
	}
	return true
}
