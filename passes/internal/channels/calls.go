package channels

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// defers runs what fn deferred on the way to blk, the last first.
func (b *builder) defers(f *frame, blk *ssa.BasicBlock, rest func() *node) *node {
	var calls []*ssa.Defer
	for _, x := range f.fn.Blocks {
		for _, instr := range x.Instrs {
			d, ok := instr.(*ssa.Defer)
			if !ok || !b.touches(&d.Call, f.env, 0) {
				continue
			}
			if !x.Dominates(blk) || b.P.Loops(f.fn).Of(d) != nil && (f.caller != nil || b.P.Loops(f.fn).Of(d) != b.region) {
				if reaches(x, blk) {
					b.failed = true // whether it runs cannot be told
				}
				continue
			}
			calls = append(calls, d)
		}
	}
	slices.SortStableFunc(calls, func(x, y *ssa.Defer) int {
		if x.Block() == y.Block() {
			return 0
		}
		if x.Block().Dominates(y.Block()) {
			return -1
		}
		return 1
	})
	// calls run from the end.
	next := rest
	for _, d := range calls {
		after := next
		next = func() *node {
			if n := b.call(f, d, known{}, func(known) *node { return after() }); n != nil {
				return n
			}
			return after()
		}
	}
	return next()
}

func reaches(from, to *ssa.BasicBlock) bool {
	seen := map[*ssa.BasicBlock]bool{from: true}
	work := []*ssa.BasicBlock{from}
	for len(work) > 0 {
		x := work[len(work)-1]
		work = work[:len(work)-1]
		if x == to {
			return true
		}
		for _, s := range x.Succs {
			if !seen[s] {
				seen[s] = true
				work = append(work, s)
			}
		}
	}
	return false
}

// call is a call that does something to an object, or starts work that does; nil if it
// does not.
func (b *builder) call(f *frame, call ssa.CallInstruction, k known, rest func(known) *node) *node {
	common := call.Common()
	if builtin, ok := common.Value.(*ssa.Builtin); ok {
		if builtin.Name() != "close" {
			return nil
		}
		obj := b.object(common.Args[0], f.env)
		if obj == foreign {
			return nil
		}
		n := b.node(opClose, call, call.Pos())
		n.obj = obj
		n.next = []*node{rest(k)}
		return n
	}
	if n := b.callback(f, call, rest); n != nil || b.failed {
		return n
	}
	if s := spawns.Of(b.P, call, b.Facts); s != nil && s.Kind != spawns.Starter { // which is looked into
		return b.spawn(f, s, k, rest)
	}
	if obj := b.object(flow.Receiver(common), f.env); obj != foreign {
		return b.counter(f, obj, call, k, rest)
	}
	if b.P.Table.Lookup(flow.Callee(common)).Role == knowledge.Join && b.joins(flow.Receiver(common), f.env) {
		return b.nowhere() // when it goes on cannot be told
	}
	if !b.touches(common, f.env, 0) {
		return nil
	}
	fn := b.body(common, f.env)
	if fn == nil {
		b.failed = true
		return nil
	}
	instr, _ := call.(*ssa.Call)
	return b.enter(f, call, b.again(f, call), fn, f.env.With(flow.EnvOf(common, fn)), func(ret *ssa.Return) *node {
		if instr == nil {
			return rest(known{})
		}
		return rest(known{instr: instr, ret: ret})
	})
}

// enter makes fn, which call runs, a part of its caller. again: it can run more than once.
// rest is what comes after it has returned.
func (b *builder) enter(f *frame, call ssa.Instruction, again bool, fn *ssa.Function, env flow.Env, rest func(*ssa.Return) *node) *node {
	if f.depth >= maxInlined || f.calls(fn) {
		b.failed = true
		return nil
	}
	b.model.entered[call] = true
	inner := &frame{fn: fn, env: env, caller: f, depth: f.depth + 1, work: f.work, again: again, memo: map[blockKey]*node{}}
	b.adopt(inner)
	after := map[*ssa.Return]*node{}
	inner.after = func(ret *ssa.Return) *node {
		if after[ret] == nil {
			after[ret] = b.node(opChoice, nil, token.NoPos)
			after[ret].next = []*node{rest(ret)}
		}
		return after[ret]
	}
	return b.block(inner, fn.Blocks[0], nil, nil, known{})
}

// callback is a call of a library function that runs a literal, once for each element or the
// first time only; nil if it is none.
func (b *builder) callback(f *frame, call ssa.CallInstruction, rest func(known) *node) *node {
	row, fn := b.runs(call)
	if fn == nil || !b.touchesBody(fn, f.env, 0) {
		return nil
	}
	if row.Role == knowledge.Once {
		obj := b.object(flow.Receiver(call.Common()), f.env)
		if obj == foreign {
			b.failed = true
			return nil
		}
		n := b.node(opTry, call, call.Pos())
		n.obj = obj
		n.next = []*node{b.enter(f, call, b.again(f, call), fn, f.env, func(*ssa.Return) *node { return rest(known{}) }), rest(known{})}
		return n
	}
	// Once for each element, as a loop over data goes round.
	b.sizes.symbols[call] = true
	var turn func(left int) *node
	turn = func(left int) *node {
		if left == 0 {
			return rest(known{})
		}
		return b.enter(f, call, true, fn, f.env, func(*ssa.Return) *node { return turn(left - 1) })
	}
	return turn(b.sizes.data)
}

// counter is a method of a WaitGroup, group or semaphore.
func (b *builder) counter(f *frame, obj int, call ssa.CallInstruction, k known, rest func(known) *node) *node {
	common := call.Common()
	callee := flow.Callee(common)
	n := b.node(opChoice, call, call.Pos())
	n.obj = obj
	args := flow.Args(common)
	switch row := b.P.Table.Lookup(callee); row.Role {
	case knowledge.Join:
		n.op = opWait
	case knowledge.Quiet:
		switch callee.Name() {
		case "Add":
			count, ok := b.quantity(args[0], f.env, true)
			if !ok {
				b.failed = true
			}
			n.op, n.n = opAdd, count
		case "Done":
			n.op = opGive
		}
	case knowledge.Acquire, knowledge.TryAcquire:
		if len(args) > 0 && !flow.IsInt(args[len(args)-1], 1) {
			b.failed = true // of several tokens at once
		}
		n.op = opTake
		if row.Role == knowledge.TryAcquire {
			n.op = opTry
		}
		instr, _ := call.(ssa.Instruction)
		n.next = []*node{rest(known{instr: instr, ok: true})}
		if n.op == opTry || len(args) > 1 && b.cancelled(args[0], f.env) {
			n.next = append(n.next, rest(known{instr: instr}))
		}
		return n
	case knowledge.Release:
		if len(args) > 0 && !flow.IsInt(args[len(args)-1], 1) {
			b.failed = true
		}
		n.op = opGive
	}
	n.next = []*node{rest(k)}
	return n
}

// cancelled reports whether a context can end.
func (b *builder) cancelled(ctx ssa.Value, env flow.Env) bool {
	call, ok := b.P.Resolve(ctx, env).(*ssa.Call)
	if !ok {
		return true
	}
	fn := flow.Callee(&call.Call)
	return fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "context" || fn.Name() != "Background" && fn.Name() != "TODO"
}
