package streams

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// LeavesWork says what a function that returned right after a call would leave undone that
// somebody counts on: to close, unlock, tell or give back something. It is empty when
// there is nothing: what is deferred runs anyway, and to write or compute the rest is
// what a failure keeps from happening.
func (t *Table) LeavesWork(call ssa.CallInstruction) string {
	seen := map[*ssa.BasicBlock]bool{}
	found := ""
	var scan func(b *ssa.BasicBlock, from int)
	scan = func(b *ssa.BasicBlock, from int) {
		for _, instr := range b.Instrs[from:] {
			if found == "" {
				found = t.owed(instr)
			}
		}
		for _, next := range b.Succs {
			if !seen[next] {
				seen[next] = true
				scan(next, 0)
			}
		}
	}
	for i, instr := range call.Block().Instrs {
		if instr == call.(ssa.Instruction) {
			scan(call.Block(), i+1)
		}
	}
	return found
}

// owed: instr does something that a function does on its way out.
func (t *Table) owed(instr ssa.Instruction) string {
	switch instr := instr.(type) {
	case *ssa.Send:
		return "the function tells others on its way out"
	case *ssa.Select:
		for _, s := range instr.States {
			if s.Dir == types.SendOnly {
				return "the function tells others on its way out"
			}
		}
	case *ssa.Panic:
		return ""
	case *ssa.Call:
		if t.does(instr) {
			return "the function has more to do on its way out"
		}
	}
	return ""
}

// does: a call for its effect alone, that is neither a write nor a word to people.
func (t *Table) does(call *ssa.Call) bool {
	if b, ok := call.Call.Value.(*ssa.Builtin); ok {
		switch b.Name() {
		case "close", "delete", "clear", "recover":
			return true
		}
		return false
	}
	fn := flow.Callee(&call.Call)
	if fn == nil {
		return true // a function value: it may be what cancels or closes
	}
	if _, ok := knowledge.WritingOf(fn); ok || finishes(fn) || sendsMessage(fn) {
		return false
	}
	if t.P.Table.Lookup(fn).Role == knowledge.Quiet {
		return false
	}
	results := fn.Signature().Results()
	if used := len(*call.Referrers()) > 0; used {
		// Of what has nothing but an error to say, the effect counts.
		onlyError := results.Len() == 1 && knowledge.IsError(results.At(0).Type())
		return onlyError && len(flow.Args(&call.Call)) == 0 && !syncs(fn)
	}
	return true
}

// syncs: to bring a file that is broken to disk is not owed to anybody.
func syncs(fn *types.Func) bool { return fn.FullName() == "(*os.File).Sync" }
