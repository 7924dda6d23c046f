// Package gates finds what makes the spawner wait before the work in flight
// exceeds a bound, and what only looks as if it did.
package gates

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// A Kind is a way to bound work.
type Kind uint8

const (
	None       Kind = iota
	Semaphore       // a token is taken before the spawn and given back by the work
	Limiter         // a limiter of the program's own, taken before the spawn
	GroupLimit      // the group has a limit
	Join            // the iteration waits for the work it started
	StateFlag       // at most one at a time: started only while a flag is not set
	Counter         // started only while a count is below a limit
	Worker          // the work is a worker that takes its tasks from a channel
	Owner           // the group belongs to somebody else: a parameter, another package
	Unseen          // something that may wait is called before the spawn, out of sight
)

var kindNames = [...]string{"none", "semaphore before the spawn", "limiter before the spawn", "group limit",
	"join in the iteration", "state flag", "counter guard", "worker on a shared channel",
	"group owned elsewhere", "a call that may wait, out of sight"}

func (k Kind) String() string { return kindNames[k] }

// A Fake is something that looks like a gate and bounds nothing.
type Fake uint8

const (
	NoFake        Fake = iota
	Inside             // acquired inside the spawned work
	DataSized          // the capacity or limit is the length of the same data
	NegativeLimit      // SetLimit with a negative number
	ZeroLimit          // SetLimit(0)
	LateLimit          // SetLimit after the first Go
	GivenBack          // the token is given back by the spawner, or at once
	NotEachTime        // the acquire does not come before every spawn
	RateOnly           // a rate limiter
)

var fakeNames = [...]string{"", "acquired inside the work", "as large as the data", "negative limit", "zero limit",
	"limit set after the first spawn", "token given back at once", "not acquired before every spawn", "rate limiter"}

func (f Fake) String() string { return fakeNames[f] }

// A Verdict says what bounds a spawn.
type Verdict struct {
	Gate Kind
	// K is how many may be in flight, as far as it could be traced.
	K repeats.Size
	// KValue is the limit in SSA form, nil if there is none.
	KValue ssa.Value
	// Pos is where the gate stands.
	Pos token.Pos

	Fake    Fake
	FakePos token.Pos
}

// An Analysis finds the gates of one package's spawns.
type Analysis struct {
	P       *flow.Program
	Repeats *repeats.Analysis
	Facts   *facts.Facts
	// Spawns are all spawns of the package.
	Spawns []*spawns.Spawn
}

// Of returns what bounds s, whose repeat is r; f is the innermost factor that
// nothing limits.
func (a *Analysis) Of(s *spawns.Spawn, r repeats.Repeat, f repeats.Factor) Verdict {
	var v Verdict
	if s.Kind == spawns.Group || s.Kind == spawns.TryGroup {
		v = a.Group(s, f)
		if v.Gate != None {
			return v
		}
	}
	if pos, ok := a.worker(s); ok {
		return Verdict{Gate: Worker, Pos: pos}
	}
	found := a.before(s, f)
	if found.Gate != None {
		return found
	}
	if v.Fake == NoFake {
		v.Fake, v.FakePos = found.Fake, found.FakePos
	}
	if v.Fake == NoFake {
		v.Fake, v.FakePos = a.inside(s)
	}
	return v
}

// before looks for a gate on every way from one spawn to the next.
func (a *Analysis) before(s *spawns.Spawn, f repeats.Factor) Verdict {
	work := a.workOps(s)
	var best Verdict
	// The spawn may stand in a closure that is called in the loop: a gate in
	// either place does.
	for _, at := range []ssa.Instruction{s.Instr, f.At} {
		v := a.search(s, at, regionOf(at, f), work, f)
		if v.Gate != None {
			return v
		}
		if best.Fake == NoFake {
			best = v
		}
		if at == f.At || f.Loop == nil {
			break // a callback is called anew for each element: it is the loop
		}
	}
	return best
}

