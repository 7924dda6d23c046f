package gates

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// ops is what a piece of code does with channels and semaphores, by the identity
// of each. Functions of the same package that it calls count as its own code;
// goroutines that it starts do not.
type ops struct {
	sends, receives, closes map[any]bool
	// early are channels that the code sends on or closes with work still to do.
	early map[any]bool
	// detached are channels that a goroutine started here receives from.
	detached map[any]bool
	// done and joins are the groups that the code finishes and waits for.
	done, joins map[any]bool
	// locks and unlocks are the mutexes that the code does so to.
	locks, unlocks map[any]bool
	// invoked are the calls whose result, a function, the code calls.
	invoked map[ssa.Value]bool
	// polls: a loop that ends when a number is small enough.
	polls bool
	// releases are the semaphores of the table that the code gives back to.
	releases map[any]bool
	// calls are the methods called on an object.
	calls map[any]map[*types.Func]bool

	// tokens is where a channel is first sent to or received from, outside of
	// any loop and for as long as it takes.
	tokens map[any]token.Pos
	// made are the channels that the code makes: they are its own.
	made map[any]bool
	// abstract are methods of interfaces, called on an object, that could be an
	// acquire.
	abstract map[any]*types.Func
	types    map[any]types.Type
	values   map[any]ssa.Value

	// acquires is where a semaphore of another package's limiter is acquired.
	acquires map[any]token.Pos
	// acquire is where a semaphore of the table is acquired.
	acquire token.Pos
	// waitsFor and signals are the condition variables that the code waits for
	// and signals.
	waitsFor, signals map[any]bool
	// submits is where the code adds to a group that can have a limit.
	submits map[any]token.Pos
	// acks: it tells a broker that a message is done.
	acks bool
	// counts: a number is changed and compared; tries: a non-blocking attempt.
	counts, tries bool
}

func newOps() ops {
	return ops{
		sends: map[any]bool{}, receives: map[any]bool{}, closes: map[any]bool{}, early: map[any]bool{}, detached: map[any]bool{},
		done: map[any]bool{}, joins: map[any]bool{}, releases: map[any]bool{},
		locks: map[any]bool{}, unlocks: map[any]bool{}, invoked: map[ssa.Value]bool{}, calls: map[any]map[*types.Func]bool{},
		tokens: map[any]token.Pos{}, submits: map[any]token.Pos{}, acquires: map[any]token.Pos{}, abstract: map[any]*types.Func{}, made: map[any]bool{}, waitsFor: map[any]bool{}, signals: map[any]bool{}, types: map[any]types.Type{}, values: map[any]ssa.Value{},
	}
}

// ends reports whether what arrives on the channel says that the work is done.
func (o ops) ends(key any) bool {
	return (o.sends[key] || o.closes[key]) && !o.early[key]
}

// buffered reports whether a channel has, or may have, room for a token.
func (o ops) buffered(a *Analysis, key any) bool {
	_, n := a.capacity(key, o.values[key])
	c, ok := n.(*ssa.Const)
	return !ok || c.Value == nil || constant.Sign(c.Value) > 0
}

// workOps collects what the work of s does.
func (a *Analysis) workOps(s *spawns.Spawn) ops {
	o := newOps()
	for _, fn := range s.Work {
		a.collectOps(fn, s.Env(), &o, 0, map[*ssa.Function]bool{}, false)
	}
	if s.Named != nil && s.Value == nil && s.Call != nil {
		a.noteCall(s.Call, s.Named, nil, &o)
	}
	return o
}

// opsOf collects what a call of fn does.
func (a *Analysis) opsOf(fn *ssa.Function, e flow.Env, depth int) ops {
	o := newOps()
	a.collectOps(fn, e, &o, depth, map[*ssa.Function]bool{}, false)
	return o
}

const maxCalls = 3

