package progress

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/effects"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// judge decides what the work waits for, when all of it is known. in is the function
// that waits for the work, nil if none does.
func (w *walk) judge(in *ssa.Function, proof *Proof) {
	for key, pos := range w.locks {
		if !w.unlocks[key] {
			proof.Obstacle, proof.Pos = Locks, pos
			return
		}
	}
	for key, pos := range w.acquires {
		if key == nil || !w.releases[key] || w.touched(key) {
			proof.Obstacle, proof.Pos = Waits, pos
			return
		}
	}
	for _, wt := range w.waits {
		if w.passes(wt, in, proof) {
			continue
		}
		proof.Pos = wt.pos
		proof.Obstacle = Receives
		for _, c := range wt.cases {
			if c.send {
				proof.Obstacle = Sends
				if in == nil {
					in = w.sites[0].Spawn.Instr.Parent()
				}
				for _, rcv := range receivesIn(in) {
					if key := w.p.KeyOf(rcv.ch, nil); key != nil && key == c.key {
						proof.Obstacle = Drained
					}
				}
			}
		}
		return
	}
}

// passes: one of the cases can always go on, whatever the spawner does.
func (w *walk) passes(wt wait, in *ssa.Function, proof *Proof) bool {
	for _, c := range wt.cases {
		if w.owns(c.key) && !timed(c.key) || c.key != nil && w.token(c) {
			return true
		}
		if c.send && (w.roomy(c) || w.drained(c)) || !c.send && w.released(c) {
			return true
		}
	}
	if w.timesOut(wt) {
		return true
	}
	for _, c := range wt.cases {
		if ch, ok := w.widens(c, in); ok {
			for _, have := range proof.Widen {
				if have == ch {
					return true
				}
			}
			proof.Widen = append(proof.Widen, ch)
			return true
		}
	}
	return false
}

// clock: the channel of a timer or a ticker.
func clock(ch ssa.Value) bool {
	load, ok := ch.(*ssa.UnOp)
	if !ok {
		return false
	}
	fa, ok := load.X.(*ssa.FieldAddr)
	return ok && (knowledge.IsNamed(fa.X.Type(), "time", "Timer") || knowledge.IsNamed(fa.X.Type(), "time", "Ticker"))
}

// timed: the channel of a timer that the work makes.
func timed(key any) bool {
	call, ok := key.(*ssa.Call)
	if !ok {
		return false
	}
	fn := flow.Callee(&call.Call)
	return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "time"
}

// timesOut: the work waits for a time, and for nothing else but the end of a context.
// Waiting for a message as well, it would go on without one behind a limit.
func (w *walk) timesOut(wt wait) bool {
	times := false
	for _, c := range wt.cases {
		if clock(c.ch) || timed(c.key) {
			times = true
			continue
		}
		call, ok := c.key.(*ssa.Call)
		if c.send || !ok {
			return false
		}
		fn := flow.Callee(&call.Call)
		if fn == nil || fn.FullName() != "(context.Context).Done" {
			return false
		}
	}
	return times
}

// token: a place that the work takes by a send, and then gives back itself.
func (w *walk) token(c waitCase) bool {
	if !w.sends[c.key] || !w.receives[c.key] || w.touched(c.key) {
		return false
	}
	mc, ok := c.key.(*ssa.MakeChan)
	if !ok {
		return false
	}
	for _, wt := range w.waits {
		for _, other := range wt.cases {
			if other.key == c.key && !other.send && !w.taken(other) {
				return false
			}
		}
	}
	n, isConst := mc.Size.(*ssa.Const)
	return !isConst || n.Value != nil && constant.Sign(n.Value) > 0
}

// taken: before the receive, the same piece of work has sent on the channel.
func (w *walk) taken(rcv waitCase) bool {
	for at := rcv.instr; at != nil; {
		fn := at.Parent()
		found := false
		for _, wt := range w.waits {
			for _, c := range wt.cases {
				found = found || c.send && c.key == rcv.key && c.instr.Parent() == fn &&
					c.instr.Block().Dominates(at.Block()) && reaches(c.instr, at)
			}
		}
		if found {
			return true
		}
		// In a literal that is deferred or called after the send.
		if fn.Parent() == nil {
			return false
		}
		uses := w.usesOf(fn)
		if len(uses) != 1 || uses[0].handed || uses[0].starts {
			return false
		}
		at = uses[0].call
	}
	return false
}

