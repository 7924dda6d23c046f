package tokens

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
)

// A state is what is known on one way through a function.
type state struct {
	// held are the tokens taken and not given back yet; deferred is how many of them will
	// be on return.
	held, deferred int
	// took: a token was taken; failed: an attempt took none.
	took, failed bool
	// stray: a token was given back when an attempt had failed and none was in hand.
	stray bool
	// vague: something happened that cannot be told; untested: whether a token was taken has
	// not been asked.
	vague, untested bool
	// deferVague: a deferred call gives back on some ways only.
	deferVague bool
	// handed: the token went to work that was started.
	handed bool
	// take is where the last token was taken, first and last where tokens were given back,
	// risky where something else was called that can panic, with no release deferred.
	take, first, last, risky token.Pos
	// deferAt is where a release was deferred.
	deferAt token.Pos
	// within is the innermost loop around the place where the last token was taken.
	within *flow.Loop
	// known is a byte a slot: see explorer.
	known string
	// entered is, for each loop with the semaphore in it, what was held when it was entered.
	entered string
}

// An exit is the end of one way: a return, or the begin of another turn of a loop.
type exit struct {
	state
	ret *ssa.Return
	// loop is the loop whose turn has ended, nil for a return.
	loop *flow.Loop
	pos  token.Pos
	// net is what the way has taken more than it has given back.
	net     int
	outcome outcome
}

// sound: nothing on the way is in doubt.
func (e exit) sound() bool { return !e.vague && !e.untested }

// A summary is what the ways through a function do with one semaphore.
type summary struct {
	exits []exit
	// vague: there are too many ways, or more than one semaphore may be meant.
	vague bool
	// ops counts the operations that were met.
	ops int
	// givesFirst: a way gives back before it takes.
	givesFirst bool
	// reach are the functions that are part of the ways, work that is started included.
	reach map[*ssa.Function]bool
	// handovers are the places where a token goes to work, with the place where it was taken.
	handovers map[ssa.CallInstruction]token.Pos
	// explicit are the releases in the function itself that are not deferred.
	explicit []ssa.Instruction
	// indirect: some way gives back by a helper, a deferred call or work that it starts.
	indirect bool
}

// maxSteps is how many blocks are gone through, on all ways together.
const maxSteps = 6000

// An explorer follows all ways through one function, with one semaphore in mind.
type explorer struct {
	a     *Analysis
	fn    *ssa.Function
	key   any
	env   flow.Env
	depth int
	stack []*ssa.Function

	// slots number what a way remembers: the outcome of attempts, the cases of selects, what
	// phis and variables hold, and conditions that are asked again. A byte of state.known
	// is 0 while nothing is known.
	slots map[any]int
	// tests are the conditions with a slot, by how they are computed.
	tests map[string][]*ssa.If
	// ids number the values that phis and variables hold.
	ids    map[ssa.Value]byte
	values []ssa.Value
	loops  map[*flow.Loop]int

	seen map[visit]bool
	// effects are what calls come to, once they were looked into.
	effects map[*ssa.CallCommon]net
	steps   int
	sum     *summary
	// bases and weights tell whether one semaphore, and one weight, is meant throughout.
	bases, weights map[string]bool
}

type visit struct {
	block *ssa.BasicBlock
	state
}

// explore follows the ways through fn that begin with held tokens. The analysis remembers
// nothing: functions with semaphores are few.
func (a *Analysis) explore(fn *ssa.Function, key any, e flow.Env, held int, take token.Pos, stack []*ssa.Function) *summary {
	x := &explorer{
		a: a, fn: fn, key: key, env: e, depth: len(stack), stack: append(slices.Clip(stack), fn),
		slots: map[any]int{}, tests: map[string][]*ssa.If{}, ids: map[ssa.Value]byte{}, loops: map[*flow.Loop]int{},
		seen: map[visit]bool{}, effects: map[*ssa.CallCommon]net{}, bases: map[string]bool{}, weights: map[string]bool{},
		sum: &summary{reach: map[*ssa.Function]bool{fn: true}, handovers: map[ssa.CallInstruction]token.Pos{}},
	}
	if x.depth > maxCalls || slices.Contains(stack, fn) || len(fn.Blocks) == 0 {
		x.sum.vague = true
		return x.sum
	}
	x.prepare()
	x.enter(nil, fn.Blocks[0], state{held: held, took: held > 0, take: take,
		known: string(make([]byte, len(x.slots))), entered: string(make([]byte, len(x.loops)))})
	x.sum.vague = x.sum.vague || len(x.bases) > 1 || len(x.weights) > 1
	return x.sum
}