func (a *Analysis) collectOps(fn *ssa.Function, e flow.Env, o *ops, depth int, seen map[*ssa.Function]bool, detached bool) {
	if seen[fn] || depth > maxCalls {
		return
	}
	seen[fn] = true
	// first notes where a token is taken: not in a loop, where it is a message,
	// and not in a select with a default, where it is an attempt.
	first := func(key any, instr ssa.Instruction, pos token.Pos) {
		if sel, ok := instr.(*ssa.Select); ok && !sel.Blocking || a.P.Loops(fn).Of(instr) != nil {
			return
		}
		if have := o.tokens[key]; !have.IsValid() {
			o.tokens[key] = pos
		}
	}
	send := func(ch ssa.Value, instr ssa.Instruction, pos token.Pos) {
		if key := a.P.KeyOf(ch, e); key != nil && !detached {
			o.sends[key] = true
			o.types[key] = ch.Type()
			o.values[key] = ch
			first(key, instr, pos)
			if depth == 0 && a.goesOn(fn, instr) {
				o.early[key] = true
			}
		}
	}
	receive := func(ch ssa.Value, instr ssa.Instruction, pos token.Pos) {
		key := a.P.KeyOf(ch, e)
		if key == nil {
			return
		}
		if detached {
			o.detached[key] = true
			return
		}
		o.receives[key] = true
		o.types[key] = ch.Type()
		o.values[key] = ch
		first(key, instr, pos)
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.MakeChan:
				o.made[instr] = true
			case *ssa.Send:
				send(instr.Chan, instr, instr.Pos())
			case *ssa.UnOp:
				if instr.Op == token.ARROW {
					receive(instr.X, instr, instr.Pos())
				}
			case *ssa.Select:
				if !instr.Blocking {
					o.tries = true
				}
				for _, st := range instr.States {
					if st.Dir == types.SendOnly {
						send(st.Chan, instr, st.Pos)
					} else {
						receive(st.Chan, instr, st.Pos)
					}
				}
			case *ssa.BinOp:
				switch instr.Op {
				case token.LSS, token.LEQ, token.GTR, token.GEQ:
					o.counts = o.counts || changesNumber(fn)
					o.polls = o.polls || o.counts && a.P.Loops(fn).Of(instr) != nil
				}
			case *ssa.Go:
				// A goroutine of the work is not the work.
				if fns, _ := flow.Functions(instr.Call.Value); depth < maxCalls {
					for _, g := range fns {
						if g.Blocks != nil {
							a.collectOps(g, e.With(flow.EnvOf(&instr.Call, g)), o, depth+1, seen, true)
						}
					}
				}
			case ssa.CallInstruction:
				a.callOps(instr, e, o, depth, seen, detached)
			}
		}
	}
}

func (a *Analysis) callOps(call ssa.CallInstruction, e flow.Env, o *ops, depth int, seen map[*ssa.Function]bool, detached bool) {
	common := call.Common()
	if b, ok := common.Value.(*ssa.Builtin); ok {
		if b.Name() == "close" {
			if key := a.P.KeyOf(common.Args[0], e); key != nil {
				o.closes[key] = true
				if plain, ok := call.(*ssa.Call); ok && depth == 0 && a.goesOn(plain.Parent(), plain) {
					o.early[key] = true
				} else {
					delete(o.early, key) // a close is the last word, whatever was sent before
				}
			}
		}
		return
	}
	// A literal handed to a function is taken to be called by it.
	for _, arg := range common.Args {
		if fns, _ := flow.Functions(arg); len(fns) > 0 {
			spawned := spawns.Of(a.P, call, a.Facts) != nil
			for _, g := range fns {
				if g.Parent() != nil {
					a.collectOps(g, e, o, depth+1, seen, detached || spawned)
				}
			}
		}
	}
	callee := flow.Callee(common)
	if callee == nil {
		switch v := a.P.Resolve(common.Value, e).(type) {
		case *ssa.Call:
			o.invoked[v] = true
		case *ssa.Extract:
			o.invoked[v.Tuple] = true
		}
		fns, _ := flow.Functions(common.Value)
		if len(fns) == 0 {
			fns, _ = flow.Functions(a.P.Resolve(common.Value, e)) // a function it was given
		}
		for _, g := range fns {
			if g.Blocks != nil {
				a.collectOps(g, e.With(flow.EnvOf(common, g)), o, depth+1, seen, detached)
			}
		}
		return
	}
	a.noteCall(common, callee, e, o)
	key := a.P.KeyOf(flow.Receiver(common), e)
	if common.IsInvoke() && key != nil && returnsLittle(callee) && o.abstract[key] == nil {
		o.abstract[key] = callee.Origin()
	}
	row := a.P.Table.Lookup(callee)
	switch row.Role {
	case knowledge.None:
		a.remoteOps(call, callee, e, o, detached)
	case knowledge.Ack:
		o.acks = true
	case knowledge.Spawn:
		if row.Pool == knowledge.NoPool || key == nil || detached {
			break
		}
		// A function that is called again makes a group of its own.
		if made, ok := key.(ssa.Instruction); !ok || !seen[made.Parent()] {
			o.submits[key] = call.Pos()
		}
	case knowledge.Acquire:
		if !o.acquire.IsValid() {
			o.acquire = call.Pos()
		}
	case knowledge.Release:
		if key != nil && !detached {
			o.releases[key] = true
		}
	case knowledge.TryAcquire:
		o.tries = true
	case knowledge.Notify:
		o.waitsFor[a.condKey(flow.Receiver(common), e)] = true
	case knowledge.Signal:
		o.signals[a.condKey(flow.Receiver(common), e)] = true
	case knowledge.Join:
		if key != nil {
			o.joins[key] = true
		}
	case knowledge.Lock, knowledge.TryLock:
		if key != nil {
			o.locks[key] = true
		}
	case knowledge.Unlock:
		if key != nil && !detached {
			o.unlocks[key] = true
		}
	case knowledge.Quiet:
		if callee.Name() == "Done" && key != nil {
			o.done[key] = true
		}
	}
	if callee.Pkg() != nil && isAtomic(callee) {
		o.tries = o.tries || isSwap(callee)
	}
	if g := a.P.FuncOf(callee); g != nil {
		a.collectOps(g, e.With(flow.EnvOf(common, g)), o, depth+1, seen, detached)
	} else if fn := common.StaticCallee(); fn != nil && fn.Parent() != nil && fn.Blocks != nil {
		a.collectOps(fn, e.With(flow.EnvOf(common, fn)), o, depth, seen, detached)
	}
}