// A region is the code between two runs of a spawn: a loop, or a whole function
// that is called once an element.
type region struct {
	fn   *ssa.Function
	loop *flow.Loop
}

func regionOf(instr ssa.Instruction, f repeats.Factor) region {
	fn := instr.Parent()
	if f.Loop != nil && f.Loop.Header.Parent() == fn && f.Loop.Contains(instr) {
		return region{fn, f.Loop}
	}
	return region{fn: fn}
}

func (r region) contains(b *ssa.BasicBlock) bool { return r.loop == nil || r.loop.Blocks[b] }

// cuts is a set of instructions and of branches that a gate stands on.
type cuts struct {
	instrs map[ssa.Instruction]bool
	edges  map[[2]*ssa.BasicBlock]bool
}

func newCuts() cuts {
	return cuts{map[ssa.Instruction]bool{}, map[[2]*ssa.BasicBlock]bool{}}
}

func (c cuts) empty() bool { return len(c.instrs) == 0 && len(c.edges) == 0 }

// seals reports whether every way from at, through the end of the turn, back to
// at passes a cut. Loops inside the region are not new turns: what they repeat is
// limited, or they would be the region.
func (c cuts) seals(at ssa.Instruction, r region) bool {
	if c.empty() {
		return false
	}
	return !c.passable(at, r, true) || !c.passable(at, r, false)
}

// passable reports whether a way without a cut leads from at to the end of the
// turn, or, when not leaving, from the begin of a turn to at.
func (c cuts) passable(at ssa.Instruction, r region, leaving bool) bool {
	first := r.fn.Blocks[0]
	if r.loop != nil {
		first = r.loop.Header
	}
	seen := map[*ssa.BasicBlock]bool{}
	reached := false
	var walk func(b *ssa.BasicBlock, from int)
	walk = func(b *ssa.BasicBlock, from int) {
		for _, instr := range b.Instrs[from:] {
			switch {
			case instr == at && !leaving:
				reached = true
				return
			case c.instrs[instr]:
				return
			}
			if _, ok := instr.(*ssa.Return); ok && leaving && r.loop == nil {
				reached = true
			}
		}
		for _, succ := range b.Succs {
			if c.edges[[2]*ssa.BasicBlock{b, succ}] || !r.contains(succ) {
				continue
			}
			if r.loop != nil && succ == r.loop.Header {
				reached = reached || leaving
				continue
			}
			if !seen[succ] && !reached {
				seen[succ] = true
				walk(succ, 0)
			}
		}
	}
	if !leaving {
		seen[first] = true
		walk(first, 0)
		return reached
	}
	for i, instr := range at.Block().Instrs {
		if instr == at {
			walk(at.Block(), i+1)
		}
	}
	return reached
}

// search collects the cuts of each kind in a region, and returns the first kind
// that seals it.
func (a *Analysis) search(s *spawns.Spawn, at ssa.Instruction, r region, work ops, f repeats.Factor) Verdict {
	c := a.collect(s, at, r, work, f)
	var fake Verdict
	for _, cand := range c {
		if cand.fake != NoFake {
			if fake.Fake == NoFake {
				fake = Verdict{Fake: cand.fake, FakePos: cand.pos}
			}
			continue
		}
		if cand.cuts.seals(at, r) {
			return Verdict{Gate: cand.kind, Pos: cand.pos, K: cand.k, KValue: cand.kv}
		}
	}
	// Different gates on different branches hold together.
	all := newCuts()
	kind, pos := None, token.NoPos
	for _, cand := range c {
		if cand.fake != NoFake {
			continue
		}
		for i := range cand.cuts.instrs {
			all.instrs[i] = true
		}
		for e := range cand.cuts.edges {
			all.edges[e] = true
		}
		if kind == None {
			kind, pos = cand.kind, cand.pos
		}
	}
	if kind != None && all.seals(at, r) {
		return Verdict{Gate: kind, Pos: pos}
	}
	if kind == Semaphore && fake.Fake == NoFake {
		fake = Verdict{Fake: NotEachTime, FakePos: pos}
	}
	return fake
}

