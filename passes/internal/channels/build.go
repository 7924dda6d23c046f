package channels

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
)

// A builder makes the model of one function.
type builder struct {
	*Analysis
	sizes *sizes
	model *model
	index map[any]int // of the objects
	// region is the loop in which the objects are made anew each turn, nil when they
	// are made once.
	region *flow.Loop
	works  map[workKey]*node
	failed bool
}

const (
	maxInlined = 4
	maxNodes   = 3000

	// How much work is looked at at once: a stage before and one behind the work itself
	// for each element, and two pieces beside them, such as who closes a channel.
	perElement = 3
	beside     = 2
)

// model makes the model of fn with the given objects; nil when it cannot be done.
func (a *Analysis) model(fn *ssa.Function, region *flow.Loop, channels []*ssa.MakeChan, counters []ssa.Value) *model {
	s := &sizes{seen: map[int64]bool{}, symbols: map[any]bool{}, data: dataSize}
	// The first time only notes which numbers there are.
	for _, last := range []bool{false, true} {
		if last && !s.fix() {
			return nil
		}
		b := &builder{Analysis: a, sizes: s, region: region, works: map[workKey]*node{}, index: map[any]int{}, model: &model{Analysis: a, fn: fn, sizes: s, entered: map[ssa.Instruction]bool{}}}
		for _, mc := range channels {
			if n, ok := b.quantity(mc.Size, nil, true); ok {
				b.add(object{make: mc, room: n})
			}
		}
		if len(b.model.objects) == 0 {
			return nil // of no channel is it known how much it holds
		}
		for _, v := range counters {
			if room, ok := b.limit(fn, v); ok {
				b.add(object{make: v, room: room, counts: true})
			}
		}
		first := fn.Blocks[0]
		if region != nil {
			first = region.Header
		}
		root := &frame{fn: fn, memo: map[blockKey]*node{}}
		b.model.start = b.block(root, first, nil, nil, known{})
		if b.failed {
			return nil
		}
		if last {
			b.model.threads = perElement*s.data + beside
			b.model.solve()
			return b.model
		}
	}
	return nil
}

func (b *builder) add(o object) {
	b.index[o.make] = len(b.model.objects)
	b.model.objects = append(b.model.objects, o)
}

// object returns the object that v is, or foreign.
func (b *builder) object(v ssa.Value, env flow.Env) int {
	if v == nil {
		return foreign
	}
	if i, ok := b.index[b.P.Resolve(v, env)]; ok {
		return i
	}
	return foreign
}

// nowhere is a node of which nothing is said.
func (b *builder) nowhere() *node { return b.node(opChoice, nil, token.NoPos) }

func (b *builder) node(o op, instr ssa.Instruction, pos token.Pos) *node {
	n := &node{id: len(b.model.nodes), op: o, obj: foreign, instr: instr, pos: pos}
	b.model.nodes = append(b.model.nodes, n)
	if len(b.model.nodes) > maxNodes {
		b.failed = true
	}
	return n
}

// block returns the node where blk begins, reached from the block from.
func (b *builder) block(f *frame, blk, from *ssa.BasicBlock, t turns, k known) *node {
	if b.failed {
		return &node{op: opStop}
	}
	if f.caller == nil && b.region != nil && from != nil && blk == b.region.Header {
		return b.node(opExit, nil, token.NoPos) // the next turn has channels of its own
	}
	t = t.within(blk)
	if l := b.headed(f.fn, blk); l != nil && (from == nil || !l.Blocks[from]) && (f.caller != nil || l != b.region) {
		if n, ok := b.turnsOf(l, f.env); ok {
			t = t.with(l, n)
		}
	}
	key := blockKey{blk, t.String(), k}
	if n := f.memo[key]; n != nil {
		return n
	}
	n := b.node(opChoice, nil, token.NoPos)
	f.memo[key] = n
	n.next = []*node{b.instrs(f, blk, 0, t, k)}
	return n
}

// headed returns the loop that blk is the header of.
func (b *builder) headed(fn *ssa.Function, blk *ssa.BasicBlock) *flow.Loop {
	if len(blk.Instrs) == 0 {
		return nil
	}
	for l := b.P.Loops(fn).Of(blk.Instrs[0]); l != nil; l = l.Parent {
		if l.Header == blk {
			return l
		}
	}
	return nil
}

// turnsOf returns how often a loop goes round when nothing leaves it.
func (b *builder) turnsOf(l *flow.Loop, env flow.Env) (int, bool) {
	container, n := b.P.Turns(l)
	switch {
	case container != nil:
		return b.length(container, env, true)
	case n != nil:
		return b.quantity(n, env, true)
	}
	return 0, false
}

