package effects

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// A Reader reads what the functions of one package do.
type Reader struct {
	P     *flow.Program
	Facts *facts.Facts
}

// Work returns what the work of s does.
func (r Reader) Work(s *spawns.Spawn) *Effects {
	e := newEffects(r.P)
	for _, fn := range s.Work {
		r.walk(e, fn, s.Env())
	}
	if s.Named != nil && s.Value == nil && s.Call != nil {
		e.called(s.Named, r.P.KeyOf(Subject(s.Call), nil), s.Call.Pos())
	}
	return e
}

// Call returns what a call of fn does; env is what its parameters are there.
func (r Reader) Call(fn *ssa.Function, env flow.Env) *Effects {
	e := newEffects(r.P)
	r.walk(e, fn, env)
	return e
}

func (r Reader) walk(e *Effects, fn *ssa.Function, env flow.Env) {
	w := &walk{Reader: r, out: e, seen: map[*ssa.Function]bool{}}
	w.function(fn, way{env: env})
}

// A walk goes through the code of one function and of those it calls.
type walk struct {
	Reader
	out  *Effects
	seen map[*ssa.Function]bool
}

// A way is how the walk came to a function.
type way struct {
	env flow.Env
	// depth is how many calls there are between the code and the function.
	depth int
	// aside: a goroutine that the code starts runs it.
	aside bool
}

// maxCalls is how many calls deep the code is looked into.
const maxCalls = 3

// into is the way that goes on through a call of fn.
func (v way) into(call *ssa.CallCommon, fn *ssa.Function) way {
	return way{env: v.env.With(flow.EnvOf(call, fn)), depth: v.depth + 1, aside: v.aside}
}

func (w *walk) function(fn *ssa.Function, via way) {
	if w.seen[fn] || via.depth > maxCalls {
		return
	}
	w.seen[fn] = true
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			w.instruction(instr, via)
		}
	}
}

func (w *walk) instruction(instr ssa.Instruction, via way) {
	switch instr := instr.(type) {
	case *ssa.MakeChan:
		w.out.note(Makes, instr, instr.Pos())
	case *ssa.Send:
		w.send(instr.Chan, instr, instr.Pos(), via)
	case *ssa.UnOp:
		if instr.Op == token.ARROW {
			w.receive(instr.X, instr, instr.Pos(), via)
		}
	case *ssa.Select:
		w.out.Tries = w.out.Tries || !instr.Blocking
		for _, st := range instr.States {
			if st.Dir == types.SendOnly {
				w.send(st.Chan, instr, st.Pos, via)
			} else {
				w.receive(st.Chan, instr, st.Pos, via)
			}
		}
	case *ssa.BinOp:
		w.compare(instr)
	case *ssa.Go:
		fns, _ := flow.Functions(instr.Call.Value)
		for _, fn := range fns {
			started := via.into(&instr.Call, fn)
			started.aside = true
			w.function(fn, started)
		}
	case ssa.CallInstruction:
		w.call(instr, via)
	}
}

func (w *walk) send(ch ssa.Value, instr ssa.Instruction, pos token.Pos, via way) {
	key := w.P.KeyOf(ch, via.env)
	if key == nil || via.aside {
		return
	}
	w.out.note(Sends, key, pos)
	w.out.channels[key] = channel{knowledge.IsToken(ch.Type()), ch}
	w.take(key, instr, pos)
	if via.depth == 0 && w.worksOn(instr) {
		w.out.early[key] = true
	}
}

func (w *walk) receive(ch ssa.Value, instr ssa.Instruction, pos token.Pos, via way) {
	key := w.P.KeyOf(ch, via.env)
	if key == nil {
		return
	}
	if via.aside {
		w.out.note(ReceivesAside, key, pos)
		return
	}
	w.out.note(Receives, key, pos)
	w.out.channels[key] = channel{knowledge.IsToken(ch.Type()), ch}
	w.take(key, instr, pos)
}

// take notes where a token is first taken: not in a loop, where it is a message, not
// in a select with a default, where it is an attempt, and not when all is done.
func (w *walk) take(key any, instr ssa.Instruction, pos token.Pos) {
	switch instr := instr.(type) {
	case *ssa.Select:
		if !instr.Blocking {
			return
		}
	case *ssa.Defer:
		return
	}
	if w.P.Loops(instr.Parent()).Of(instr) == nil && !w.out.At(Takes, key).IsValid() {
		w.out.note(Takes, key, pos)
	}
}

// compare notes a comparison of a number, if the function changes one.
func (w *walk) compare(cmp *ssa.BinOp) {
	switch cmp.Op {
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		w.out.Counts = w.out.Counts || changesNumber(cmp.Parent())
		w.out.Polls = w.out.Polls || w.out.Counts && w.P.Loops(cmp.Parent()).Of(cmp) != nil
	}
}

// changesNumber: fn adds to a number outside itself.
func changesNumber(fn *ssa.Function) bool {
	found := false
	flow.Instructions(fn, false, func(instr ssa.Instruction) {
		switch instr := instr.(type) {
		case *ssa.Store:
			bin, ok := instr.Val.(*ssa.BinOp)
			found = found || ok && (bin.Op == token.ADD || bin.Op == token.SUB)
		case *ssa.Call:
			found = found || AtomicOf(flow.Callee(&instr.Call)) != NotAtomic
		}
	})
	return found
}
