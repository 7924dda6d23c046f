package repeats

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// Classify says how often a loop goes round.
func (a *Analysis) Classify(l *flow.Loop) Factor {
	if f, ok := a.loops[l]; ok {
		return f
	}
	// Entered first, so that a loop whose size depends on itself ends here.
	a.loops[l] = Factor{Size: Size{Class: Unknown}, Loop: l, Stmt: l.Stmt, Func: l.Header.Parent(), Pos: l.Pos()}
	f := a.loops[l]
	switch s := l.Stmt.(type) {
	case *ast.RangeStmt:
		f.Subject = s.X
		f.Size = a.rangeLoop(l, s)
		if t := a.P.Info.TypeOf(s.X); t != nil {
			b, ok := t.Underlying().(*types.Basic)
			f.Counted = ok && b.Info()&types.IsInteger != 0
		}
	case *ast.ForStmt:
		f.Size, f.Subject = a.forLoop(l, s)
		if f.Subject != nil {
			if t := a.P.Info.TypeOf(f.Subject); t != nil {
				b, ok := t.Underlying().(*types.Basic)
				f.Counted = ok && b.Info()&types.IsInteger != 0
			}
		}
	default:
		f.Size = a.endless(l)
	}
	if f.Class.Unbounded() {
		if n, ok := a.exitCount(l); ok && n.Class < f.Class {
			f.Size = n
		}
	}
	a.loops[l] = f
	return f
}

func (a *Analysis) rangeLoop(l *flow.Loop, s *ast.RangeStmt) Size {
	t := a.P.Info.TypeOf(s.X)
	if t == nil {
		return Size{Class: Unknown}
	}
	if sig, ok := t.Underlying().(*types.Signature); ok && sig != nil {
		return Size{Class: Unknown} // its body is a function of its own
	}
	// The value stands in the test of the loop: the length compared, the
	// iterator advanced, the channel received from.
	for b := range l.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Next:
				if rng, ok := instr.Iter.(*ssa.Range); ok && rng.Pos() == s.For {
					return a.container(rng.X, instr)
				}
			case *ssa.UnOp:
				if instr.Op == token.ARROW && instr.CommaOk && instr.Pos() == s.For {
					return a.channel(l, instr.X)
				}
			}
		}
	}
	for _, b := range loopTests(l) {
		test := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		cmp, ok := test.Cond.(*ssa.BinOp)
		if !ok || cmp.Op != token.LSS || cmp.Pos() != token.NoPos {
			continue
		}
		if x := lenArg(cmp.Y); x != nil && b.Comment == "rangeindex.loop" {
			return a.container(x, cmp)
		}
		return a.count(cmp.Y, cmp, 0)
	}
	if _, ok := t.Underlying().(*types.Array); ok {
		return Size{Class: Constant}
	}
	return Size{Class: Unknown}
}

// loopTests returns the blocks of l that end in a test which can leave it.
func loopTests(l *flow.Loop) []*ssa.BasicBlock {
	var out []*ssa.BasicBlock
	add := func(b *ssa.BasicBlock) {
		if len(b.Instrs) == 0 {
			return
		}
		if _, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok && (!l.Blocks[b.Succs[0]] || !l.Blocks[b.Succs[1]]) {
			out = append(out, b)
		}
	}
	add(l.Header)
	for _, b := range l.Header.Parent().Blocks {
		if l.Blocks[b] && b != l.Header {
			add(b)
		}
	}
	return out
}

// channel: as many turns as messages are sent, which is known only when all of
// them are sent before the loop by this function.
func (a *Analysis) channel(l *flow.Loop, ch ssa.Value) Size {
	return a.receive(ch.Type(), ch)
}

func (a *Analysis) receive(t types.Type, ch ssa.Value) Size {
	kind := Channel
	if c, ok := t.Underlying().(*types.Chan); ok {
		switch elem := c.Elem(); {
		case isConn(elem):
			kind = Accept
		case isEvent(elem):
			kind = Event
		}
	}
	return Size{Class: Forever, Origin: &Origin{Kind: kind, Value: ch}}
}

