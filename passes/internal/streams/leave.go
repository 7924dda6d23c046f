package streams

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// LeavesWork says what a function that returned right after a call would leave undone that
// somebody may count on. It is empty when there is nothing: all that comes after the call is
// to compute, to read or to write the rest, which a failure keeps from happening, and what
// was opened before it is closed by a defer.
func (t *Table) LeavesWork(call ssa.CallInstruction) string {
	l := &leaving{t: t, call: call.(ssa.Instruction)}
	if fn := call.Parent(); fn.Parent() != nil && claims(fn) {
		return "whoever calls the literal has never seen it fail"
	}
	if why := l.opened(); why != "" {
		return why
	}
	return l.after(nil)
}

// LeavesTurn is LeavesWork for a call after which the loop goes on with its next turn.
func (t *Table) LeavesTurn(call ssa.CallInstruction, loop *flow.Loop) string {
	return (&leaving{t: t, call: call.(ssa.Instruction)}).after(loop)
}

type leaving struct {
	t    *Table
	call ssa.Instruction
}

// LeavesLoop is LeavesWork for a call after which the loop ends.
func (t *Table) LeavesLoop(call ssa.CallInstruction, loop *flow.Loop) string {
	l := &leaving{t: t, call: call.(ssa.Instruction)}
	for _, b := range loop.InOrder() {
		for _, instr := range b.Instrs {
			if why := l.owed(instr); why != "" && instr != l.call {
				return why
			}
		}
	}
	return ""
}

// after looks at what can run after the call; with a loop, only at the rest of the turn.
func (l *leaving) after(loop *flow.Loop) (why string) {
	seen := map[*ssa.BasicBlock]bool{}
	var scan func(b *ssa.BasicBlock, from int)
	scan = func(b *ssa.BasicBlock, from int) {
		for _, instr := range b.Instrs[from:] {
			if why == "" {
				why = l.owed(instr)
			}
		}
		for _, next := range b.Succs {
			if seen[next] || loop != nil && (next == loop.Header || !loop.Blocks[next]) {
				continue
			}
			seen[next] = true
			scan(next, 0)
		}
	}
	for i, instr := range l.call.Block().Instrs {
		if instr == l.call {
			scan(l.call.Block(), i+1)
		}
	}
	return why
}

const (
	moreToDo = "the function has more to do on its way out"
	others   = "others wait for what the function does after it"
)

// owed: instr does something that may have to be done.
func (l *leaving) owed(instr ssa.Instruction) string {
	switch instr := instr.(type) {
	case *ssa.Send, *ssa.Select, *ssa.Go:
		return others
	case *ssa.UnOp:
		if instr.Op == token.ARROW {
			return others // whoever sends stands there
		}
	case *ssa.Defer:
		return moreToDo // it is not registered yet
	case *ssa.Store:
		if !ownVariable(instr.Addr) && !movesOn(instr) {
			return "the function sets something that others see"
		}
	case *ssa.MapUpdate:
		if _, made := instr.Map.(*ssa.MakeMap); !made {
			return "the function sets something that others see"
		}
	case *ssa.Call:
		if l.does(instr) {
			return moreToDo
		}
	case *ssa.Return:
		if n := len(instr.Results); n > 0 && l.holdsError(returned(instr, n-1)) {
			return "the function holds another error already"
		}
		for _, v := range instr.Results {
			_, isFunc := v.Type().Underlying().(*types.Signature)
			if (closes(v.Type()) || isFunc || knowledge.HasMethods(v.Type(), "Stop")) && !isNil(v) {
				return "what it returns would stay open"
			}
		}
	}
	return ""
}

// holdsError: v is an error that was there before the call.
func (l *leaving) holdsError(v ssa.Value) bool {
	if !knowledge.IsError(v.Type()) {
		return false
	}
	def, ok := v.(ssa.Instruction)
	if _, isPhi := v.(*ssa.Phi); !ok || isPhi {
		return false
	}
	if def.Block() != l.call.Block() {
		return def.Block().Dominates(l.call.Block())
	}
	for _, instr := range def.Block().Instrs {
		if instr == def {
			return true
		}
		if instr == l.call {
			return false
		}
	}
	return false
}

// ownVariable: the address of a variable that only this function sees, or of a part of one.
func ownVariable(addr ssa.Value) bool {
	for {
		switch a := addr.(type) {
		case *ssa.Alloc:
			for _, ref := range *a.Referrers() {
				if _, captured := ref.(*ssa.MakeClosure); captured {
					return false
				}
			}
			return true
		case *ssa.FieldAddr:
			addr = a.X
		case *ssa.IndexAddr:
			addr = a.X
		case *ssa.Slice:
			addr = a.X
		case *ssa.MakeSlice:
			return true
		default:
			return false
		}
	}
}

// movesOn: a position or a sum that moves on.
func movesOn(st *ssa.Store) bool {
	sum, ok := st.Val.(*ssa.BinOp)
	if !ok || sum.Op != token.ADD {
		return false
	}
	if c, ok := sum.Y.(*ssa.Const); ok && c.Value != nil && (c.Value.Kind() != constant.Int || constant.Sign(c.Value) <= 0) {
		return false
	}
	load, ok := sum.X.(*ssa.UnOp)
	if !ok {
		return false
	}
	from, ok := load.X.(*ssa.FieldAddr)
	to, isField := st.Addr.(*ssa.FieldAddr)
	return ok && isField && flow.FieldOf(from) == flow.FieldOf(to)
}

