package streams

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// wholeBuffer: a short read is written with what the buffer had before.
func (r *Read) wholeBuffer() {
	short, ok := r.follow(part, none, unknown)
	if !ok {
		return
	}
	for _, o := range short {
		for _, w := range o.wrote {
			if args := flow.Args(&w.Call); same(args[len(args)-1], r.Buf) {
				r.add(WholeBuffer, true, w.Pos())
				return
			}
		}
	}
}

// endFails: where all has been copied, the function returns io.EOF.
func (r *Read) endFails() {
	if r.some(func(s Source) bool { return s.Talks || s.Own }) {
		return // the end of a conversation is an event of its own
	}
	outs, ok := r.follow(zero, ended, none)
	if !ok {
		return
	}
	for _, o := range outs {
		ret, isReturn := o.exit.(*ssa.Return)
		if !isReturn || o.result.of != r.Err || !knowledge.IsError(ret.Results[len(ret.Results)-1].Type()) {
			return
		}
	}
	if r.expected() {
		return
	}
	r.add(EndFails, false, outs[0].exit.Pos())
}

// expected: a caller, or the function itself, tells io.EOF from other errors.
func (r *Read) expected() bool {
	fn := r.Call.Parent()
	calls, _ := r.table.P.Callers(fn)
	fns := []*ssa.Function{fn}
	for _, call := range calls {
		fns = append(fns, call.Parent())
	}
	return slices.ContainsFunc(fns, func(fn *ssa.Function) bool {
		found := false
		flow.Instructions(fn, false, func(instr ssa.Instruction) {
			if load, ok := instr.(*ssa.UnOp); ok && isGlobal(load, "io", "EOF") {
				found = true
			}
		})
		return found
	})
}

// failureHidden: a failed read ends the loop as the end does, and nobody is told.
func (r *Read) failureHidden() {
	if r.some(func(s Source) bool { return s.Talks }) {
		return // so a conversation ends
	}
	var exits [2][]ssa.Instruction
	returnsError := false
	for i, err := range []state{broken, ended} {
		outs, ok := r.follow(zero, err, none)
		if !ok {
			return
		}
		for _, o := range outs {
			ret, isReturn := o.exit.(*ssa.Return)
			if !isReturn || o.err || o.decided || fails(o) {
				return
			}
			n := len(ret.Results)
			returnsError = n > 0 && knowledge.IsError(ret.Results[n-1].Type())
			if n > 0 && !returnsError {
				return // what it returns may tell
			}
			exits[i] = append(exits[i], o.exit)
		}
	}
	kept := r.kept()
	known := r.every(func(s Source) bool { return !s.Interface && !s.Own })
	switch {
	case returnsError:
		r.add(FailureHidden, known, exits[0][0].Pos())
	case kept:
		r.add(FailureHidden, false, exits[0][0].Pos())
	}
}

// kept: what is written stays, or is an answer that somebody takes for whole.
func (r *Read) kept() bool {
	for _, w := range r.Writes {
		for _, s := range r.table.Sinks(flow.Receiver(&w.Call)) {
			if s.Kind == knowledge.File || s.Kind == knowledge.Response {
				return true
			}
		}
	}
	return false
}

// A Copy is a loop that does what io.Copy does, taken apart.
type Copy struct {
	Read *Read
	// Loop is the statement.
	Loop *ast.ForStmt
	// Write is the one call that writes.
	Write *ssa.Call
	// End is the return after all is copied; nil when the loop is left by break.
	End *ssa.Return
	// ReadFails and WriteFails are the returns after errors.
	ReadFails, WriteFails *ssa.Return
}

// byHand: the loop reads, writes what was read, and does nothing else.
func (r *Read) byHand() {
	if c := r.Copy(); c != nil {
		r.add(ByHand, true, c.Write.Pos())
	}
}

// Copy returns the loop around the read if io.Copy can stand in its place.
func (r *Read) Copy() *Copy {
	if r.Loop == nil || len(r.Writes) != 1 || r.Count == nil || r.Err == nil {
		return nil
	}
	stmt, ok := r.Loop.Stmt.(*ast.ForStmt)
	if !ok || stmt.Init != nil || stmt.Cond != nil || stmt.Post != nil {
		return nil
	}
	c := &Copy{Read: r, Loop: stmt, Write: r.Writes[0]}
	if size, ok := r.Size(); !ok || size == 0 || !c.writesRead() || !c.nothingElse() || !c.exits() {
		return nil
	}
	return c
}