// forLoop reads the condition.
func (a *Analysis) forLoop(l *flow.Loop, s *ast.ForStmt) (Size, ast.Expr) {
	if s.Cond == nil {
		return a.endless(l), nil
	}
	cond := ast.Unparen(s.Cond)
	if cmp, ok := cond.(*ast.BinaryExpr); ok {
		if size, subject, ok := a.comparison(l, s, cmp); ok {
			return size, subject
		}
		// a && b ends when either does.
		if cmp.Op == token.LAND {
			for _, side := range []ast.Expr{cmp.X, cmp.Y} {
				if c, ok := ast.Unparen(side).(*ast.BinaryExpr); ok {
					if size, subject, ok := a.comparison(l, s, c); ok {
						return size, subject
					}
				}
			}
		}
	}
	if call, ok := cond.(*ast.CallExpr); ok && len(call.Args) == 0 {
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
			if fn, ok := a.P.Info.Uses[sel.Sel].(*types.Func); ok && advances(fn) {
				return Size{Class: Data, Origin: &Origin{Kind: Stream, Func: fn}}, sel.X
			}
		}
	}
	return a.endless(l), nil
}

// advances: a method without arguments that says whether there is another
// element: the shape of sql.Rows.Next, bufio.Scanner.Scan and of iterators.
func advances(fn *types.Func) bool {
	sig := fn.Signature()
	if sig.Recv() == nil || sig.Params().Len() != 0 || sig.Results().Len() != 1 {
		return false
	}
	b, ok := sig.Results().At(0).Type().Underlying().(*types.Basic)
	if !ok || b.Kind() != types.Bool {
		return false
	}
	switch fn.Name() {
	case "Next", "Scan", "HasNext", "More", "Advance", "NextResultSet":
		return true
	}
	return false
}

// comparison classifies `i < n`, `n > i`, `i != n`, `len(q) > 0`.
func (a *Analysis) comparison(l *flow.Loop, s *ast.ForStmt, cmp *ast.BinaryExpr) (Size, ast.Expr, bool) {
	var op *ssa.BinOp
	for b := range l.Blocks {
		for _, instr := range b.Instrs {
			if x, ok := instr.(*ssa.BinOp); ok && x.Pos() == cmp.OpPos {
				op = x
			}
		}
	}
	if op == nil {
		return Size{}, nil, false
	}
	switch cmp.Op {
	case token.LSS, token.LEQ, token.NEQ, token.GTR, token.GEQ:
	default:
		return Size{}, nil, false
	}
	// Which side does the loop move?
	stepX, stepY := a.steps(l, s, cmp.X), a.steps(l, s, cmp.Y)
	switch {
	case stepX && !stepY:
		if down(s, cmp) {
			// for i := n; i > 0; i--: as often as where it starts.
			if start, expr := a.start(l, s, cmp.X); start != nil {
				return a.count(start, op, 0), expr, true
			}
			return Size{Class: Configured}, cmp.X, true
		}
		if x := lenArg(op.Y); x != nil {
			return a.container(x, op), lenExpr(cmp.Y), true
		}
		return a.count(op.Y, op, 0), cmp.Y, true
	case stepY && !stepX:
		if x := lenArg(op.X); x != nil {
			return a.container(x, op), lenExpr(cmp.X), true
		}
		return a.count(op.X, op, 0), cmp.X, true
	}
	// for len(queue) > 0: until the queue is empty.
	for _, side := range []struct {
		v ssa.Value
		e ast.Expr
	}{{op.X, cmp.X}, {op.Y, cmp.Y}} {
		if x := lenArg(side.v); x != nil {
			size := a.container(x, op)
			if size.Class < Data {
				size = Size{Class: Data}
			}
			return Size{Class: Data, Origin: &Origin{Kind: Queue, Value: x, From: size.Origin}}, lenExpr(side.e), true
		}
	}
	// for e := list.Front(); e != nil; e = e.Next(): a linked list.
	if cmp.Op == token.NEQ && s.Post != nil && (isNil(cmp.X) || isNil(cmp.Y)) {
		return Size{Class: Data, Origin: &Origin{Kind: Stream}}, cmp.X, true
	}
	return Size{}, nil, false
}