// instrs returns the node of blk from its i-th instruction on.
func (b *builder) instrs(f *frame, blk *ssa.BasicBlock, i int, t turns, k known) *node {
	for ; i < len(blk.Instrs); i++ {
		instr := blk.Instrs[i]
		rest := func(k known) *node { return b.instrs(f, blk, i+1, t, k) }
		var n *node
		switch instr := instr.(type) {
		case *ssa.Send:
			if obj := b.object(instr.Chan, f.env); obj != foreign {
				n = b.node(opSend, instr, instr.Pos())
				n.obj = obj
				n.next = []*node{rest(k)}
			} else if b.hidden(f, instr.Chan) {
				return b.nowhere()
			}
		case *ssa.UnOp:
			if instr.Op != token.ARROW {
				continue
			}
			if obj := b.object(instr.X, f.env); obj != foreign {
				n = b.node(opRecv, instr, instr.Pos())
				n.obj = obj
				n.next = []*node{rest(known{instr: instr, ok: true}), rest(known{instr: instr})}
			} else if b.hidden(f, instr.X) {
				return b.nowhere()
			}
		case *ssa.Select:
			n = b.selects(f, instr, rest)
		case *ssa.RunDefers:
			n = b.defers(f, blk, func() *node { return rest(k) })
		case *ssa.Go, *ssa.Call:
			n = b.call(f, instr.(ssa.CallInstruction), k, rest)
		case *ssa.Panic:
			return b.node(opStop, instr, instr.Pos())
		case *ssa.Return:
			if f.caller != nil || f.after != nil {
				return f.after(instr)
			}
			return b.node(opExit, instr, returnPos(instr))
		case *ssa.Jump:
			return b.block(f, blk.Succs[0], blk, t, k)
		case *ssa.If:
			return b.branch(f, blk, instr, t, k)
		}
		if n != nil {
			return n
		}
	}
	return b.node(opStop, nil, token.NoPos)
}

// returnPos is where a return stands: at the end of the function when nothing says so.
func returnPos(ret *ssa.Return) token.Pos {
	if pos := ret.Pos(); pos.IsValid() {
		return pos
	}
	switch fn := ret.Parent().Syntax().(type) {
	case *ast.FuncDecl:
		return fn.Body.Rbrace
	case *ast.FuncLit:
		return fn.Body.Rbrace
	}
	return token.NoPos
}

// branch is an if, and the test of a loop.
func (b *builder) branch(f *frame, blk *ssa.BasicBlock, test *ssa.If, t turns, k known) *node {
	for l := b.P.Loops(f.fn).Of(test); l != nil; l = l.Parent {
		// The test at the end of a turn.
		if left, ok := t.left(l); ok && l.Latch() == blk {
			if left > 1 {
				return b.block(f, l.Header, blk, t.with(l, left-1), k)
			}
			return b.block(f, blk.Succs[1], blk, t, k)
		}
	}
	if l := b.headed(f.fn, blk); l != nil && l.Latch() == nil {
		in, out := blk.Succs[0], blk.Succs[1]
		if !l.Blocks[in] {
			in, out = out, in
		}
		container, n := b.P.Turns(l)
		if f.caller == nil && l == b.region && (container != nil || n != nil) {
			return b.block(f, in, blk, t, k) // the turn that is looked at
		}
		if left, ok := t.left(l); ok {
			if left > 0 {
				return b.block(f, in, blk, t.with(l, left-1), k)
			}
			return b.block(f, out, blk, t, k)
		}
	}
	if is, ok := b.decide(test.Cond, f, k); ok {
		if is {
			return b.block(f, blk.Succs[0], blk, t, k)
		}
		return b.block(f, blk.Succs[1], blk, t, k)
	}
	n := b.node(opChoice, test, test.Pos())
	n.test = test
	n.next = []*node{b.block(f, blk.Succs[0], blk, t, k), b.block(f, blk.Succs[1], blk, t, k)}
	return n
}

// selects is a select with a case of an object.
func (b *builder) selects(f *frame, sel *ssa.Select, rest func(known) *node) *node {
	n := b.node(opSelect, sel, sel.Pos())
	some := false
	for i, st := range sel.States {
		a := arm{send: st.Dir == types.SendOnly, obj: b.object(st.Chan, f.env), pos: st.Pos}
		if c, ok := b.P.Resolve(st.Chan, f.env).(*ssa.Const); ok && c.IsNil() {
			continue // never ready
		}
		some = some || a.obj != foreign
		if a.obj == foreign && b.hidden(f, st.Chan) {
			return b.nowhere()
		}
		a.next = []*node{rest(known{instr: sel, index: i, ok: true}), rest(known{instr: sel, index: i})}
		n.arms = append(n.arms, a)
	}
	if !sel.Blocking {
		n.tries = true
		n.next = []*node{rest(known{instr: sel, index: -1})}
	}
	if !some {
		// Whatever it waits for comes from elsewhere.
		n.op = opChoice
		for _, a := range n.arms {
			n.next = append(n.next, a.next...)
		}
		n.arms = nil
	}
	return n
}