// A candidate is one gate, or fake gate, that was found.
type candidate struct {
	kind Kind
	fake Fake
	pos  token.Pos
	cuts cuts
	k    repeats.Size
	kv   ssa.Value
}

func (a *Analysis) collect(s *spawns.Spawn, at ssa.Instruction, r region, work ops, f repeats.Factor) []candidate {
	var out []candidate
	byKey := map[any]*candidate{}
	add := func(key any, c candidate) *candidate {
		if have := byKey[key]; have != nil && have.kind == c.kind && have.fake == c.fake {
			for i := range c.cuts.instrs {
				have.cuts.instrs[i] = true
			}
			for e := range c.cuts.edges {
				have.cuts.edges[e] = true
			}
			return have
		}
		byKey[key] = &c
		out = append(out, candidate{})
		return byKey[key]
	}
	order := []*candidate{}
	note := func(key any, c candidate) {
		before := len(out)
		p := add(key, c)
		if len(out) > before {
			order = append(order, p)
		}
	}

	for _, b := range r.fn.Blocks {
		if !r.contains(b) {
			continue
		}
		for _, instr := range b.Instrs {
			if instr == at {
				continue
			}
			switch instr := instr.(type) {
			case *ssa.Send:
				a.token(s, r, work, f, keyOf(instr.Chan, nil), true, instr.Chan, instr.Pos(), cutAt(instr), note)
			case *ssa.UnOp:
				if instr.Op == token.ARROW {
					a.token(s, r, work, f, keyOf(instr.X, nil), false, instr.X, instr.Pos(), cutAt(instr), note)
				}
			case *ssa.Select:
				for i, st := range instr.States {
					c := cutEdge(instr, i)
					if st.Dir == types.RecvOnly && instr.Blocking {
						// Whatever else the select waits for, it waits for the
						// work too.
						if k := keyOf(st.Chan, nil); k != nil && (work.sends[k] || work.closes[k]) {
							note(k, candidate{kind: Join, pos: instr.Pos(), cuts: cutAt(instr)})
							continue
						}
					}
					a.token(s, r, work, f, keyOf(st.Chan, nil), st.Dir == types.SendOnly, st.Chan, st.Pos, c, note)
				}
			case *ssa.Call:
				a.call(s, at, r, work, f, instr, note)
			case *ssa.Defer:
				// A deferred wait ends the turn of a function that is one.
				if r.loop == nil && knowledge.Lookup(flow.Callee(&instr.Call)).Role == knowledge.Join {
					note("join", candidate{kind: Join, pos: instr.Pos(), cuts: cutAt(instr)})
				}
			}
		}
		a.guard(at, r, b, note)
	}
	for i, c := range order {
		a.conditional(c, r)
		out[i] = *c
	}
	return out
}

func cutAt(instr ssa.Instruction) cuts {
	c := newCuts()
	c.instrs[instr] = true
	return c
}

// cutEdge returns the branch that is taken when case i of a select was chosen.
func cutEdge(sel *ssa.Select, i int) cuts {
	c := newCuts()
	for _, ref := range *sel.Referrers() {
		ex, ok := ref.(*ssa.Extract)
		if !ok || ex.Index != 0 {
			continue
		}
		for _, use := range *ex.Referrers() {
			cmp, ok := use.(*ssa.BinOp)
			if !ok || cmp.Op != token.EQL {
				continue
			}
			n, ok := cmp.Y.(*ssa.Const)
			if !ok || n.Int64() != int64(i) {
				continue
			}
			for _, test := range *cmp.Referrers() {
				if test, ok := test.(*ssa.If); ok {
					c.edges[[2]*ssa.BasicBlock{test.Block(), test.Block().Succs[0]}] = true
				}
			}
		}
	}
	if len(c.edges) == 0 && sel.Blocking && len(sel.States) == i+1 {
		// The last case of a blocking select needs no test.
		c.instrs[sel] = true
	}
	return c
}