func isNil(e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && id.Name == "nil"
}

// lenExpr strips len() from an expression, for messages.
func lenExpr(e ast.Expr) ast.Expr {
	if call, ok := ast.Unparen(e).(*ast.CallExpr); ok && len(call.Args) == 1 {
		if id, ok := call.Fun.(*ast.Ident); ok && id.Name == "len" {
			return call.Args[0]
		}
	}
	return e
}

// steps reports whether e is a variable that the loop counts up or down by a
// constant or a loop-invariant amount.
func (a *Analysis) steps(l *flow.Loop, s *ast.ForStmt, e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return false
	}
	obj := a.P.Info.ObjectOf(id)
	if obj == nil {
		return false
	}
	found := false
	check := func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.IncDecStmt:
			if x, ok := ast.Unparen(n.X).(*ast.Ident); ok && a.P.Info.ObjectOf(x) == obj {
				found = true
			}
		case *ast.AssignStmt:
			if len(n.Lhs) != 1 {
				return true
			}
			x, ok := ast.Unparen(n.Lhs[0]).(*ast.Ident)
			if !ok || a.P.Info.ObjectOf(x) != obj {
				return true
			}
			switch n.Tok {
			case token.ADD_ASSIGN, token.SUB_ASSIGN, token.MUL_ASSIGN, token.QUO_ASSIGN, token.SHL_ASSIGN, token.SHR_ASSIGN:
				found = true
			case token.ASSIGN:
				if bin, ok := ast.Unparen(n.Rhs[0]).(*ast.BinaryExpr); ok && (bin.Op == token.ADD || bin.Op == token.SUB) {
					if y, ok := ast.Unparen(bin.X).(*ast.Ident); ok && a.P.Info.ObjectOf(y) == obj {
						found = true
					}
				}
			}
		}
		return true
	}
	if s.Post != nil {
		ast.Inspect(s.Post, check)
	}
	if !found {
		ast.Inspect(s.Body, check)
	}
	return found
}

// down reports whether the loop counts downwards to a constant.
func down(s *ast.ForStmt, cmp *ast.BinaryExpr) bool {
	if cmp.Op != token.GTR && cmp.Op != token.GEQ {
		return false
	}
	_, ok := ast.Unparen(cmp.Y).(*ast.BasicLit)
	return ok
}

// start finds the value a counting variable begins with.
func (a *Analysis) start(l *flow.Loop, s *ast.ForStmt, e ast.Expr) (ssa.Value, ast.Expr) {
	init, ok := s.Init.(*ast.AssignStmt)
	if !ok || len(init.Lhs) != 1 || len(init.Rhs) != 1 {
		return nil, nil
	}
	for _, instr := range l.Header.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok || phi.Comment != ast.Unparen(e).(*ast.Ident).Name {
			continue
		}
		for i, pred := range l.Header.Preds {
			if !l.Blocks[pred] {
				return phi.Edges[i], lenExpr(init.Rhs[0])
			}
		}
	}
	return nil, nil
}

// endless: a loop that ends when something outside says so. What it waits for in
// each turn says where its work comes from.
func (a *Analysis) endless(l *flow.Loop) Size {
	best := &Origin{Kind: Endless}
	better := func(o *Origin) {
		if rank(o.Kind) > rank(best.Kind) {
			best = o
		}
	}
	for b := range l.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Select:
				for _, st := range instr.States {
					if st.Dir == types.RecvOnly && !isDone(st.Chan) {
						better(a.receive(st.Chan.Type(), st.Chan).Origin)
					}
				}
			case *ssa.UnOp:
				if instr.Op == token.ARROW && !isDone(instr.X) {
					better(a.receive(instr.X.Type(), instr.X).Origin)
				}
			case *ssa.Call:
				common := instr.Common()
				callee := flow.Callee(common)
				if callee == nil {
					continue
				}
				if accepts(callee) {
					better(&Origin{Kind: Accept, Func: callee})
				} else if reads(callee) && a.P.Loops(instr.Parent()).Of(instr) == l {
					better(&Origin{Kind: Stream, Func: callee})
				}
			}
		}
	}
	if best.Kind == Endless && untilError(l) {
		best.Kind = Stream
	}
	return Size{Class: Forever, Origin: best}
}