// released: a place that the spawner took by a send before it started this work.
func (w *walk) released(c waitCase) bool {
	if c.exact == nil {
		return false
	}
	for _, s := range w.sites {
		fn, spawn, found := s.Spawn.Instr.Parent(), s.Spawn.Instr, false
		flow.Instructions(fn, false, func(instr ssa.Instruction) {
			send, ok := instr.(*ssa.Send)
			if ok && w.exactly(send.Chan, nil) == c.exact && w.p.Loops(fn).Of(send) == w.p.Loops(fn).Of(spawn) &&
				send.Block().Dominates(spawn.Block()) && reaches(send, spawn) {
				found = true
			}
		})
		if !found {
			return false
		}
	}
	return true
}

// touched: code of the function outside the work uses the channel or semaphore too.
func (w *walk) touched(key any) bool {
	for _, s := range w.sites {
		for _, fn := range family(s.Spawn.Instr.Parent()) {
			if w.own[fn] {
				continue
			}
			found := false
			flow.Instructions(fn, false, func(instr ssa.Instruction) {
				switch instr := instr.(type) {
				case *ssa.Send:
					found = found || w.p.KeyOf(instr.Chan, nil) == key
				case *ssa.UnOp:
					found = found || instr.Op == token.ARROW && w.p.KeyOf(instr.X, nil) == key
				case *ssa.Select:
					for _, st := range instr.States {
						found = found || w.p.KeyOf(st.Chan, nil) == key
					}
				case ssa.CallInstruction:
					found = found || w.touches(instr, key)
				}
			})
			if found {
				return true
			}
		}
	}
	return false
}

// touches: a call uses the channel or semaphore, itself or in what it calls.
func (w *walk) touches(call ssa.CallInstruction, key any) bool {
	common := call.Common()
	if b, ok := common.Value.(*ssa.Builtin); ok {
		return b.Name() == "close" && w.p.KeyOf(common.Args[0], nil) == key
	}
	args := common.Args
	if common.IsInvoke() {
		args = append([]ssa.Value{common.Value}, args...)
	}
	for _, arg := range args {
		if w.p.KeyOf(arg, nil) == key {
			return !w.ownCall(call)
		}
	}
	fn := w.calledHere(common)
	if fn == nil || w.ownCall(call) {
		return false
	}
	found := false
	flow.Instructions(fn, true, func(instr ssa.Instruction) {
		if inner, ok := instr.(ssa.CallInstruction); ok {
			if recv := flow.Receiver(inner.Common()); recv != nil {
				found = found || w.p.KeyOf(recv, nil) == key
			}
		}
	})
	return found
}

// roomy: the channel has room for all that each piece of work sends.
func (w *walk) roomy(c waitCase) bool {
	mc, l, n, ok := w.perElement(c)
	return ok && n <= w.room(mc.Size, l)
}

// widens: with room for each element, a send on the channel never waits. Only a result
// is sent without meeting anybody: the last word of the work, which the function that
// waits for the work takes.
func (w *walk) widens(c waitCase, in *ssa.Function) (Channel, bool) {
	if !c.send || in == nil {
		return Channel{}, false
	}
	mc, l, n, ok := w.perElement(c)
	if !ok || n > 1 {
		return Channel{}, false
	}
	if _, ok := mc.Size.(*ssa.Const); !ok {
		return Channel{}, false
	}
	for _, t := range w.tops {
		if !w.lastWord(t, c.key) {
			return Channel{}, false
		}
	}
	if w.awakens(in) || w.measured(in) {
		return Channel{}, false
	}
	taken := false
	for _, fn := range family(in) {
		for _, rcv := range receivesIn(fn) {
			if w.p.KeyOf(rcv.ch, nil) == c.key {
				taken = fn == in
				if !taken {
					return Channel{}, false
				}
			}
		}
	}
	return Channel{mc, l}, taken
}

