package gates

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/effects"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// sent: a send before the spawn takes a token when the work receives from the same
// channel.
func (q *search) sent(ch ssa.Value, pos token.Pos, c cuts) {
	key := q.P.KeyOf(ch, nil)
	if key == nil || q.perTurn(ch, key) {
		return
	}
	isToken := knowledge.IsToken(ch.Type())
	if !q.work.Does(effects.Receives, key) {
		if isToken {
			q.unreleased(key, pos, c)
		}
		return
	}
	room := q.capacity(key, ch)
	if q.follows(room, q.f) {
		q.fake(key, DataSized, pos)
		return
	}
	q.note(key, candidate{kind: Semaphore, pos: pos, cuts: c, limit: room, taken: isToken})
}

// received: a receive takes a token when it comes before the spawn and the work sends
// on the same channel; after the spawn it waits for a result.
func (q *search) received(ch ssa.Value, pos token.Pos, c cuts) {
	if start, ok := q.s.Instr.(ssa.Value); ok && q.s.Kind == spawns.Starter && carries(ch, start) {
		// The function that starts the work returned this channel.
		q.gate(start, Join, pos, c)
		return
	}
	key := q.P.KeyOf(ch, nil)
	if key == nil {
		return
	}
	result := !q.work.Does(effects.Sends, key)
	for instr := range c.instrs {
		result = result || before(q.at, instr)
	}
	switch {
	case !result:
		q.gate(key, Semaphore, pos, c)
	case q.work.Ends(key): // else there is more to come after it
		q.gate(key, Join, pos, c)
	}
}

// unreleased: a token that this work does not give back. When the spawner takes
// it back itself, in the same turn, it bounds nothing; when somebody else does,
// how many are in flight cannot be seen from here.
func (q *search) unreleased(key any, pos token.Pos, c cuts) {
	if q.work.Does(effects.ReceivesAside, key) || q.takesBack(key) {
		q.fake(key, GivenBack, pos)
		return
	}
	q.gate(key, Unseen, pos, c)
}

// takesBack reports whether the spawner, on every way from the spawn to the end of the
// turn, receives what it sent.
func (q *search) takesBack(key any) bool {
	for _, b := range q.r.blocks() {
		for _, instr := range b.Instrs {
			recv, ok := instr.(*ssa.UnOp)
			if ok && recv.Op == token.ARROW && q.P.KeyOf(recv.X, nil) == key && !cutAt(recv).leads(q.at, q.r) {
				return true
			}
		}
	}
	return false
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
