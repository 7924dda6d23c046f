package tokens

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// capacities finds the semaphores that have no room at all, or as much as a client asks for.
func (a *Analysis) capacities() []Fault {
	var out []Fault
	for _, u := range a.uses {
		if u.made == nil || len(u.ops) == 0 {
			continue
		}
		if at, back, ok := a.stuck(u); ok {
			call, _ := u.made.(*ssa.Call)
			out = append(out, Fault{Kind: Zero, Pos: at, At: back, Call: call, Seen: true})
			continue
		}
		if a.limits(u) {
			c := &client{a: a}
			if c.number(a.capacity(u.made), 0) && !c.clamped() {
				call, _ := u.made.(*ssa.Call)
				out = append(out, Fault{Kind: Client, Pos: u.made.Pos(), Call: call, From: c.from, Seen: true})
			}
		}
	}
	return out
}

// limits: tokens are both taken and given back.
func (a *Analysis) limits(u *uses) bool {
	if u.message {
		return false
	}
	in, out := false, false
	for _, o := range u.ops {
		in = in || o.kind == sends || o.kind == takes || o.kind == tries
		out = out || o.kind == receives || o.kind == gives
	}
	return in && out
}

// stuck: no token can ever be taken. Of a channel without a buffer that is certain when each
// receive comes after a send of the same goroutine, or of the one that started it.
func (a *Analysis) stuck(u *uses) (at, back token.Pos, ok bool) {
	if call, isCall := u.made.(*ssa.Call); isCall {
		row := a.P.Table.Lookup(flow.Callee(&call.Call))
		c, isConst := a.P.Resolve(a.capacity(call), nil).(*ssa.Const)
		if !isConst || c.Value == nil || constant.Sign(c.Value) > 0 || row.Lifts == knowledge.LiftsNotPositive ||
			row.Lifts == knowledge.LiftsZero && constant.Sign(c.Value) == 0 || row.Lifts == knowledge.LiftsNegative && constant.Sign(c.Value) < 0 {
			return 0, 0, false
		}
		for _, o := range u.ops {
			if o.kind == takes {
				return call.Pos(), o.pos, true
			}
		}
		return 0, 0, false
	}
	if !a.unbuffered(u.made) || !a.limits(u) || !a.apart(u) {
		return 0, 0, false
	}
	if _, isLocal := u.key.(*ssa.MakeChan); !isLocal {
		return 0, 0, false
	}
	var sent []ssa.Instruction
	var got []ssa.Instruction
	certain := true
	for _, fn := range u.in {
		flow.Instructions(fn, false, func(instr ssa.Instruction) {
			for _, o := range a.ops(instr, nil) {
				if o.key != u.key {
					continue
				}
				if _, ok := instr.(*ssa.Select); ok {
					certain = false // it can go on in another way
				}
				if o.kind == sends {
					sent = append(sent, instr)
				} else {
					got = append(got, instr)
				}
			}
		})
	}
	if !certain || len(sent) == 0 || len(got) == 0 {
		return 0, 0, false
	}
	for _, r := range got {
		if !a.after(r, sent, 0) {
			return 0, 0, false
		}
	}
	return sent[0].Pos(), got[0].Pos(), true
}

// after: one of sent comes before instr on every way to it, or before the literal that it
// stands in is made.
func (a *Analysis) after(instr ssa.Instruction, sent []ssa.Instruction, depth int) bool {
	for _, s := range sent {
		if s.Parent() == instr.Parent() && precedes(s, instr) {
			return true
		}
	}
	made := flow.Closures(instr.Parent())
	if len(made) == 0 || depth > maxCalls {
		return false
	}
	for _, mc := range made {
		if !a.after(mc, sent, depth+1) {
			return false
		}
	}
	return true
}

func precedes(x, y ssa.Instruction) bool {
	if x.Block() != y.Block() {
		return x.Block().Dominates(y.Block())
	}
	for _, instr := range x.Block().Instrs {
		if instr == x {
			return true
		}
		if instr == y {
			return false
		}
	}
	return false
}
