package streams

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// A state is what is known of a value on one way through the code.
type state uint8

const (
	unknown state = iota
	zero          // a count of nothing
	part          // a count between nothing and all
	whole         // the count of all that was asked for
	none          // no error
	ended         // io.EOF
	broken        // another error
	yes
	no
)

// A known value has a state, and is the value that it was when the way began.
type known struct {
	state
	of ssa.Value
}

// An outcome is one way on from a call, up to where the function ends or calls it again.
type outcome struct {
	// Exit is the return or panic at the end; nil when the call comes again.
	exit ssa.Instruction
	// result is the error that is returned.
	result known
	// left: the way leads out of the loop around the call.
	left bool
	// bytes, count and err: somebody gets the bytes, the count, the error.
	bytes, count, err bool
	// measured: the count was compared with the length of the buffer.
	measured bool
	// decided: the error was told from others, not only from none.
	decided bool
	// wrote are the calls on the way that write what was read.
	wrote []*ssa.Call
}

const (
	mostSteps  = 3000 // of all ways together
	mostVisits = 2    // of one edge on one way
)

// follow returns how it goes on after the read when it ends as counted and failed say. writes
// says how the writes of what was read end. ok is false when there are too many ways.
func (r *Read) follow(count, err, writes state) (outs []outcome, ok bool) {
	p := &paths{read: r, writes: writes}
	w := way{values: map[ssa.Value]known{}, edges: map[[2]*ssa.BasicBlock]int{}}
	if r.Count != nil {
		w.values[r.Count] = known{count, r.Count}
	}
	if r.Err != nil {
		w.values[r.Err] = known{err, r.Err}
	}
	block := r.Call.Block()
	start := 0
	for i, instr := range block.Instrs {
		if instr == ssa.Instruction(r.Call) {
			start = i + 1
		}
	}
	p.walk(w, block, start)
	return p.outs, p.steps <= mostSteps && len(p.outs) > 0
}

type paths struct {
	read   *Read
	writes state
	outs   []outcome
	steps  int
}

type way struct {
	outcome
	values map[ssa.Value]known
	edges  map[[2]*ssa.BasicBlock]int
}

func (w way) clone() way {
	values := make(map[ssa.Value]known, len(w.values))
	for k, v := range w.values {
		values[k] = v
	}
	edges := make(map[[2]*ssa.BasicBlock]int, len(w.edges))
	for k, v := range w.edges {
		edges[k] = v
	}
	w.values, w.edges = values, edges
	w.wrote = w.wrote[:len(w.wrote):len(w.wrote)]
	return w
}

func (p *paths) walk(w way, b *ssa.BasicBlock, start int) {
	r := p.read
	if r.Loop != nil && !r.Loop.Blocks[b] {
		w.left = true
	}
	for _, instr := range b.Instrs[start:] {
		if p.steps++; p.steps > mostSteps {
			return
		}
		switch x := instr.(type) {
		case *ssa.Phi, *ssa.DebugRef, *ssa.Jump, *ssa.RunDefers:
			continue
		case *ssa.Call:
			if x == r.Call {
				p.outs = append(p.outs, w.outcome)
				return
			}
			p.call(&w, x)
			if noReturn(r.table.P, x) {
				w.exit = x
				p.outs = append(p.outs, w.outcome)
				return
			}
			continue
		case *ssa.Return:
			p.uses(&w, x)
			w.exit = x
			if n := len(x.Results); n > 0 {
				w.result = p.eval(&w, x.Results[n-1])
			}
			p.outs = append(p.outs, w.outcome)
			return
		case *ssa.Panic:
			p.uses(&w, x)
			w.exit = x
			p.outs = append(p.outs, w.outcome)
			return
		case *ssa.Store:
			if cell := local(x.Addr); cell != nil {
				w.values[cell] = p.eval(&w, x.Val)
				continue
			}
		case *ssa.UnOp:
			if cell := local(x.X); cell != nil && x.Op == token.MUL {
				w.values[x] = w.values[cell]
				continue
			}
		case *ssa.If:
			p.branch(w, b, x)
			return
		}
		p.uses(&w, instr)
	}
	if len(b.Succs) == 1 {
		p.enter(w, b, b.Succs[0])
	} else if len(b.Succs) == 0 {
		p.outs = append(p.outs, w.outcome)
	} else {
		for _, s := range b.Succs {
			p.enter(w.clone(), b, s)
		}
	}
}

func noReturn(prog *flow.Program, call *ssa.Call) bool {
	return prog.Table.Lookup(flow.Callee(&call.Call)).Role == knowledge.NoReturn
}

// local: the address of a variable that nobody else can set.
func local(addr ssa.Value) *ssa.Alloc {
	cell, ok := addr.(*ssa.Alloc)
	if !ok {
		return nil
	}
	for _, ref := range *cell.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr != cell {
				return nil
			}
		case *ssa.UnOp, *ssa.DebugRef:
		default:
			return nil
		}
	}
	return cell
}

