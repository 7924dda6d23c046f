package gates

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// token: a send or a receive before the spawn is an acquire when the work does
// the opposite on the same channel.
func (q *search) token(send bool, ch ssa.Value, pos token.Pos, c cuts) {
	work, f := q.work, q.f
	if v, ok := q.s.Instr.(ssa.Value); ok && !send && q.s.Kind == spawns.Starter && carries(ch, v) {
		// The function that starts the work returned this channel.
		q.note(v, candidate{kind: Join, pos: pos, cuts: c})
		return
	}
	key := q.P.KeyOf(ch, nil)
	if key == nil {
		return
	}
	if send && q.perTurn(ch, key) {
		return
	}
	released := work.receives[key]
	if !send {
		released = work.sends[key] || work.closes[key]
	}
	if !released {
		if send && isToken(ch.Type()) {
			q.unreleased(key, pos, c)
		}
		return
	}
	if !send && !work.sends[key] {
		if work.ends(key) {
			q.note(key, candidate{kind: Join, pos: pos, cuts: c})
		}
		return
	}
	if send {
		size, kv := q.capacity(key, ch)
		if q.sameData(size, f) && always(q.Analysis, kv) {
			q.note(key, candidate{fake: DataSized, pos: pos})
			return
		}
		q.note(key, candidate{kind: Semaphore, pos: pos, cuts: c, k: size, kv: kv, taken: isToken(ch.Type())})
		return
	}
	kind := Semaphore
	for instr := range c.instrs {
		if before(q.at, instr) {
			kind = Join // a result, not a token
		}
	}
	if kind == Join && !work.ends(key) {
		return // there is more to come after it
	}
	q.note(key, candidate{kind: kind, pos: pos, cuts: c})
}

// carries reports whether v can be the result of the call from.
func carries(v, from ssa.Value) bool {
	seen := map[ssa.Value]bool{}
	var walk func(v ssa.Value) bool
	walk = func(v ssa.Value) bool {
		if v == from {
			return true
		}
		if seen[v] {
			return false
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.Phi:
			return slices.ContainsFunc(v.Edges, walk)
		case *ssa.Extract:
			return walk(v.Tuple)
		case *ssa.ChangeType:
			return walk(v.X)
		case *ssa.UnOp:
			if cell := flow.Cell(v.X); cell != nil && v.Op == token.MUL {
				return slices.ContainsFunc(flow.CellStores(cell), func(st *ssa.Store) bool { return walk(st.Val) })
			}
		}
		return false
	}
	return walk(v)
}

// unreleased: a token that this work does not give back. When the spawner takes
// it back itself, in the same turn, it bounds nothing; when somebody else does,
// how many are in flight cannot be seen from here.
func (q *search) unreleased(key any, pos token.Pos, c cuts) {
	r, work := q.r, q.work
	if work.detached[key] {
		q.note(key, candidate{fake: GivenBack, pos: pos})
		return
	}
	for _, b := range r.fn.Blocks {
		if !r.contains(b) {
			continue
		}
		for _, instr := range b.Instrs {
			recv, ok := instr.(*ssa.UnOp)
			if !ok || recv.Op != token.ARROW || q.P.KeyOf(recv.X, nil) != key {
				continue
			}
			if !cutAt(recv).passable(q.at, r, true) {
				q.note(key, candidate{fake: GivenBack, pos: pos})
				return
			}
		}
	}
	q.note(key, candidate{kind: Unseen, pos: pos, cuts: c})
}

// isToken: a channel of values that say nothing.
func isToken(t types.Type) bool {
	ch, ok := t.Underlying().(*types.Chan)
	if !ok {
		return false
	}
	switch u := ch.Elem().Underlying().(type) {
	case *types.Struct:
		return u.NumFields() == 0
	case *types.Basic:
		return u.Info()&types.IsBoolean != 0
	}
	return false
}

// capacity traces the size of a channel or semaphore to where it was made.
func (a *Analysis) capacity(key any, ch ssa.Value) (repeats.Size, ssa.Value) {
	made, _ := a.P.Resolve(ch, nil).(*ssa.MakeChan)
	if made == nil {
		if v, ok := key.(*types.Var); ok {
			for _, val := range a.P.Stores(v) {
				if mc, ok := val.(*ssa.MakeChan); ok {
					made = mc
				}
			}
		}
	}
	if made == nil {
		return repeats.Size{Class: repeats.Unknown}, nil
	}
	return a.Repeats.Count(made.Size, made), made.Size
}

// always reports whether a limit follows the data whatever the settings: not so
// when another number can take its place.
func always(a *Analysis, k ssa.Value) bool {
	if phi, ok := k.(*ssa.Phi); ok {
		for _, e := range phi.Edges {
			if !a.Repeats.Count(e, phi).Class.Unbounded() {
				return false
			}
		}
	}
	return k != nil
}

// releasesHere reports whether the spawner itself gives the token back in the
// turn that took it.
func (a *Analysis) releasesHere(r region, key any) bool {
	for _, b := range r.fn.Blocks {
		if !r.contains(b) {
			continue
		}
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if ok && a.P.Table.Lookup(flow.Callee(&call.Call)).Role == knowledge.Release && a.P.KeyOf(flow.Receiver(&call.Call), nil) == key {
				return true
			}
		}
	}
	return false
}

// sameData reports whether a size follows the data that the loop goes over.
func (a *Analysis) sameData(size repeats.Size, f repeats.Factor) bool {
	if !size.Class.Unbounded() || size.Origin == nil || f.Origin == nil {
		return false
	}
	x, y := size.Origin, f.Origin
	if x.Value != nil && y.Value != nil && a.P.KeyOf(x.Value, nil) != nil && a.P.KeyOf(x.Value, nil) == a.P.KeyOf(y.Value, nil) {
		return true
	}
	return x.Var != nil && x.Var == y.Var
}