// lastWord: nothing that others could notice follows when a piece of work has sent on the
// channel.
func (w *walk) lastWord(t top, key any) bool {
	reader := effects.Reader{P: w.p, Facts: w.facts}
	for _, send := range w.sendsOn(t.fn, t.env, key, 0) {
		if reader.ActsAfter(send) {
			return false
		}
	}
	for fn := range w.own {
		closes := false
		flow.Instructions(fn, false, func(instr ssa.Instruction) {
			if call, ok := instr.(ssa.CallInstruction); ok {
				b, ok := call.Common().Value.(*ssa.Builtin)
				closes = closes || ok && b.Name() == "close"
			}
		})
		if closes {
			return false // somebody may wait for that
		}
	}
	return true
}

// awakens: a goroutine beside in waits for the work as well, and does more than end
// the channels that the work sends on.
func (w *walk) awakens(in *ssa.Function) bool {
	reader := effects.Reader{P: w.p, Facts: w.facts}
	waits := func(call *ssa.Call, env flow.Env) bool {
		key := w.p.KeyOf(flow.Receiver(&call.Call), env)
		for _, keys := range w.dones {
			if keys[key] && w.p.Table.Lookup(flow.Callee(&call.Call)).Role == knowledge.Join {
				return true
			}
		}
		return false
	}
	found := false
	look := func(fn *ssa.Function, env flow.Env) {
		joins, closes := false, false
		flow.Instructions(fn, false, func(instr ssa.Instruction) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				return
			}
			if b, ok := call.Common().Value.(*ssa.Builtin); ok {
				closes = closes || b.Name() == "close" && !w.sends[w.p.KeyOf(call.Common().Args[0], env)]
			}
			if join, ok := call.(*ssa.Call); ok && waits(join, env) {
				joins = true
				found = found || reader.ActsAfter(join)
			}
		})
		found = found || joins && closes
	}
	for _, fn := range family(in) {
		if w.own[fn] {
			continue
		}
		if fn != in {
			look(fn, nil)
		}
		flow.Instructions(fn, false, func(instr ssa.Instruction) {
			if start, ok := instr.(*ssa.Go); ok {
				if g, env := w.body(&start.Call, nil); g != nil && g.Parent() == nil {
					look(g, env)
				}
			}
		})
	}
	return found
}

// measured: the work, or the function that waits for it, asks how full a channel is, or how
// much room it has.
func (w *walk) measured(in *ssa.Function) bool {
	found := false
	look := func(instr ssa.Instruction) {
		call, ok := instr.(*ssa.Call)
		if !ok {
			return
		}
		if b, ok := call.Call.Value.(*ssa.Builtin); ok && (b.Name() == "len" || b.Name() == "cap") {
			_, isChan := call.Call.Args[0].Type().Underlying().(*types.Chan)
			found = found || isChan
		}
	}
	for fn := range w.own {
		flow.Instructions(fn, false, look)
	}
	for _, fn := range family(in) {
		flow.Instructions(fn, false, look)
	}
	return found
}

// sendsOn lists the sends on a channel in fn, and in the functions that it calls.
func (w *walk) sendsOn(fn *ssa.Function, env flow.Env, key any, depth int) (sends []ssa.Instruction) {
	flow.Instructions(fn, false, func(instr ssa.Instruction) {
		switch instr := instr.(type) {
		case *ssa.Send:
			if w.p.KeyOf(instr.Chan, env) == key {
				sends = append(sends, instr)
			}
		case *ssa.Select:
			for _, st := range instr.States {
				if st.Dir == types.SendOnly && w.p.KeyOf(st.Chan, env) == key {
					sends = append(sends, instr)
				}
			}
		case ssa.CallInstruction:
			if w.countCall(instr, env, key, depth) == 0 {
				return
			}
			if g, e := w.body(instr.Common(), env); g != nil && depth < maxCalls {
				sends = append(sends, w.sendsOn(g, e, key, depth+1)...)
			} else {
				sends = append(sends, instr)
			}
		}
	})
	return sends
}

