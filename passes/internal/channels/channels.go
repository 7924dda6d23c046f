// Package channels finds where a function and the work that it starts miss each other:
// a sender whose receiver has left, a receiver to whom nobody sends, both waiting for
// the other.
//
// It makes a small model of the function, in which only what happens on the channels,
// groups and semaphores is left that the function makes and keeps, and goes through all the
// states that the model can reach. Which way a branch goes is left open, unless it hangs
// together with another branch or with what has been counted: then nothing is said of
// that way. Whatever else somebody may wait for is taken to come.
package channels

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// An Analysis looks at the functions of one package.
type Analysis struct {
	P     *flow.Program
	Facts *facts.Facts
}

// A Kind is how two miss each other.
type Kind uint8

const (
	// Abandoned: work waits for ever to send, when the function has returned.
	Abandoned Kind = iota
	// Unserved: work waits for ever to receive, when the function has returned.
	Unserved
	// Stuck: the function itself waits for ever, and so does work.
	Stuck
	// Alone: the function waits for ever, when all work has ended.
	Alone
	// Closed: a send can come when the channel is closed, and panics.
	Closed
	// ClosedTwice: the channel can be closed when it is closed, which panics.
	ClosedTwice
)

// A Finding is one operation that can go wrong.
type Finding struct {
	Kind Kind
	// Fn is the function that makes the channel.
	Fn *ssa.Function
	// At is the operation that waits or panics.
	At ssa.Instruction
	// Pos is where it stands: of a select, the case.
	Pos token.Pos
	// Exit is where the function returns; NoPos when it goes on to the next turn.
	Exit token.Pos
	// Case is the case of a select that the function took last, NoPos if it took none.
	Case token.Pos
	// With is, of a Stuck function, what the work waits for, and of a Closed channel,
	// where it is closed.
	With token.Pos
	// Several: more than one piece of work waits.
	Several bool

	model *model
	// obj is the channel, sent that on which work waits to send.
	obj, sent int
}

// Find returns the findings of fn, in the order of the source.
func (a *Analysis) Find(fn *ssa.Function) []Finding {
	if fn.Parent() == nil && fn.Pkg != nil && (fn.Name() == "init" || fn.Name() == "main" && fn.Pkg.Pkg.Name() == "main") {
		return nil // when it returns, the program ends
	}
	channels, counters := a.objects(fn)
	if len(channels) == 0 {
		return nil
	}
	loops := a.P.Loops(fn)
	var regions []*flow.Loop
	for _, mc := range channels {
		if l := loops.Of(mc); !slices.Contains(regions, l) {
			regions = append(regions, l)
		}
	}
	var out []Finding
	for _, l := range regions {
		var chans []*ssa.MakeChan
		for _, mc := range channels {
			if loops.Of(mc) == l {
				chans = append(chans, mc)
			}
		}
		var counts []ssa.Value
		for _, v := range counters {
			if i, ok := v.(ssa.Instruction); ok && loops.Of(i) == l {
				counts = append(counts, v)
			}
		}
		m := a.model(fn, l, chans, counts)
		if m == nil {
			continue
		}
		alarms, ok := m.explore()
		if !ok {
			continue
		}
		out = append(out, m.findings(alarms)...)
	}
	slices.SortStableFunc(out, func(x, y Finding) int { return int(x.Pos - y.Pos) })
	return out
}

// findings tells what the alarms say, the nearest of each kind for each channel.
func (m *model) findings(alarms []alarm) []Finding {
	var out []Finding
	add := func(f Finding) {
		if !slices.ContainsFunc(out, func(have Finding) bool { return have.Kind == f.Kind && have.obj == f.obj }) {
			f.Fn, f.model = m.fn, m
			out = append(out, f)
		}
	}
	for _, al := range alarms {
		s := al.state
		if n := al.panic; n != nil {
			if m.locked(s, n) {
				continue // who closes, and who sends, may look first
			}
			f := Finding{Kind: Closed, At: n.instr, Pos: n.pos, obj: n.obj, sent: foreign}
			if n.op == opClose {
				f.Kind = ClosedTwice
			}
			for x := s; x != nil; x = x.from {
				if x.by != nil && x.by.op == opClose && x.by.obj == n.obj {
					f.With = x.by.pos
				}
			}
			add(f)
			continue
		}
		if s.main != nil {
			pos, obj, _ := s.main.waits()
			f := Finding{Kind: Alone, At: s.main.instr, Pos: pos, obj: obj, sent: foreign}
			for _, t := range s.threads {
				at, waitsFor, sends := t.waits()
				if f.Kind == Stuck && !sends {
					continue
				}
				f.Kind, f.With = Stuck, at
				f.Several = len(s.threads) > 1
				if sends {
					f.sent = waitsFor
				}
			}
			add(f)
			continue
		}
		exit, last := s.left()
		for i, t := range s.threads {
			pos, obj, sends := t.waits()
			if obj == foreign || m.objects[obj].counts {
				continue // for others that wait
			}
			f := Finding{Kind: Unserved, At: t.instr, Pos: pos, obj: obj, sent: foreign, Exit: exit, Case: last}
			if sends {
				f.Kind, f.sent = Abandoned, obj
			}
			f.Several = i > 0 && s.threads[i-1] == t || s.twice(i)
			add(f)
		}
	}
	return out
}

// locked reports whether the op that panics, or the close before it, stands where a lock
// is held.
func (m *model) locked(s *state, n *node) bool {
	fns := []*ssa.Function{n.instr.Parent()}
	for x := s; x != nil; x = x.from {
		if x.by != nil && x.by.op == opClose && x.by.obj == n.obj {
			fns = append(fns, x.by.instr.Parent())
		}
	}
	return slices.ContainsFunc(fns, func(fn *ssa.Function) bool {
		locks := false
		flow.Instructions(fn, false, func(instr ssa.Instruction) {
			if call, ok := instr.(*ssa.Call); ok && m.P.Table.Lookup(flow.Callee(&call.Call)).Role == knowledge.Lock {
				locks = true
			}
		})
		return locks
	})
}

// left tells where the function returned, and the case that it took last.
func (s *state) left() (exit, last token.Pos) {
	for x := s; x != nil; x = x.from {
		if x.by == nil {
			continue
		}
		if x.main == nil && x.from.main != nil {
			exit = x.by.pos
			continue
		}
		if x.main != nil && x.arm != nil {
			return exit, x.arm.pos
		}
		if x.main != nil && x.from.main != x.main {
			return exit, token.NoPos // another operation of the function
		}
	}
	return exit, token.NoPos
}

// waits tells what a node waits for.
func (n *node) waits() (pos token.Pos, obj int, sends bool) {
	if n.op != opSelect {
		return n.pos, n.obj, n.op == opSend
	}
	obj = foreign
	for _, a := range n.arms {
		if obj == foreign || a.send && !sends {
			pos, obj, sends = a.pos, a.obj, a.send
		}
	}
	return pos, obj, sends
}