// enter goes on with block to, coming from block from.
func (x *explorer) enter(from, to *ssa.BasicBlock, st state) {
	if from != nil {
		st = x.carry(from, to, st)
		if l := x.a.P.Loops(x.fn).Of(to.Instrs[0]); l != nil && l.Header == to {
			if i, ok := x.loops[l]; ok && l.Blocks[from] {
				if !x.turned(l, i, from, &st) {
					return
				}
			} else if ok {
				st.entered = set(st.entered, i, byte(64+st.held-st.deferred))
			}
			if l.Blocks[from] {
				st.known = x.forget(l, st.known)
			}
		}
		for l, i := range x.loops {
			if !l.Blocks[to] {
				st.entered = set(st.entered, i, 0)
			}
		}
	}
	v := visit{to, st}
	if x.seen[v] {
		return
	}
	x.seen[v] = true
	if x.steps++; x.steps > maxSteps {
		x.sum.vague = true
		return
	}
	x.walk(to, 0, st)
}

// turned notes the end of a turn, and reports whether the next one begins as this one did.
func (x *explorer) turned(l *flow.Loop, i int, from *ssa.BasicBlock, st *state) bool {
	if st.entered[i] == 0 {
		return true
	}
	net := st.held - st.deferred - (int(st.entered[i]) - 64)
	x.exit(exit{state: *st, loop: l, net: net, pos: x.turnEnd(l, from)})
	if net != 0 {
		return false
	}
	both := min(st.held, st.deferred) // taken and deferred in each turn
	st.held -= both
	st.deferred -= both
	return true
}

func (x *explorer) exit(e exit) {
	for _, have := range x.sum.exits {
		if have.ret == e.ret && have.loop == e.loop && have.pos == e.pos && have.net == e.net && have.took == e.took && have.take == e.take &&
			have.failed == e.failed && have.sound() == e.sound() && have.outcome == e.outcome && have.handed == e.handed {
			return
		}
	}
	x.sum.exits = append(x.sum.exits, e)
}

// walk goes through a block from its instruction number i.
func (x *explorer) walk(b *ssa.BasicBlock, i int, st state) {
	for ; i < len(b.Instrs); i++ {
		if st.held > 3 || st.held < -2 || st.deferred > 3 {
			x.sum.vague = true
			return
		}
		switch instr := b.Instrs[i].(type) {
		case *ssa.Select:
			if next := x.choose(instr, st); next != nil {
				for _, st := range next {
					x.walk(b, i+1, st)
				}
				return
			}
		case *ssa.Send, *ssa.UnOp:
			for _, o := range x.own(instr) {
				x.apply(&st, o, instr)
			}
		case *ssa.MakeClosure:
			st.vague = st.vague || x.kept(instr)
		case *ssa.Store:
			if cell, ok := instr.Addr.(*ssa.Alloc); ok {
				x.remember(&st, cell, instr.Val)
			}
		case *ssa.Defer:
			x.deferred(&st, instr)
		case *ssa.Go:
			x.start(&st, instr, x.a.bodies(&instr.Call, x.env), x.env)
		case *ssa.Call:
			next := x.call(instr, st)
			for _, st := range next[1:] {
				x.walk(b, i+1, st)
			}
			st = next[0]
		case *ssa.RunDefers:
			if st.deferred > 0 {
				st.last = st.deferAt
				if !st.first.IsValid() {
					st.first = st.last
				}
			}
			st.held -= st.deferred
			st.stray = st.stray || st.deferred > 0 && st.failed && st.held < 0
			st.deferred = 0
			st.vague = st.vague || st.deferVague
		case *ssa.Return:
			x.returns(instr, st)
			return
		case *ssa.If:
			x.branch(instr, st)
			return
		case *ssa.Jump:
			x.enter(b, b.Succs[0], st)
			return
		}
	}
}

// returns notes a return.
func (x *explorer) returns(ret *ssa.Return, st state) {
	for _, r := range ret.Results {
		if fns, _ := flow.Functions(r); x.touches(fns) {
			st.vague = true // whoever called gets the function that gives it back
		}
	}
	pos := ret.Pos()
	if syntax := x.fn.Syntax(); !pos.IsValid() && syntax != nil {
		pos = syntax.End() - 1
	}
	said := x.outcome(ret, &st)
	x.exit(exit{state: st, ret: ret, pos: pos, net: st.held, outcome: said})
}

// turnEnd is where a turn ends that leaves block from: the continue statement, or the end
// of the loop.
func (x *explorer) turnEnd(l *flow.Loop, from *ssa.BasicBlock) token.Pos {
	last := token.NoPos
	for b := from; b != nil && !last.IsValid() && l.Blocks[b]; b = b.Idom() {
		for _, instr := range b.Instrs {
			if p := instr.Pos(); p.IsValid() && p > last {
				last = p
			}
		}
	}
	var body *ast.BlockStmt
	switch s := l.Stmt.(type) {
	case *ast.ForStmt:
		body = s.Body
	case *ast.RangeStmt:
		body = s.Body
	default:
		return last
	}
	best := body.Rbrace
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.BranchStmt:
			if n.Tok == token.CONTINUE && n.Pos() > last && n.Pos() < best {
				best = n.Pos()
			}
		}
		return true
	})
	return best
}