// body returns the function of this package that a call runs, with its environment.
func (w *walk) body(common *ssa.CallCommon, env flow.Env) (*ssa.Function, flow.Env) {
	if g := w.p.FuncOf(flow.Callee(common)); g != nil {
		return g, env.With(flow.EnvOf(common, g))
	}
	fns, ok := flow.Functions(w.p.Resolve(common.Value, env))
	if !ok || len(fns) != 1 {
		return nil, nil
	}
	g := flow.Origin(fns[0])
	return g, env.With(flow.EnvOf(common, g))
}

// perElement: each piece of work sends at most n times on a channel that is made once
// for all turns of a loop.
func (w *walk) perElement(c waitCase) (mc *ssa.MakeChan, loop *flow.Loop, n int, ok bool) {
	none := func() (*ssa.MakeChan, *flow.Loop, int, bool) { return nil, nil, 0, false }
	mc, ok = c.key.(*ssa.MakeChan)
	if !ok {
		return none()
	}
	var from *top
	for i, t := range w.tops {
		sends := w.count(t.fn, t.env, c.key, 0)
		if sends == 0 {
			continue
		}
		if sends == many || from != nil {
			return none()
		}
		from, n = &w.tops[i], sends
	}
	if from == nil || w.sentOutside(c.key) {
		return none()
	}
	// The loops between the channel and the spawn.
	at := ssa.Instruction(from.site.Spawn.Instr)
	for {
		for l := w.p.Loops(at.Parent()).Of(at); l != nil; l = l.Parent {
			if l.Contains(mc) && at.Parent() == mc.Parent() {
				break
			}
			if loop != nil {
				return none()
			}
			loop = l
		}
		if at.Parent() == mc.Parent() {
			break
		}
		if at.Parent().Parent() == nil || at.Parent().Synthetic != "" {
			return none()
		}
		// A literal that runs once for each time it is made.
		uses := w.usesOf(at.Parent())
		if len(uses) != 1 || uses[0].handed && !uses[0].starts {
			return none()
		}
		at = uses[0].call
	}
	if loop != nil && w.grows(loop, mc) {
		return none()
	}
	return mc, loop, n, loop != nil
}

// grows: what the loop goes over is a map that can get more elements when the channel
// has been made.
func (w *walk) grows(l *flow.Loop, mc *ssa.MakeChan) bool {
	container, _ := w.p.Turns(l)
	if container == nil {
		return false
	}
	if _, ok := container.Type().Underlying().(*types.Map); !ok {
		return false
	}
	key := w.p.KeyOf(container, nil)
	grows := false
	for _, fn := range family(mc.Parent()) {
		flow.Instructions(fn, false, func(instr ssa.Instruction) {
			if fn == mc.Parent() && !reaches(mc, instr) {
				return
			}
			switch instr := instr.(type) {
			case *ssa.MapUpdate:
				grows = grows || w.p.KeyOf(instr.Map, nil) == key
			case ssa.CallInstruction:
				if _, ok := instr.Common().Value.(*ssa.Builtin); ok {
					return
				}
				for _, arg := range instr.Common().Args {
					grows = grows || w.p.KeyOf(arg, nil) == key
				}
			}
		})
	}
	return grows
}

// sentOutside: code of the function that is not the work sends on the channel.
func (w *walk) sentOutside(key any) bool {
	for _, fn := range family(w.sites[0].Spawn.Instr.Parent()) {
		if w.own[fn] {
			continue
		}
		found := false
		flow.Instructions(fn, false, func(instr ssa.Instruction) {
			switch instr := instr.(type) {
			case *ssa.Send:
				found = found || w.p.KeyOf(instr.Chan, nil) == key
			case *ssa.Select:
				for _, st := range instr.States {
					found = found || st.Dir == types.SendOnly && w.p.KeyOf(st.Chan, nil) == key
				}
			case ssa.CallInstruction:
				for _, arg := range flow.Args(instr.Common()) {
					b, _ := instr.Common().Value.(*ssa.Builtin)
					found = found || b == nil && w.p.KeyOf(arg, nil) == key && !w.ownCall(instr)
				}
			}
		})
		if found {
			return true
		}
	}
	return false
}