func (p *paths) branch(w way, b *ssa.BasicBlock, test *ssa.If) {
	switch p.decide(&w, test.Cond) {
	case yes:
		p.enter(w, b, b.Succs[0])
	case no:
		p.enter(w, b, b.Succs[1])
	default:
		p.enter(w.clone(), b, b.Succs[0])
		p.enter(w, b, b.Succs[1])
	}
}

// enter goes on in the next block, whose phis take the values of this edge.
func (p *paths) enter(w way, from, to *ssa.BasicBlock) {
	edge := [2]*ssa.BasicBlock{from, to}
	if w.edges[edge]++; w.edges[edge] > mostVisits {
		return
	}
	index := -1
	for i, pred := range to.Preds {
		if pred == from {
			index = i
		}
	}
	fresh := map[ssa.Value]known{}
	for _, instr := range to.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		fresh[phi] = p.eval(&w, phi.Edges[index])
	}
	for phi, v := range fresh {
		w.values[phi] = v
	}
	p.walk(w, to, 0)
}

// call notes what a call gets, and how a write ends.
func (p *paths) call(w *way, call *ssa.Call) {
	if p.tells(w, call) {
		return
	}
	if b, ok := call.Call.Value.(*ssa.Builtin); ok && (b.Name() == "len" || b.Name() == "cap") {
		return
	}
	r := p.read
	for _, write := range r.Writes {
		if write == call {
			w.wrote = append(w.wrote, call)
			if p.writes != unknown && call.Referrers() != nil {
				for _, ref := range *call.Referrers() {
					if x, ok := ref.(*ssa.Extract); ok && x.Index == 1 {
						w.values[x] = known{p.writes, x}
					} else if ok && p.writes == none && r.Count != nil {
						w.values[x] = known{w.values[r.Count].state, x}
					}
				}
			}
		}
	}
	for _, arg := range call.Call.Args {
		if r.inBuffer(arg) && fillsBuffer(call, arg) {
			continue
		}
		p.use(w, arg)
	}
	if call.Call.IsInvoke() {
		p.use(w, call.Call.Value)
	}
}

// uses notes which operands of an instruction matter.
func (p *paths) uses(w *way, instr ssa.Instruction) {
	switch x := instr.(type) {
	case *ssa.BinOp:
		return // a comparison, or arithmetic whose result is followed
	case *ssa.Convert:
		if !p.read.inBuffer(x.X) {
			return
		}
	case *ssa.ChangeType:
		return
	case *ssa.MakeInterface:
		if !p.read.inBuffer(x.X) {
			return // a count or error for a message
		}
	case *ssa.Slice:
		// A part of the buffer is followed; a bound elsewhere takes what was read along.
		for _, bound := range []ssa.Value{x.Low, x.High, x.Max} {
			if bound != nil && !p.read.inBuffer(x.X) {
				p.use(w, bound)
				w.bytes = w.bytes || w.count
			}
		}
		return
	case *ssa.IndexAddr:
		if p.read.inBuffer(x.X) && loaded(x) {
			w.bytes = true
		}
		return
	case *ssa.Store:
		p.use(w, x.Val)
		return
	case *ssa.ChangeInterface:
		p.use(w, x.X)
		return
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil {
			p.use(w, *op)
		}
	}
}

func (p *paths) use(w *way, v ssa.Value) {
	switch {
	case p.read.inBuffer(v):
		w.bytes = true
	case p.isCount(w, v, 0):
		w.count = true
	default:
		if k := p.eval(w, v); k.of != nil && k.of == p.read.Err {
			w.err = true
		}
	}
}

// isCount: v is the count, or made of it.
func (p *paths) isCount(w *way, v ssa.Value, depth int) bool {
	if depth > 8 || p.read.Count == nil {
		return false
	}
	if k, ok := w.values[v]; ok && k.of == p.read.Count {
		return true
	}
	switch x := v.(type) {
	case *ssa.Convert:
		return p.isCount(w, x.X, depth+1)
	case *ssa.BinOp:
		switch x.Op {
		case token.ADD, token.SUB, token.MUL, token.QUO:
			return p.isCount(w, x.X, depth+1) || p.isCount(w, x.Y, depth+1)
		}
	}
	return false
}