// goesOn reports whether there is work to do after instr: another call that is not
// bookkeeping, before fn returns.
func (a *Analysis) goesOn(fn *ssa.Function, instr ssa.Instruction) bool {
	seen := map[*ssa.BasicBlock]bool{}
	var walk func(b *ssa.BasicBlock, from int) bool
	walk = func(b *ssa.BasicBlock, from int) bool {
		for _, i := range b.Instrs[from:] {
			if call, ok := i.(*ssa.Call); ok && !a.bookkeeping(&call.Call) {
				return true
			}
		}
		for _, succ := range b.Succs {
			if !seen[succ] {
				seen[succ] = true
				if walk(succ, 0) {
					return true
				}
			}
		}
		return false
	}
	for n, i := range instr.Block().Instrs {
		if i == instr {
			return walk(instr.Block(), n+1)
		}
	}
	return false
}

// bookkeeping: a call that is not work: of a group, a lock, a logger, a builtin.
func (a *Analysis) bookkeeping(call *ssa.CallCommon) bool {
	if _, ok := call.Value.(*ssa.Builtin); ok {
		return true
	}
	fn := flow.Callee(call)
	if fn == nil {
		return false
	}
	switch a.P.Table.Lookup(fn).Role {
	case knowledge.Quiet, knowledge.Unlock, knowledge.Release:
		return true
	}
	return fn.Signature().Variadic() || fn.Signature().Params().Len() == 0
}

// condKey identifies a condition variable by where it is, not by what it holds.
func (a *Analysis) condKey(cond ssa.Value, e flow.Env) any {
	if key := a.P.KeyOf(cond, e); key != nil {
		return key
	}
	return "condition" // one that has no name here: taken to be the same
}

func (a *Analysis) noteCall(common *ssa.CallCommon, callee *types.Func, e flow.Env, o *ops) {
	object := flow.Receiver(common)
	if object == nil && len(common.Args) > 0 {
		object = common.Args[0]
	}
	if object == nil {
		return
	}
	if key := a.P.KeyOf(object, e); key != nil {
		if o.calls[key] == nil {
			o.calls[key] = map[*types.Func]bool{}
		}
		o.calls[key][callee.Origin()] = true
	}
}

// changesNumber: fn adds to a number outside itself.
func changesNumber(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				if bin, ok := instr.Val.(*ssa.BinOp); ok && (bin.Op == token.ADD || bin.Op == token.SUB) {
					return true
				}
			case *ssa.Call:
				if callee := flow.Callee(&instr.Call); callee != nil && callee.Pkg() != nil &&
					isAtomic(callee) {
					return true
				}
			}
		}
	}
	return false
}

// isSwap: sync/atomic's CompareAndSwap and Swap, functions and methods.
func isSwap(fn *types.Func) bool {
	name := fn.Name()
	return len(name) >= 4 && (name[:4] == "Swap" || len(name) >= 14 && name[:14] == "CompareAndSwap")
}