// untilError: the loop reads something until that fails: a test of an error that
// a call in the loop returned leaves it.
func untilError(l *flow.Loop) bool {
	for _, b := range loopTests(l) {
		cmp, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If).Cond.(*ssa.BinOp)
		if !ok || !isError(cmp.X.Type()) {
			continue
		}
		var call *ssa.Call
		switch x := cmp.X.(type) {
		case *ssa.Call:
			call = x
		case *ssa.Extract:
			call, _ = x.Tuple.(*ssa.Call)
		}
		if call != nil && l.Contains(call) {
			return true
		}
	}
	return false
}

// rank orders what an endless loop may wait for: a connection says more about
// its work than a message, a message more than a timer.
func rank(k Kind) int {
	switch k {
	case Accept:
		return 4
	case Channel:
		return 3
	case Stream:
		return 2
	case Event:
		return 1
	}
	return 0
}

// accepts: a call that returns a new connection.
func accepts(fn *types.Func) bool {
	res := fn.Signature().Results()
	if res.Len() < 2 {
		return false
	}
	return isConn(res.At(0).Type())
}

// reads: a method that returns the next message and an error, without being
// given one: Recv, ReadMessage, Next.
func reads(fn *types.Func) bool {
	sig := fn.Signature()
	res := sig.Results()
	if sig.Recv() == nil || res.Len() < 2 || !isError(res.At(res.Len()-1).Type()) {
		return false
	}
	for i := range sig.Params().Len() {
		if !knowledge.IsNamed(sig.Params().At(i).Type(), "context", "Context") {
			return false
		}
	}
	switch fn.Name() {
	case "Recv", "RecvMsg", "ReadMessage", "FetchMessage", "Receive", "ReceiveMessage", "ReadMsg", "Next", "NextMsg", "Read", "ReadLine":
		return true
	}
	return false
}

// isConn reports whether a value of type t is a connection or stream of one: it
// has the methods of net.Conn that other readers and writers lack, or accepts
// streams itself.
func isConn(t types.Type) bool {
	if types.IsInterface(t) || isPointer(t) {
		return hasMethod(t, "RemoteAddr") || hasMethod(t, "AcceptStream") || hasMethod(t, "StreamID") ||
			hasMethod(t, "ExtraData") // golang.org/x/crypto/ssh.NewChannel
	}
	return hasMethod(types.NewPointer(t), "RemoteAddr")
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

func hasMethod(t types.Type, name string) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
	_, ok := obj.(*types.Func)
	return ok
}

func isError(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Pkg() == nil && n.Obj().Name() == "error"
}

// isEvent: a message that carries no data but that it happened.
func isEvent(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Struct:
		return u.NumFields() == 0 || knowledge.IsNamed(t, "time", "Time")
	case *types.Basic:
		return u.Kind() == types.Bool
	}
	return knowledge.IsNamed(t, "os", "Signal")
}

// isDone reports whether ch is the Done channel of a context, or is of type
// chan struct{} and so carries no work.
func isDone(ch ssa.Value) bool {
	if call, ok := ch.(*ssa.Call); ok {
		if fn := flow.Callee(call.Common()); fn != nil && fn.Name() == "Done" {
			return true
		}
	}
	return false
}

// exitCount finds a counter that leaves the loop: `if n == limit { break }`, where
// n grows in every turn.
func (a *Analysis) exitCount(l *flow.Loop) (best Size, found bool) {
	for _, b := range loopTests(l) {
		test := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		cmp, ok := test.Cond.(*ssa.BinOp)
		if !ok || !dominatesLatches(l, b) {
			continue
		}
		switch cmp.Op {
		case token.LSS, token.LEQ, token.EQL, token.NEQ, token.GTR, token.GEQ:
		default:
			continue
		}
		for _, side := range [][2]ssa.Value{{cmp.X, cmp.Y}, {cmp.Y, cmp.X}} {
			if counts(l, side[0]) && !a.variant(l, side[1], 0) {
				if n := a.count(side[1], cmp, 0); !found || n.Class < best.Class {
					best, found = n, true
				}
			}
		}
	}
	return best, found
}