// eval returns what is known of v.
func (p *paths) eval(w *way, v ssa.Value) known {
	if k, ok := w.values[v]; ok {
		return k
	}
	switch x := v.(type) {
	case *ssa.Const:
		switch {
		case x.IsNil():
			return known{none, x}
		case x.Value != nil && x.Value.Kind() == constant.Bool:
			return known{truth(constant.BoolVal(x.Value)), x}
		}
	case *ssa.Convert:
		return p.eval(w, x.X)
	case *ssa.ChangeInterface:
		return p.eval(w, x.X)
	case *ssa.UnOp:
		if isGlobal(x, "io", "EOF") {
			return known{ended, x}
		}
		if x.Op == token.NOT {
			return known{negate(p.decide(w, x.X)), x}
		}
	case *ssa.BinOp:
		if p.isCount(w, x, 0) {
			return known{unknown, p.read.Count}
		}
		return known{p.decide(w, x), x}
	}
	return known{of: v}
}

func truth(b bool) state {
	if b {
		return yes
	}
	return no
}

func negate(s state) state {
	switch s {
	case yes:
		return no
	case no:
		return yes
	}
	return unknown
}

// decide says whether a condition holds.
func (p *paths) decide(w *way, cond ssa.Value) state {
	if k, ok := w.values[cond]; ok {
		return k.state
	}
	switch x := cond.(type) {
	case *ssa.Const:
		return p.eval(w, x).state
	case *ssa.UnOp:
		return p.eval(w, x).state
	case *ssa.Call:
		if p.tells(w, x) {
			return p.sameError(w, x.Call.Args[0], x.Call.Args[1])
		}
	case *ssa.BinOp:
		switch x.Op {
		case token.EQL, token.NEQ:
			s := p.sameError(w, x.X, x.Y)
			if s == unknown {
				s = p.compare(w, x.X, token.EQL, x.Y)
			}
			if x.Op == token.NEQ {
				return negate(s)
			}
			return s
		default:
			return p.compare(w, x.X, x.Op, x.Y)
		}
	}
	return unknown
}

// tells: a call of errors.Is with the error of the read.
func (p *paths) tells(w *way, call *ssa.Call) bool {
	fn := flow.Callee(&call.Call)
	return fn != nil && fn.FullName() == "errors.Is" && len(call.Call.Args) == 2
}

func (p *paths) sameError(w *way, x, y ssa.Value) state {
	a, b := p.eval(w, x), p.eval(w, y)
	if !isErrorState(a.state) {
		a, b, x, y = b, a, y, x
	}
	if !isErrorState(a.state) {
		return unknown
	}
	if a.of == p.read.Err && b.state != none || b.of == p.read.Err && a.state != none {
		w.decided = true
	}
	switch {
	case b.state == none || a.state == none:
		if isErrorState(b.state) {
			return truth(a.state == b.state)
		}
	case b.state == ended || a.state == ended:
		if isErrorState(b.state) {
			return truth(a.state == b.state)
		}
	}
	if _, sentinel := y.(*ssa.UnOp); sentinel && (a.state == ended || a.state == none) && a.of == p.read.Err {
		if g, ok := y.(*ssa.UnOp).X.(*ssa.Global); ok && g.Name() != "EOF" {
			return no // another error of a package
		}
	}
	return unknown
}

func isErrorState(s state) bool { return s == none || s == ended || s == broken }

// compare says how the count stands to a number or to the length of the buffer.
func (p *paths) compare(w *way, x ssa.Value, op token.Token, y ssa.Value) state {
	r := p.read
	k := w.values[unconvert(x)]
	if k.of == nil || k.state != zero && k.state != part && k.state != whole {
		other := w.values[unconvert(y)]
		if other.of == nil || other.state != zero && other.state != part && other.state != whole {
			return unknown
		}
		x, y, k = y, x, other
		op = mirrored(op)
	}
	if other, ok := w.values[unconvert(y)]; ok && other.of != k.of && other.state == k.state && k.state != unknown {
		return holds(0, op) // what was written is what was read
	}
	if r.isLength(y) {
		w.measured = true
		if k.state == whole {
			return holds(0, op)
		}
		return holds(-1, op)
	}
	if n, ok := number(y); ok {
		switch {
		case n == 0:
			if k.state == zero {
				return holds(0, op)
			}
			return holds(1, op)
		case n < 0:
			return holds(1, op)
		case k.state == zero:
			return holds(-1, op)
		case n == 1 && (op == token.LSS || op == token.GEQ):
			return holds(1, op) // fewer than one, or one at least
		}
	}
	return unknown
}

func mirrored(op token.Token) token.Token {
	switch op {
	case token.LSS:
		return token.GTR
	case token.GTR:
		return token.LSS
	case token.LEQ:
		return token.GEQ
	case token.GEQ:
		return token.LEQ
	}
	return op
}

// holds: what a comparison says of numbers that stand to each other as sign does to zero.
func holds(sign int, op token.Token) state {
	switch op {
	case token.EQL:
		return truth(sign == 0)
	case token.LSS:
		return truth(sign < 0)
	case token.GTR:
		return truth(sign > 0)
	case token.LEQ:
		return truth(sign <= 0)
	case token.GEQ:
		return truth(sign >= 0)
	}
	return unknown
}