// ownCall: the call is what starts one of the sites.
func (w *walk) ownCall(instr ssa.CallInstruction) bool {
	for _, s := range w.sites {
		if s.Spawn.Instr == instr {
			return true
		}
	}
	return false
}

// many is more often than anybody counts.
const many = 100

// count says how often at most one run of fn sends on a channel.
func (w *walk) count(fn *ssa.Function, env flow.Env, key any, depth int) int {
	if depth > maxCalls {
		return many
	}
	type use struct {
		instr ssa.Instruction
		n     int
	}
	var uses []use
	add := func(instr ssa.Instruction, n int) {
		if n > 0 {
			uses = append(uses, use{instr, n})
		}
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Send:
				if w.p.KeyOf(instr.Chan, env) == key {
					add(instr, 1)
				}
			case *ssa.Select:
				for _, st := range instr.States {
					if st.Dir == types.SendOnly && w.p.KeyOf(st.Chan, env) == key {
						add(instr, 1)
						break
					}
				}
			case ssa.CallInstruction:
				add(instr, w.countCall(instr, env, key, depth))
			}
		}
	}
	// The longest chain of uses, each of which can follow the one before.
	var longest func(after int, depth int) int
	longest = func(after int, depth int) int {
		best := 0
		for i, u := range uses {
			if depth > len(uses) || i == after || after >= 0 && !follows(uses[after].instr, u.instr) {
				continue
			}
			best = max(best, u.n+longest(i, depth+1))
		}
		return best
	}
	for _, u := range uses {
		if u.n == many || w.p.Loops(fn).Of(u.instr) != nil || len(uses) > 8 {
			return many
		}
	}
	return longest(-1, 0)
}

// follows: y can run after x; what is deferred runs after all else.
func follows(x, y ssa.Instruction) bool {
	_, deferred := y.(*ssa.Defer)
	if _, also := x.(*ssa.Defer); also {
		return deferred && reaches(y, x)
	}
	return deferred || reaches(x, y)
}

func (w *walk) countCall(instr ssa.CallInstruction, env flow.Env, key any, depth int) int {
	common := instr.Common()
	n := 0
	for _, arg := range common.Args {
		if _, ok := arg.Type().Underlying().(*types.Signature); !ok {
			continue
		}
		fns, _ := flow.Functions(w.p.Resolve(arg, env))
		for _, g := range fns {
			if g = flow.Origin(g); g.Blocks != nil && w.count(g, env, key, depth+1) > 0 {
				n = many // handed over: it may run more than once
			}
		}
	}
	if g := w.p.FuncOf(flow.Callee(common)); g != nil {
		return max(n, w.count(g, env.With(flow.EnvOf(common, g)), key, depth+1))
	}
	fns, _ := flow.Functions(w.p.Resolve(common.Value, env))
	for _, g := range fns {
		if g = flow.Origin(g); g.Blocks != nil {
			n = max(n, w.count(g, env.With(flow.EnvOf(common, g)), key, depth+1))
		}
	}
	return n
}

// room says for how many messages of each turn of a loop a capacity is enough.
func (w *walk) room(size ssa.Value, l *flow.Loop) int {
	if op, ok := size.(*ssa.BinOp); ok {
		for _, sides := range [][2]ssa.Value{{op.X, op.Y}, {op.Y, op.X}} {
			c, isConst := flow.ConstInt(sides[1])
			switch {
			case !isConst:
			case op.Op == token.MUL && c > 0 && c < many:
				return int(c) * w.room(sides[0], l)
			case op.Op == token.ADD && c >= 0:
				return w.room(sides[0], l)
			}
		}
		return 0
	}
	container, n := w.p.Turns(l)
	if of := flow.LenOf(size); of != nil {
		if container != nil && w.p.Same(of, container) || n != nil && flow.LenOf(n) != nil && w.p.Same(of, flow.LenOf(n)) {
			return 1
		}
		return 0
	}
	if n != nil && w.p.Same(size, n) {
		return 1
	}
	return 0
}
