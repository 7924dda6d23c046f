package channels

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/effects"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// limit returns how much a counter takes.
func (b *builder) limit(fn *ssa.Function, v ssa.Value) (room int, ok bool) {
	if call, isCall := v.(*ssa.Call); isCall {
		if row := b.P.Table.Lookup(flow.Callee(&call.Call)); row.Role == knowledge.NewSemaphore {
			args := flow.Args(&call.Call)
			if row.Arg >= len(args) {
				return 0, false
			}
			return b.quantity(args[row.Arg], nil, true)
		}
	}
	if isOnce(v.Type()) {
		return 1, true
	}
	room = unlimited
	calls := 0
	flow.Instructions(fn, true, func(instr ssa.Instruction) {
		call, isCall := instr.(*ssa.Call)
		if !isCall || b.P.Resolve(flow.Receiver(&call.Call), nil) != v {
			return
		}
		if row := b.P.Table.Lookup(flow.Callee(&call.Call)); row.Role == knowledge.Limit {
			calls++
			if n, ok := flow.ConstInt(flow.Args(&call.Call)[row.Arg]); ok && n < 0 {
				return
			}
			if n, ok := b.quantity(flow.Args(&call.Call)[row.Arg], nil, true); ok {
				room = n
			}
		}
	})
	return room, calls <= 1
}

// adopt adds what a function makes that is called, or runs, once.
func (b *builder) adopt(f *frame) {
	channels, counters := b.Analysis.objects(f.fn)
	loops := b.P.Loops(f.fn)
	for _, mc := range channels {
		if _, twice := b.index[mc]; twice {
			b.failed = true
			return
		}
		if n, ok := b.quantity(mc.Size, f.env, true); ok && loops.Of(mc) == nil && !f.again {
			b.add(object{make: mc, room: n})
		}
	}
	for _, v := range counters {
		if _, twice := b.index[v]; twice {
			b.failed = true
			return
		}
		if i, ok := v.(ssa.Instruction); ok && loops.Of(i) == nil && !f.again {
			if room, ok := b.limit(f.fn, v); ok {
				b.add(object{make: v, room: room, counts: true})
			}
		}
	}
}

// joins reports whether work of the function tells a group that is not looked at that it
// is done.
func (b *builder) joins(group ssa.Value, env flow.Env) bool {
	key := b.P.KeyOf(group, env)
	if key == nil {
		return true
	}
	found := false
	flow.Instructions(b.model.fn, true, func(instr ssa.Instruction) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok || found {
			return
		}
		if s := spawns.Of(b.P, call, b.Facts); s != nil {
			work := effects.Reader{P: b.P, Facts: b.Facts}.Work(s)
			found = s.Group != nil && b.P.KeyOf(s.Group, nil) == key || work.Does(effects.Finishes, key)
		}
	})
	return found
}

// again reports whether a call can run more than once in the life of the objects.
func (b *builder) again(f *frame, call ssa.Instruction) bool {
	l := b.P.Loops(f.fn).Of(call)
	return f.again || l != nil && (f.caller != nil || l != b.region)
}

// hidden reports whether work meets somebody on a channel that is made here, but is not
// looked at: then it cannot be told when it goes on.
func (b *builder) hidden(f *frame, ch ssa.Value) bool {
	if !f.work {
		return false
	}
	switch b.P.Resolve(ch, f.env).(type) {
	case *ssa.MakeChan, *ssa.Alloc, *ssa.Phi:
		return true
	}
	return false
}

// spawn starts work.
func (b *builder) spawn(f *frame, s *spawns.Spawn, k known, rest func(known) *node) *node {
	group := b.object(s.Group, f.env)
	common := s.Instr.Common()
	touches := s.Kind == spawns.Go && b.touches(common, f.env, 0)
	for _, fn := range s.Work {
		touches = touches || b.touchesBody(fn, f.env, 0)
	}
	if !touches && group == foreign {
		return nil
	}
	collected := s.Kind == spawns.Group || s.Kind == spawns.WaitGroup
	if s.Kind != spawns.Go && !collected || collected && group == foreign || len(s.Work) != 1 && touches {
		b.failed = true // when it runs, and who waits for it, cannot be told
		return nil
	}
	key := workKey{s.Instr, f}
	start := b.works[key]
	if start == nil {
		start = b.node(opChoice, nil, token.NoPos)
		b.works[key] = start
		end := func(*ssa.Return) *node {
			exit := b.node(opExit, nil, token.NoPos)
			if !collected {
				return exit
			}
			give := b.node(opGive, s.Instr, s.Pos())
			give.obj, give.next = group, []*node{exit}
			return give
		}
		if len(s.Work) == 1 {
			fn := s.Work[0]
			env := f.env
			if s.Kind == spawns.Go {
				env = env.With(flow.EnvOf(common, fn))
			}
			if f.depth >= maxInlined || f.calls(fn) {
				b.failed = true
				return nil
			}
			inner := &frame{fn: fn, env: env, caller: f, depth: f.depth + 1, work: true, again: b.again(f, s.Instr), after: end, memo: map[blockKey]*node{}}
			b.adopt(inner)
			start.next = []*node{b.block(inner, fn.Blocks[0], nil, nil, known{})}
		} else {
			start.next = []*node{end(nil)}
		}
	}
	n := b.node(opSpawn, s.Instr, s.Pos())
	n.thread = start
	n.next = []*node{rest(k)}
	if !collected {
		return n
	}
	take := b.node(opTake, s.Instr, s.Pos())
	take.obj, take.next = group, []*node{n}
	return take
}
