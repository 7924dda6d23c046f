package channels

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/effects"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/spawns"
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
)

// A frame is one call of a function, as part of its caller.
type frame struct {
	fn     *ssa.Function
	env    flow.Env
	caller *frame
	depth  int
	// work: it is part of what was started.
	work bool
	// again: it can run more than once.
	again bool
	// after is where the caller goes on.
	after func(*ssa.Return) *node
	memo  map[blockKey]*node
}

type blockKey struct {
	block *ssa.BasicBlock
	turns string
	known known
}

type workKey struct {
	instr ssa.Instruction
	frame *frame
}

// known is what the last operation came to: the case of a select, whether a receive got
// a message, whether there was a token.
type known struct {
	instr ssa.Instruction
	index int
	ok    bool
	// ret is where the function returned that instr called.
	ret *ssa.Return
}

// turns says how often loops that are under way go round again.
type turns []turn

type turn struct {
	loop *flow.Loop
	left int
}

func (t turns) left(l *flow.Loop) (int, bool) {
	for _, x := range t {
		if x.loop == l {
			return x.left, true
		}
	}
	return 0, false
}

func (t turns) with(l *flow.Loop, n int) turns {
	out := slices.DeleteFunc(slices.Clone(t), func(x turn) bool { return x.loop == l })
	return append(out, turn{l, n})
}

// within leaves out the loops that block is not in.
func (t turns) within(b *ssa.BasicBlock) turns {
	if !slices.ContainsFunc(t, func(x turn) bool { return !x.loop.Blocks[b] }) {
		return t
	}
	return slices.DeleteFunc(slices.Clone(t), func(x turn) bool { return !x.loop.Blocks[b] })
}

func (t turns) String() string {
	var s strings.Builder
	for _, x := range t {
		fmt.Fprintf(&s, "%d:%d ", x.loop.Header.Index, x.left)
	}
	return s.String()
}

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
			} else {
				b.failed = b.failed || last && len(channels) == 1
			}
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
			b.model.threads = 3*s.data + 2
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
			if n, ok := constInt(flow.Args(&call.Call)[row.Arg]); ok && n < 0 {
				return
			}
			if n, ok := b.quantity(flow.Args(&call.Call)[row.Arg], nil, true); ok {
				room = n
			}
		}
	})
	return room, calls <= 1
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
	n := b.node(opChoice, nil, call.Pos())
	n.next = []*node{b.enter(f, call, true, fn, f.env, func(*ssa.Return) *node { return n }), rest(known{})}
	return n
}

// calls reports whether fn is under way already.
func (f *frame) calls(fn *ssa.Function) bool {
	for ; f != nil; f = f.caller {
		if f.fn == fn {
			return true
		}
	}
	return false
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
		if len(args) > 0 && !isOne(args[len(args)-1]) {
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
		if len(args) > 0 && !isOne(args[len(args)-1]) {
			b.failed = true
		}
		n.op = opGive
	}
	n.next = []*node{rest(k)}
	return n
}

func isOne(v ssa.Value) bool {
	n, ok := constInt(v)
	return ok && n == 1
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

// touches reports whether a call does something to an object.
func (b *builder) touches(common *ssa.CallCommon, env flow.Env, depth int) bool {
	if b.object(flow.Receiver(common), env) != foreign {
		return true
	}
	if builtin, ok := common.Value.(*ssa.Builtin); ok {
		return builtin.Name() == "close" && b.object(common.Args[0], env) != foreign
	}
	fn := b.body(common, env)
	if fn == nil {
		return false // objects are not handed to what cannot be seen
	}
	if fn.Parent() == nil && !slices.ContainsFunc(common.Args, func(arg ssa.Value) bool {
		_, isFunc := arg.Type().Underlying().(*types.Signature)
		return isFunc || b.object(arg, env) != foreign
	}) {
		return false // it gets none
	}
	return b.touchesBody(fn, env.With(flow.EnvOf(common, fn)), depth+1)
}

const maxTouches = 6

func (b *builder) touchesBody(fn *ssa.Function, env flow.Env, depth int) bool {
	if depth > maxTouches {
		return false
	}
	found := false
	flow.Instructions(fn, false, func(instr ssa.Instruction) {
		if found {
			return
		}
		switch instr := instr.(type) {
		case *ssa.Send:
			found = b.object(instr.Chan, env) != foreign
		case *ssa.UnOp:
			found = instr.Op == token.ARROW && b.object(instr.X, env) != foreign
		case *ssa.Select:
			for _, st := range instr.States {
				found = found || b.object(st.Chan, env) != foreign
			}
		case ssa.CallInstruction:
			if found = b.touches(instr.Common(), env, depth); found {
				return
			}
			if _, lit := b.runs(instr); lit != nil {
				found = b.touchesBody(lit, env, depth+1)
			}
			if s := spawns.Of(b.P, instr, b.Facts); s != nil {
				for _, work := range s.Work {
					found = found || work != fn && b.touchesBody(work, env, depth+1)
				}
			}
		}
	})
	return found
}
