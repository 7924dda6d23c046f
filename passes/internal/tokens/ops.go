package tokens

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// An opKind is what an operation does with a channel or semaphore.
type opKind uint8

const (
	sends opKind = iota
	receives
	takes
	tries
	gives
)

// An op is one operation on a channel of tokens or a semaphore.
type op struct {
	kind opKind
	key  any
	// value is the channel or semaphore, weight how much of it is meant.
	value, weight ssa.Value
	pos           token.Pos
	// choice is the case of a select.
	choice int
}

// plain: a value that says nothing: a constant, or a struct without fields.
func plain(v ssa.Value) bool {
	if st, ok := v.Type().Underlying().(*types.Struct); ok {
		return st.NumFields() == 0
	}
	_, ok := v.(*ssa.Const)
	return ok
}

// Channel reports whether t is a channel whose elements can be tokens.
func Channel(t types.Type) bool {
	ch, ok := t.Underlying().(*types.Chan)
	if !ok {
		return false
	}
	switch u := ch.Elem().Underlying().(type) {
	case *types.Struct:
		return u.NumFields() == 0
	case *types.Basic:
		return u.Info()&(types.IsBoolean|types.IsInteger) != 0
	}
	return false
}

// key identifies a channel or semaphore, nil when it is one of several that cannot be told
// apart.
func (a *Analysis) key(v ssa.Value, e flow.Env) any {
	switch a.P.Resolve(v, e).(type) {
	case *ssa.IndexAddr, *ssa.Index, *ssa.Lookup:
		return nil
	}
	return a.P.KeyOf(v, e)
}

// ops are the operations that an instruction itself is, or that the table says a call is.
func (a *Analysis) ops(instr ssa.Instruction, e flow.Env) []op {
	var out []op
	channel := func(kind opKind, ch ssa.Value, pos token.Pos, choice int) {
		if key := a.key(ch, e); key != nil && Channel(ch.Type()) {
			out = append(out, op{kind: kind, key: key, value: ch, pos: pos, choice: choice})
		}
	}
	switch instr := instr.(type) {
	case *ssa.Send:
		channel(sends, instr.Chan, instr.Pos(), 0)
	case *ssa.UnOp:
		if instr.Op == token.ARROW {
			channel(receives, instr.X, instr.Pos(), 0)
		}
	case *ssa.Select:
		for i, st := range instr.States {
			kind := receives
			if st.Dir == types.SendOnly {
				kind = sends
			}
			channel(kind, st.Chan, st.Pos, i)
		}
	case ssa.CallInstruction:
		return a.callOps(instr, e)
	}
	return out
}

func (a *Analysis) callOps(call ssa.CallInstruction, e flow.Env) []op {
	common := call.Common()
	callee := flow.Callee(common)
	if callee == nil {
		return nil
	}
	kind := takes
	switch a.P.Table.Lookup(callee).Role {
	case knowledge.Acquire:
	case knowledge.TryAcquire:
		kind = tries
	case knowledge.Release:
		kind = gives
	default:
		return nil
	}
	object := flow.Receiver(common)
	if object == nil {
		return nil
	}
	key := a.key(object, e)
	if key == nil {
		return nil
	}
	o := op{kind: kind, key: key, value: object, pos: call.Pos()}
	for _, arg := range flow.Args(common) {
		if b, ok := arg.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsInteger != 0 {
			o.weight = arg
		}
	}
	return []op{o}
}