// inside: the work itself takes the token.
func (a *Analysis) inside(s *spawns.Spawn) (Fake, token.Pos) {
	w := a.workOps(s)
	if w.acquire.IsValid() {
		return Inside, w.acquire
	}
	best := token.NoPos
	for key, pos := range w.acquires {
		if w.releases[key] && (best == token.NoPos || pos < best) {
			best = pos
		}
	}
	for key, pos := range w.tokens {
		if w.sends[key] && w.receives[key] && isToken(w.types[key]) && !w.detached[key] && !w.made[key] && w.buffered(a, key) {
			if best == token.NoPos || pos < best {
				best = pos
			}
		}
	}
	if best.IsValid() {
		return Inside, best
	}
	return NoFake, token.NoPos
}

// worker: the work takes what it does from a channel that it did not make.
func (a *Analysis) worker(s *spawns.Spawn, factor repeats.Factor) (token.Pos, bool) {
	for _, fn := range s.Work {
		loops := a.P.Loops(fn)
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				recv, ok := instr.(*ssa.UnOp)
				if !ok || recv.Op != token.ARROW || !recv.CommaOk || loops.Of(recv) == nil {
					continue
				}
				// Have: a receive in a loop of the work.
				l := loops.Of(recv)
				if f := a.Repeats.Classify(l); f.Origin == nil || f.Origin.Kind != repeats.Channel {
					continue
				}
				if a.shared(recv.X, s, factor) {
					return recv.Pos(), true
				}
			}
		}
	}
	return token.NoPos, false
}

// shared reports whether a channel that the work uses is the same for all of
// them: not made for this one.
func (a *Analysis) shared(ch ssa.Value, s *spawns.Spawn, f repeats.Factor) bool {
	switch v := a.P.Resolve(ch, s.Env()).(type) {
	case *ssa.MakeChan:
		// Made by the spawner before the loop, not by the work and not in each
		// turn.
		if v.Parent() != s.Instr.Parent() {
			return !within(v.Parent(), s.Work)
		}
		return v.Block() != s.Instr.Block() && !sameLoop(v, s.Instr)
	case *ssa.FieldAddr:
		// A field of the element is the element's own.
		return f.Loop == nil || !a.Repeats.Variant(f.Loop, a.P.Resolve(v.X, s.Env()))
	case *ssa.Field:
		return f.Loop == nil || !a.Repeats.Variant(f.Loop, a.P.Resolve(v.X, s.Env()))
	case *ssa.Parameter, *ssa.Global, *ssa.FreeVar, *ssa.UnOp:
		return f.Loop == nil || !a.Repeats.Variant(f.Loop, v)
	}
	return false
}

func within(fn *ssa.Function, work []*ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		for _, w := range work {
			if fn == w {
				return true
			}
		}
	}
	return false
}

// sameLoop: x runs again whenever y does.
func sameLoop(x, y ssa.Instruction) bool {
	seen := map[*ssa.BasicBlock]bool{}
	work := append([]*ssa.BasicBlock(nil), y.Block().Succs...)
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if b == x.Block() {
			return true
		}
		if !seen[b] {
			seen[b] = true
			work = append(work, b.Succs...)
		}
	}
	return false
}

// weighted traces the capacity of a semaphore of the table to where it was made.
// lifted is the call that made it when the capacity stands for none.
func (a *Analysis) weighted(sem ssa.Value) (size repeats.Size, k ssa.Value, lifted *ssa.Call) {
	made, _ := a.P.Resolve(sem, nil).(*ssa.Call)
	if cell, ok := a.P.Resolve(sem, nil).(*ssa.Alloc); ok {
		// The semaphore itself, not a pointer to one.
		for _, st := range flow.CellStores(cell) {
			made, _ = a.P.Resolve(st.Val, nil).(*ssa.Call)
		}
	}
	if made == nil {
		if v, ok := a.P.KeyOf(sem, nil).(*types.Var); ok {
			for _, val := range a.P.Stores(v) {
				if c, ok := val.(*ssa.Call); ok {
					made = c
				}
			}
		}
	}
	if made == nil {
		return repeats.Size{Class: repeats.Unknown}, nil, nil
	}
	row := a.P.Table.Lookup(flow.Callee(&made.Call))
	if row.Role != knowledge.NewSemaphore {
		return repeats.Size{Class: repeats.Unknown}, nil, nil
	}
	args := flow.Args(&made.Call)
	if row.Arg >= len(args) {
		return repeats.Size{Class: repeats.Unknown}, nil, nil
	}
	n := args[row.Arg]
	if lifts(n, row.Lifts) {
		lifted = made
	}
	return a.Repeats.Count(n, made), n, lifted
}

// perTurn reports whether each turn has a semaphore of its own: made in the turn,
// or a field of the element.
func (q *search) perTurn(v ssa.Value, key any) bool {
	l := q.r.loop
	if l == nil {
		return false
	}
	switch made := key.(type) {
	case *ssa.MakeChan, *ssa.Call:
		if i := made.(ssa.Instruction); i.Parent() == l.Header.Parent() && l.Contains(i) {
			return true
		}
	case *ssa.Alloc:
		// The thing itself, not a variable that holds one of several.
		_, isStruct := made.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
		if isStruct && made.Parent() == l.Header.Parent() && l.Contains(made) {
			return true
		}
	}
	switch at := q.P.Resolve(v, nil).(type) {
	case *ssa.FieldAddr:
		return q.Repeats.Variant(l, at.X)
	case *ssa.Field:
		return q.Repeats.Variant(l, at.X)
	}
	return false
}