// token: a send or a receive before the spawn is an acquire when the work does
// the opposite on the same channel.
func (a *Analysis) token(s *spawns.Spawn, r region, work ops, f repeats.Factor, key any, send bool, ch ssa.Value, pos token.Pos, c cuts, note func(any, candidate)) {
	if key == nil {
		return
	}
	if made, ok := key.(*ssa.MakeChan); ok && send && r.loop != nil && r.loop.Header.Parent() == made.Parent() && r.loop.Contains(made) {
		return // made anew in every turn
	}
	released := work.receives[key]
	if !send {
		released = work.sends[key] || work.closes[key]
	}
	if !released {
		if send && isToken(ch.Type()) {
			a.unreleased(s, r, work, f, key, pos, c, note)
		}
		return
	}
	if !send && !work.sends[key] {
		note(key, candidate{kind: Join, pos: pos, cuts: c})
		return
	}
	if send {
		size, kv := a.capacity(key, ch)
		if a.sameData(size, f) && always(a, kv) {
			note(key, candidate{fake: DataSized, pos: pos})
			return
		}
		note(key, candidate{kind: Semaphore, pos: pos, cuts: c, k: size, kv: kv})
		return
	}
	note(key, candidate{kind: Semaphore, pos: pos, cuts: c})
}

// unreleased: a token that this work does not give back. When the spawner takes
// it back itself, in the same turn, it bounds nothing; when somebody else does,
// how many are in flight cannot be seen from here.
func (a *Analysis) unreleased(s *spawns.Spawn, r region, work ops, f repeats.Factor, key any, pos token.Pos, c cuts, note func(any, candidate)) {
	if work.detached[key] {
		note(key, candidate{fake: GivenBack, pos: pos})
		return
	}
	for _, b := range r.fn.Blocks {
		if !r.contains(b) {
			continue
		}
		for _, instr := range b.Instrs {
			if recv, ok := instr.(*ssa.UnOp); ok && recv.Op == token.ARROW && keyOf(recv.X, nil) == key {
				note(key, candidate{fake: GivenBack, pos: pos})
				return
			}
		}
	}
	note(key, candidate{kind: Unseen, pos: pos, cuts: c})
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
	made, _ := resolve(ch, nil).(*ssa.MakeChan)
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
			if ok && knowledge.Lookup(flow.Callee(&call.Call)).Role == knowledge.Release && keyOf(flow.Receiver(&call.Call), nil) == key {
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
	if x.Value != nil && y.Value != nil && keyOf(x.Value, nil) != nil && keyOf(x.Value, nil) == keyOf(y.Value, nil) {
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
	for key, pos := range w.tokens {
		if w.sends[key] && w.receives[key] && isToken(w.types[key]) && !w.detached[key] && w.buffered(a, key) {
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
func (a *Analysis) worker(s *spawns.Spawn) (token.Pos, bool) {
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
				if shared(recv.X, s) {
					return recv.Pos(), true
				}
			}
		}
	}
	return token.NoPos, false
}

// shared reports whether a channel that the work uses is the same for all of
// them: not made for this one.
func shared(ch ssa.Value, s *spawns.Spawn) bool {
	switch v := resolve(ch, workEnv(s)).(type) {
	case *ssa.MakeChan:
		// Made by the spawner before the loop, not by the work and not in each
		// turn.
		if v.Parent() != s.Instr.Parent() {
			return !within(v.Parent(), s.Work)
		}
		return v.Block() != s.Instr.Block() && !sameLoop(v, s.Instr)
	case *ssa.Parameter, *ssa.Global, *ssa.FreeVar, *ssa.UnOp, *ssa.Field, *ssa.FieldAddr:
		return true
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

// call: a call before the spawn that waits, in the body of this package's own
// functions, by what the table says, or by a fact.
func (a *Analysis) call(s *spawns.Spawn, at ssa.Instruction, r region, work ops, f repeats.Factor, call *ssa.Call, note func(any, candidate)) {
	callee := flow.Callee(&call.Call)
	if callee == nil {
		if fns, _ := flow.Functions(call.Call.Value); len(fns) == 1 && fns[0].Blocks != nil {
			a.body(s, work, call, fns[0], cutAt(call), note)
		}
		return
	}
	row := knowledge.Lookup(callee)
	recv := flow.Receiver(&call.Call)
	key := keyOf(recv, nil)
	switch row.Role {
	case knowledge.Acquire:
		size, kv := a.weighted(recv)
		if a.sameData(size, f) && always(a, kv) {
			note(key, candidate{fake: DataSized, pos: call.Pos()})
			return
		}
		if !work.releases[key] && a.releasesHere(r, key) {
			note(key, candidate{fake: GivenBack, pos: call.Pos()})
			return
		}
		note(key, candidate{kind: Semaphore, pos: call.Pos(), cuts: cutAt(call), k: size, kv: kv})
	case knowledge.Lock:
		// A lock that the work unlocks is a semaphore of one.
		if work.unlocks[key] && !work.locks[key] {
			note(key, candidate{kind: Semaphore, pos: call.Pos(), cuts: cutAt(call), k: repeats.Size{Class: repeats.Constant}})
		}
	case knowledge.TryLock:
		if work.unlocks[key] && !work.locks[key] {
			note(key, candidate{kind: Semaphore, pos: call.Pos(), cuts: trueEdges(call), k: repeats.Size{Class: repeats.Constant}})
		}
	case knowledge.TryAcquire:
		size, kv := a.weighted(recv)
		note(key, candidate{kind: Semaphore, pos: call.Pos(), cuts: trueEdges(call), k: size, kv: kv})
	case knowledge.Join:
		if s.Group == nil || key == nil || key == keyOf(s.Group, nil) || work.done[key] || len(work.done) == 0 {
			note("join", candidate{kind: Join, pos: call.Pos(), cuts: cutAt(call)})
		}
	case knowledge.Notify:
		note(key, candidate{kind: Limiter, pos: call.Pos(), cuts: cutAt(call)})
	case knowledge.Rate:
		if !s.Instr.Pos().IsValid() || callee.Pkg().Path() != "time" {
			note(call, candidate{fake: RateOnly, pos: call.Pos()})
		}
	case knowledge.None:
		a.helper(s, r, work, f, call, callee, note)
	}
}

// weighted traces the capacity of a semaphore.Weighted.
func (a *Analysis) weighted(sem ssa.Value) (repeats.Size, ssa.Value) {
	made, _ := resolve(sem, nil).(*ssa.Call)
	if made == nil {
		if v, ok := keyOf(sem, nil).(*types.Var); ok {
			for _, val := range a.P.Stores(v) {
				if c, ok := val.(*ssa.Call); ok {
					made = c
				}
			}
		}
	}
	if made == nil {
		return repeats.Size{Class: repeats.Unknown}, nil
	}
	row := knowledge.Lookup(flow.Callee(&made.Call))
	if row.Role != knowledge.NewSemaphore {
		return repeats.Size{Class: repeats.Unknown}, nil
	}
	n := flow.Args(&made.Call)[row.Arg]
	return a.Repeats.Count(n, made), n
}

// trueEdges returns the branches taken when a call's result is true.
func trueEdges(v ssa.Value) cuts {
	c := newCuts()
	var follow func(v ssa.Value, want bool)
	follow = func(v ssa.Value, want bool) {
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.If:
				i := 0
				if !want {
					i = 1
				}
				c.edges[[2]*ssa.BasicBlock{ref.Block(), ref.Block().Succs[i]}] = true
			case *ssa.UnOp:
				if ref.Op == token.NOT {
					follow(ref, !want)
				}
			}
		}
	}
	follow(v, true)
	return c
}

// helper: a function of the program's own that waits before it returns.
func (a *Analysis) helper(s *spawns.Spawn, r region, work ops, f repeats.Factor, call *ssa.Call, callee *types.Func, note func(any, candidate)) {
	isBool := false
	if res := callee.Signature().Results(); res.Len() == 1 {
		if b, ok := res.At(0).Type().Underlying().(*types.Basic); ok && b.Kind() == types.Bool {
			isBool = true
		}
	}
	cut := cutAt(call)
	if isBool {
		if cut = trueEdges(call); cut.empty() {
			return
		}
	}
	if fn := a.P.FuncOf(callee); fn != nil {
		o, found := a.body(s, work, call, fn, cut, note)
		if found {
			return
		}
		if isBool && (o.counts || o.tries) {
			note(call, candidate{kind: Counter, pos: call.Pos(), cuts: cut})
			return
		}
		if o.polls && a.paired(call, callee, work) {
			note(call, candidate{kind: Limiter, pos: call.Pos(), cuts: cut})
			return
		}
	}
	if work.invoked[call] && a.Facts.Waits(callee) {
		// release := limiter.Acquire(), and the work calls release.
		note(call, candidate{kind: Limiter, pos: call.Pos(), cuts: cut})
		return
	}
	// Out of sight: a pair of calls on the same object, one before the spawn and
	// another in the work, with nothing of the element in either. Whether the
	// first waits is for a fact to say, or unknown.
	object := flow.Receiver(&call.Call)
	if object == nil && len(call.Call.Args) > 0 {
		object = call.Call.Args[0]
	}
	key := keyOf(object, nil)
	if key == nil || isRunning(object.Type()) || r.loop != nil && a.Repeats.Variant(r.loop, object) {
		return
	}
	if r.loop != nil {
		for _, arg := range flow.Args(&call.Call) {
			if a.Repeats.Variant(r.loop, arg) && !isInteger(arg.Type()) {
				return // work of its own; a number may be the weight of a token
			}
		}
	}
	other, ok := work.calls[key]
	if !ok || other[callee] && len(other) == 1 {
		return
	}
	if callee.Pkg() == a.P.Pkg && a.P.FuncOf(callee) != nil {
		return // looked into: it does not wait
	}
	if a.Facts.Waits(callee) || call.Call.IsInvoke() && returnsLittle(callee) {
		note(key, candidate{kind: Unseen, pos: call.Pos(), cuts: cut})
	}
}

// body looks into a function that is called before the spawn.
func (a *Analysis) body(s *spawns.Spawn, work ops, call *ssa.Call, fn *ssa.Function, cut cuts, note func(any, candidate)) (o ops, found bool) {
	o = a.opsOf(fn, envOf(&call.Call, fn), 0)
	for key := range o.sends {
		if work.receives[key] {
			note(key, candidate{kind: Limiter, pos: call.Pos(), cuts: cut})
			return o, true
		}
	}
	for key := range o.receives {
		if work.sends[key] || work.closes[key] {
			note(key, candidate{kind: Limiter, pos: call.Pos(), cuts: cut})
			return o, true
		}
	}
	for key := range o.joins {
		if work.done[key] || s.Group != nil && keyOf(s.Group, nil) == key {
			note(key, candidate{kind: Join, pos: call.Pos(), cuts: cut})
			return o, true
		}
	}
	for key := range o.locks {
		if work.unlocks[key] && !work.locks[key] && !o.unlocks[key] {
			note(key, candidate{kind: Semaphore, pos: call.Pos(), cuts: cut})
			return o, true
		}
	}
	for key, method := range o.abstract {
		for other := range work.calls[key] {
			if other != method {
				note(key, candidate{kind: Unseen, pos: call.Pos(), cuts: cut})
				return o, true
			}
		}
	}
	if o.acquire.IsValid() || o.waits || work.invoked[call] && len(o.sends)+len(o.receives) > 0 {
		note(call, candidate{kind: Limiter, pos: call.Pos(), cuts: cut})
		return o, true
	}
	return o, false
}

func isInteger(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

// paired: the work calls another method of the object that call is made on.
func (a *Analysis) paired(call *ssa.Call, callee *types.Func, work ops) bool {
	key := keyOf(flow.Receiver(&call.Call), nil)
	if key == nil {
		return false
	}
	for other := range work.calls[key] {
		if other != callee.Origin() {
			return true
		}
	}
	return false
}

// conditional: a wait that is left out only while nothing runs yet, or in all but
// every k-th turn, holds as one in every turn does. The test before it is then
// the cut.
func (a *Analysis) conditional(c *candidate, r region) {
	for instr := range c.cuts.instrs {
		b := instr.Block()
		for d := b.Idom(); d != nil && r.contains(d); d = d.Idom() {
			if len(d.Instrs) == 0 {
				continue
			}
			test, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
			if !ok {
				continue
			}
			switch {
			case c.kind == Join && r.loop != nil && (a.everyKth(test, r) || startedBefore(test, b)),
				c.kind == Semaphore && optional(test, instr):
				c.cuts.instrs[test] = true
			}
			break
		}
	}
}

// optional: the token is taken only if there is a semaphore. Whoever makes none
// has chosen not to have a limit.
func optional(test *ssa.If, acquire ssa.Instruction) bool {
	v, is, ok := comparedTo(test.Cond, false)
	if !ok {
		v, is, ok = comparedTo(test.Cond, true)
	}
	if !ok || !is.IsNil() {
		return false
	}
	key := keyOf(v, nil)
	switch instr := acquire.(type) {
	case *ssa.Send:
		return key != nil && key == keyOf(instr.Chan, nil)
	case *ssa.UnOp:
		return key != nil && key == keyOf(instr.X, nil)
	case *ssa.Call:
		return key != nil && key == keyOf(flow.Receiver(&instr.Call), nil)
	}
	return false
}

// everyKth: the test compares a count that grows with a number, or its remainder.
func (a *Analysis) everyKth(test *ssa.If, r region) bool {
	cmp, ok := test.Cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	for _, side := range []ssa.Value{cmp.X, cmp.Y} {
		if rem, ok := side.(*ssa.BinOp); ok && rem.Op == token.REM {
			return true
		}
	}
	return a.counter(cmp, true, r) || a.counter(cmp, false, r)
}

// startedBefore: the wait is for the work of an earlier turn, if there was one: a
// channel, function or pointer that is nil until then.
func startedBefore(test *ssa.If, wait *ssa.BasicBlock) bool {
	v, is, ok := comparedTo(test.Cond, false)
	branch := test.Block().Succs[1]
	if !ok {
		v, is, ok = comparedTo(test.Cond, true)
		branch = test.Block().Succs[0]
	}
	// Have: v equals is on branch; the wait must stand on the other.
	if !ok || !is.IsNil() || branch.Dominates(wait) {
		return false
	}
	switch v.Type().Underlying().(type) {
	case *types.Chan, *types.Signature, *types.Pointer:
		return true
	}
	return false
}

// returnsLittle: nothing, an error, or whether it worked.
func returnsLittle(fn *types.Func) bool {
	res := fn.Signature().Results()
	if res.Len() == 0 {
		return true
	}
	if res.Len() > 1 {
		return false
	}
	if n, ok := types.Unalias(res.At(0).Type()).(*types.Named); ok && n.Obj().Name() == "error" {
		return true
	}
	b, ok := res.At(0).Type().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Bool
}

// isRunning: objects whose paired calls are known not to bound anything.
func isRunning(t types.Type) bool {
	return knowledge.IsNamed(t, "sync", "WaitGroup") || knowledge.IsNamed(t, "sync", "Mutex") ||
		knowledge.IsNamed(t, "sync", "RWMutex") || knowledge.IsNamed(t, "context", "Context")
}