// dominatesLatches: every turn passes b.
func dominatesLatches(l *flow.Loop, b *ssa.BasicBlock) bool {
	for _, pred := range l.Header.Preds {
		if l.Blocks[pred] && !b.Dominates(pred) {
			return false
		}
	}
	return true
}

// counts reports whether v is a number that every turn of l makes larger.
func counts(l *flow.Loop, v ssa.Value) bool {
	phi, ok := v.(*ssa.Phi)
	if !ok {
		if bin, isBin := v.(*ssa.BinOp); isBin && bin.Op == token.ADD {
			phi, ok = bin.X.(*ssa.Phi)
		}
	}
	if !ok || phi.Block() != l.Header {
		return false
	}
	for i, pred := range l.Header.Preds {
		if !l.Blocks[pred] {
			continue
		}
		bin, ok := phi.Edges[i].(*ssa.BinOp)
		if !ok || bin.Op != token.ADD || bin.X != phi {
			return false
		}
	}
	return true
}

// Variant reports whether v can differ from one turn of the loop to the next.
func (a *Analysis) Variant(l *flow.Loop, v ssa.Value) bool { return a.variant(l, v, 0) }

func (a *Analysis) variant(l *flow.Loop, v ssa.Value, depth int) bool {
	if depth > 12 {
		return false
	}
	instr, ok := v.(ssa.Instruction)
	if !ok || instr.Parent() != l.Header.Parent() || !l.Contains(instr) {
		return false
	}
	switch v := v.(type) {
	case *ssa.Phi:
		return true
	case *ssa.Next:
		return true
	case *ssa.Select:
		return true
	case *ssa.UnOp:
		switch v.Op {
		case token.ARROW:
			return true
		case token.MUL:
			if cell := flow.Cell(v.X); cell != nil {
				for _, st := range flow.CellStores(cell) {
					if st.Parent() == l.Header.Parent() && l.Contains(st) && a.variant(l, st.Val, depth+1) {
						return true
					}
				}
				return false
			}
		}
	case *ssa.Alloc:
		for _, st := range flow.CellStores(v) {
			if st.Parent() == l.Header.Parent() && l.Contains(st) && a.variant(l, st.Val, depth+1) {
				return true
			}
		}
		return false
	case *ssa.Call:
		if len(v.Call.Args) == 0 && !v.Call.IsInvoke() {
			return false
		}
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && a.variant(l, *op, depth+1) {
			return true
		}
	}
	return false
}

// trigger says what makes an endless loop reach instr: the case of a select that
// it stands in, rather than any that the loop waits for.
func (a *Analysis) trigger(l *flow.Loop, instr ssa.Instruction, whole *Origin) *Origin {
	best := whole
	for b := range l.Blocks {
		for _, i := range b.Instrs {
			sel, ok := i.(*ssa.Select)
			if !ok {
				continue
			}
			for n, st := range sel.States {
				if st.Dir == types.RecvOnly && Chosen(sel, n, instr.Block()) {
					if isDone(st.Chan) {
						return &Origin{Kind: Event, Value: st.Chan}
					}
					best = a.receive(st.Chan.Type(), st.Chan).Origin
				}
			}
		}
	}
	return best
}

// Chosen reports whether block b is reached only when case n of sel was chosen.
func Chosen(sel *ssa.Select, n int, b *ssa.BasicBlock) bool {
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
			if c, ok := cmp.Y.(*ssa.Const); !ok || c.Int64() != int64(n) {
				continue
			}
			for _, test := range *cmp.Referrers() {
				if test, ok := test.(*ssa.If); ok {
					if to := test.Block().Succs[0]; len(to.Preds) == 1 && to.Dominates(b) {
						return true
					}
				}
			}
		}
	}
	return false
}