// opened: something that has to be closed was made before the call, and no defer closes it;
// or a child or the other end of a pipe waits until all has been read.
func (l *leaving) opened() (why string) {
	fn := l.call.Parent()
	flow.Instructions(fn, false, func(instr ssa.Instruction) {
		made, ok := instr.(*ssa.Call)
		if !ok || why != "" {
			return
		}
		if callee := flow.Callee(&made.Call); callee != nil {
			switch callee.FullName() {
			case "io.Pipe", "os.Pipe", "(*os/exec.Cmd).StdoutPipe", "(*os/exec.Cmd).StderrPipe", "(*os/exec.Cmd).Start":
				why = others
				return
			}
		}
		for _, v := range results(made) {
			if closes(v.Type()) && made.Block().Dominates(l.call.Block()) && !l.closedByDefer(v) {
				why = "what it opened would stay open"
			}
		}
	})
	return why
}

// results are the values that a call yields and somebody takes.
func results(call *ssa.Call) []ssa.Value {
	if _, tuple := call.Type().(*types.Tuple); !tuple {
		return []ssa.Value{call}
	}
	var out []ssa.Value
	for _, ref := range *call.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok {
			out = append(out, x)
		}
	}
	return out
}

// closes: a value of the type holds something until it is closed. A layer does not.
func closes(typ types.Type) bool {
	if _, layer := knowledge.LayerOf(typ); layer || knowledge.IsError(typ) {
		return false
	}
	return knowledge.HasMethods(typ, "Close")
}

func isNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value == nil
}

// closedByDefer: a defer before the call closes v, or a literal does that has it.
func (l *leaving) closedByDefer(v ssa.Value) bool {
	key := l.t.P.KeyOf(v, nil)
	found := false
	flow.Instructions(l.call.Parent(), false, func(instr ssa.Instruction) {
		d, ok := instr.(*ssa.Defer)
		if !ok || !d.Block().Dominates(l.call.Block()) {
			return
		}
		if recv := flow.Receiver(&d.Call); recv != nil && recv == v || recv != nil && key != nil && l.t.P.KeyOf(recv, nil) == key {
			found = true
		}
		if mc, ok := d.Call.Value.(*ssa.MakeClosure); ok {
			for _, b := range mc.Bindings {
				if b == v || key != nil && l.t.P.KeyOf(b, nil) == key || isGiven(b, v) {
					found = true
				}
			}
		}
		for _, arg := range d.Call.Args {
			found = found || arg == v
		}
	})
	return found
}

// isGiven: the variable at addr is given v.
func isGiven(addr, v ssa.Value) bool {
	cell := flow.Cell(addr)
	if cell == nil {
		return false
	}
	for _, st := range flow.CellStores(cell) {
		if st.Val == v {
			return true
		}
	}
	return false
}

// does: a call that may be for its effect, and that is neither a write nor a word to people.
func (l *leaving) does(call *ssa.Call) bool {
	if b, ok := call.Call.Value.(*ssa.Builtin); ok {
		switch b.Name() {
		case "close", "delete", "clear", "recover":
			return true
		}
		return false
	}
	fn := flow.Callee(&call.Call)
	if fn == nil || fn.Pkg() == nil {
		return fn == nil || fn.Name() != "Error" // a function value may be what cancels
	}
	if w := l.t.writing(call, fn, nil); w != nil && w.Kind != Guessed {
		return l.minds(w) // to somewhere else, and that one matters to the function
	}
	if l.t.P.Table.Lookup(fn).Role == knowledge.Quiet {
		return false
	}
	switch fn.FullName() {
	case "(*os.File).Sync", "os.Rename":
		return false // of what is broken
	}
	if facts.Standard(fn.Pkg()) {
		return effects(fn) || !takes(call)
	}
	// What a call in a turn of a loop yields is what the work is about. After it, nobody
	// knows what else the call does.
	return !takes(call) || l.t.P.Loops(call.Parent()).Of(call) == nil
}

// minds: the function looks at the error of another write, to another writer.
func (l *leaving) minds(other *Write) bool {
	if other.Kind == Finish || l.t.FateOf(other.Call) != Looked {
		return false
	}
	call := l.call.(ssa.CallInstruction)
	mine := l.t.writing(call, flow.Callee(call.Common()), nil)
	return mine == nil || l.t.keyOf(mine) == nil || l.t.keyOf(mine) != l.t.keyOf(other)
}

// takes: somebody looks at a result of the call other than its error.
func takes(call *ssa.Call) bool {
	for _, v := range results(call) {
		if !knowledge.IsError(v.Type()) && len(*v.Referrers()) > 0 {
			return true
		}
	}
	return false
}

// effects: a function of the standard library that gives back, wakes or ends something
// though it has a result.
func effects(fn *types.Func) bool {
	path := knowledge.PackagePath(fn.Pkg())
	switch first, _, _ := strings.Cut(path, "/"); {
	case first == "sync", first == "syscall", first == "runtime", first == "context", first == "testing", path == "os/exec", path == "os/signal", first == "database":
		return true
	}
	switch fn.Name() {
	case "Stop", "Reset", "Close", "Release", "Unlock", "Done", "Cancel":
		return true
	}
	return false
}