// writesRead: the method is Write, and gets what was read from the start of the buffer.
func (c *Copy) writesRead() bool {
	callee := flow.Callee(&c.Write.Call)
	if callee == nil || callee.Name() != "Write" || !c.Read.Loop.Contains(c.Write) || !outside(flow.Receiver(&c.Write.Call), c.Read.Loop, 0) {
		return false
	}
	slice, ok := flow.Args(&c.Write.Call)[0].(*ssa.Slice)
	if !ok || slice.High != c.Read.Count || slice.Max != nil || slice.Low != nil && !isZero(slice.Low) {
		return false
	}
	if array, ok := c.Read.Buf.(*ssa.Slice); ok {
		return same(slice.X, c.Read.Buf) || same(slice.X, array.X) && array.Low == nil && array.High == nil
	}
	return same(slice.X, c.Read.Buf)
}

func isZero(v ssa.Value) bool {
	n, ok := number(v)
	return ok && n == 0
}

// nothingElse: no other call, and nothing that others could see.
func (c *Copy) nothingElse() bool {
	for _, b := range c.Read.Loop.InOrder() {
		for _, instr := range b.Instrs {
			switch x := instr.(type) {
			case *ssa.Call:
				if x == c.Read.Call || x == c.Write {
					continue
				}
				if b, ok := x.Call.Value.(*ssa.Builtin); ok && b.Name() == "len" {
					continue
				}
				return false
			case *ssa.Extract, *ssa.DebugRef, *ssa.If, *ssa.Jump, *ssa.Slice, *ssa.FieldAddr, *ssa.Field, *ssa.Convert, *ssa.ChangeInterface, *ssa.MakeInterface:
			case *ssa.Phi:
				return false // something is carried from turn to turn
			case *ssa.UnOp:
				if x.Op == token.ARROW {
					return false
				}
			case *ssa.BinOp:
				if !comparison(x.Op) {
					return false
				}
			default:
				return false
			}
		}
	}
	return true
}

func comparison(op token.Token) bool {
	switch op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		return true
	}
	return false
}

// exits finds how the loop ends, and holds that it goes on and ends where io.Copy does.
func (c *Copy) exits() bool {
	r := c.Read
	for _, again := range []state{part, whole} {
		outs, ok := r.follow(again, none, none)
		if !ok {
			return false
		}
		for _, o := range outs {
			if o.exit != nil || o.left || len(o.wrote) != 1 {
				return false
			}
		}
	}
	if outs, ok := r.follow(zero, none, none); !ok || slices.ContainsFunc(outs, func(o outcome) bool { return o.exit != nil || o.left }) {
		return false
	}
	var ok bool
	if c.End, ok = c.leaves(zero, ended, none); !ok {
		return false
	}
	if c.ReadFails, ok = c.leaves(zero, broken, none); !ok || c.ReadFails == nil || c.ReadFails == c.End {
		return false
	}
	if c.WriteFails, ok = c.leaves(part, none, broken); !ok || c.WriteFails == nil || c.WriteFails == c.ReadFails {
		return false
	}
	// What comes with an error may be lost today, but not be handled in another way.
	if end, ok := c.leaves(part, ended, none); !ok || end != c.End {
		return false
	}
	fails, ok := c.leaves(part, broken, none)
	return ok && fails == c.ReadFails
}

// leaves returns the one way out of the loop: a return inside it, or nil for a break.
func (c *Copy) leaves(count, err, write state) (*ssa.Return, bool) {
	outs, ok := c.Read.follow(count, err, write)
	if !ok {
		return nil, false
	}
	var exit *ssa.Return
	for i, o := range outs {
		if !o.left {
			return nil, false
		}
		ret, _ := o.exit.(*ssa.Return)
		if ret != nil && !within(c.Loop, ret.Pos()) {
			ret = nil
		}
		if i > 0 && ret != exit {
			return nil, false
		}
		exit = ret
	}
	return exit, true
}

func within(n ast.Node, pos token.Pos) bool { return n.Pos() <= pos && pos < n.End() }
