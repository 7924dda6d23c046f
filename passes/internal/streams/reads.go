package streams

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// A Read is a call that reads what is there into a buffer, which may be less than fits.
type Read struct {
	Call *ssa.Call
	Node *ast.CallExpr
	Fn   *types.Func
	// Raw: a system call.
	Raw bool
	// From is what is read, nil for a system call.
	From ssa.Value
	// Buf is the buffer.
	Buf ssa.Value
	// Count and Err are the results, nil when nobody looks at them.
	Count, Err ssa.Value
	// Sources are the places where what is read can come from.
	Sources []Source
	// Loop is the innermost loop around the call that reads on from the same place; nil if
	// there is none.
	Loop *flow.Loop
	// Writes are the calls in that loop that write what was read.
	Writes []*ssa.Call
	// Faults are what is wrong.
	Faults []Fault

	table *Table
}

// A Fault is what is wrong with a read, or with the loop around it.
type Fault struct {
	Kind FaultKind
	// Certain: it loses data, and nobody is told; else it depends on the reader.
	Certain bool
	// At is where the second half of the fault stands: the write, or the return.
	At token.Pos
}

// A FaultKind is a way in which reading goes wrong.
type FaultKind uint8

const (
	// CountDropped: nobody looks at how much was read, and the buffer is used.
	CountDropped FaultKind = iota
	// ShortFails: fewer bytes than asked for are taken for an error.
	ShortFails
	// TailLost: bytes that come together with an error are not used.
	TailLost
	// WholeBuffer: all of the buffer is written, also when less was read.
	WholeBuffer
	// EndFails: the end of what is read is returned as an error.
	EndFails
	// FailureHidden: a failed read looks as if all had been read.
	FailureHidden
	// ByHand: the loop does what io.Copy does.
	ByHand
)

// findReads fills the table with the reads.
func (t *Table) findReads() {
	t.Calls(func(instr ssa.CallInstruction, fn *types.Func, node *ast.CallExpr) {
		call, ok := instr.(*ssa.Call)
		if !ok {
			return
		}
		if r := t.readOf(call, fn, node); r != nil {
			t.Reads = append(t.Reads, r)
			r.findFaults()
		}
	})
	slices.SortStableFunc(t.Reads, func(a, b *Read) int { return cmp.Compare(a.Node.Pos(), b.Node.Pos()) })
}

func (t *Table) readOf(call *ssa.Call, fn *types.Func, node *ast.CallExpr) *Read {
	r := &Read{Call: call, Node: node, Fn: fn, table: t}
	args := flow.Args(&call.Call)
	if raw, ok := knowledge.RawOf(fn); ok && raw.Reads && raw.Buf < len(args) {
		r.Raw, r.Buf = true, args[raw.Buf]
	} else if knowledge.ReadingOf(fn) && fn.Name() == "Read" {
		r.From, r.Buf = t.written(flow.Receiver(&call.Call), node), args[0]
		r.Sources = t.sources(r.From, 0)
	} else {
		return nil
	}
	r.Count, r.Err = lookedAt(call, 0), lookedAt(call, 1)
	loops := t.P.Loops(call.Parent())
	for l := loops.Of(call); l != nil && r.Loop == nil; l = l.Parent {
		if r.Raw || outside(r.From, l, 0) {
			r.Loop = l
		}
		break // an outer loop reads anew
	}
	if r.Loop != nil {
		r.findWrites()
	}
	return r
}

// written returns the receiver as it stands in the source: what is called may be a method of
// something that it embeds.
func (t *Table) written(v ssa.Value, node *ast.CallExpr) ssa.Value {
	sel, ok := ast.Unparen(node.Fun).(*ast.SelectorExpr)
	if !ok {
		return v
	}
	want := t.P.Info.TypeOf(sel.X)
	if want == nil {
		return v
	}
	for x := v; ; {
		if types.Identical(x.Type(), want) || types.Identical(x.Type(), types.NewPointer(want)) {
			return x
		}
		switch y := x.(type) {
		case *ssa.FieldAddr:
			x = y.X
		case *ssa.Field:
			x = y.X
		case *ssa.UnOp:
			if y.Op != token.MUL {
				return v
			}
			x = y.X
		default:
			return v
		}
	}
}

// lookedAt returns a result of a call that is used, also by being handed on as a whole.
func lookedAt(call *ssa.Call, index int) ssa.Value {
	for _, ref := range *call.Referrers() {
		switch x := ref.(type) {
		case *ssa.Extract:
			if x.Index == index && used(x) {
				return x
			}
		case *ssa.DebugRef:
		default:
			return call // return r.Read(p)
		}
	}
	return nil
}

func used(v ssa.Value) bool {
	return slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
		_, debug := ref.(*ssa.DebugRef)
		return !debug
	})
}

// outside: v is the same in each turn of the loop.
func outside(v ssa.Value, l *flow.Loop, depth int) bool {
	instr, ok := v.(ssa.Instruction)
	if !ok || !l.Contains(instr) {
		return true
	}
	if depth > deepest {
		return false
	}
	switch x := v.(type) {
	case *ssa.UnOp:
		if cell := flow.Cell(x.X); cell != nil {
			for _, st := range flow.CellStores(cell) {
				if st.Parent() != instr.Parent() || l.Contains(st) {
					return false
				}
			}
		}
		return x.Op == token.MUL && outside(x.X, l, depth+1)
	case *ssa.FieldAddr:
		return outside(x.X, l, depth+1)
	case *ssa.Field:
		return outside(x.X, l, depth+1)
	case *ssa.MakeInterface:
		return outside(x.X, l, depth+1)
	case *ssa.ChangeInterface:
		return outside(x.X, l, depth+1)
	}
	return false
}

// findWrites notes the calls that write a part of the buffer in the loop.
func (r *Read) findWrites() {
	for _, b := range r.Loop.InOrder() {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			row, ok := knowledge.WritingOf(flow.Callee(&call.Call))
			args := flow.Args(&call.Call)
			if ok && (row.To < 0 || row.Message) && len(args) > 0 && r.inBuffer(args[len(args)-1]) {
				r.Writes = append(r.Writes, call)
			}
		}
	}
}

// findFaults asks the questions.
func (r *Read) findFaults() {
	if r.every(func(s Source) bool { return s.Fills || s.Messages || s.Memory }) {
		return // a short one is whole, or the end
	}
	if !r.Raw && len(r.Sources) == 0 || r.implements() {
		return // nothing is known, or it answers for another reader
	}
	if r.Count == nil {
		r.countDropped()
		return
	}
	if r.Err == nil || r.Count == ssa.Value(r.Call) {
		return
	}
	r.shortFails()
	if r.Loop == nil || r.Raw {
		return
	}
	if r.tailLost(); len(r.Faults) > 0 {
		r.byHand()
		return
	}
	if len(r.Writes) > 0 {
		r.wholeBuffer()
		r.endFails()
		r.failureHidden()
		r.byHand()
	}
}

// implements: the function is a Read itself, and fills the buffer of its caller.
func (r *Read) implements() bool {
	obj := flow.FuncObject(r.Call.Parent())
	if obj == nil || !knowledge.ReadingOf(obj) {
		return false
	}
	param, ok := root(r.Buf).(*ssa.Parameter)
	return ok && param.Parent() == r.Call.Parent()
}

// countDropped: nobody knows how much of the buffer is new.
func (r *Read) countDropped() {
	size, sized := r.Size()
	if sized && (size <= 1 || r.Raw && size == 8) {
		return // all or nothing; a counter of the system has eight bytes
	}
	for _, w := range r.Writes {
		if args := flow.Args(&w.Call); same(args[len(args)-1], r.Buf) {
			r.add(WholeBuffer, true, w.Pos())
			return
		}
	}
	if r.measured() {
		return // it is as long as what is left
	}
	if !r.readLater() {
		return // it waits for the peer, or throws away what comes
	}
	if !r.Raw && !r.some(takesWhatIsThere) {
		return
	}
	certain := r.Raw || r.some(func(s Source) bool { return takesWhatIsThere(s) && !s.UntilEnd })
	// A file is short at its end alone, and the next read says so.
	r.add(CountDropped, certain && r.hasOwnBuffer(), token.NoPos)
}

// takesWhatIsThere: a source that may read less. A type of its own that cannot be seen
// through does what its author knows.
func takesWhatIsThere(s Source) bool {
	return !s.Fills && !s.Messages && !s.Memory && (!s.Own || s.Talks)
}

// hasOwnBuffer: the buffer is made in this function, so that it is known who uses it.
func (r *Read) hasOwnBuffer() bool {
	switch root(r.Buf).(type) {
	case *ssa.MakeSlice, *ssa.Alloc, *ssa.Parameter:
		return true
	}
	return false
}

// shortFails: what comes is compared with the length of the buffer, and fewer bytes are an
// error.
func (r *Read) shortFails() {
	if !r.Raw && !r.some(func(s Source) bool { return takesWhatIsThere(s) && !s.UntilEnd }) {
		return // it is short at the end alone
	}
	short, ok := r.follow(part, none, unknown)
	if !ok {
		return
	}
	for _, o := range short {
		if o.bytes || !o.measured || !fails(o) {
			return
		}
	}
	full, ok := r.follow(whole, none, unknown)
	if !ok || !slices.ContainsFunc(full, func(o outcome) bool { return o.bytes || !fails(o) }) {
		return
	}
	r.add(ShortFails, true, short[0].exit.Pos())
}

// fails: the function returns an error, or does not return.
func fails(o outcome) bool {
	switch x := o.exit.(type) {
	case *ssa.Return:
		n := len(x.Results)
		return n > 0 && knowledge.IsError(x.Results[n-1].Type()) && o.result.state != none
	case *ssa.Panic, *ssa.Call:
		return true
	}
	return false
}

// attempted: the error that is returned is that of something else, which was done as if all
// had gone well.
func attempted(o outcome) bool {
	v := o.result.of
	if x, ok := v.(*ssa.Extract); ok {
		v = x.Tuple
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	callee := flow.Callee(&call.Call)
	return callee == nil || callee.Pkg() == nil || callee.Pkg().Path() != "errors" && callee.Pkg().Path() != "fmt"
}

// tailLost: when bytes come together with the end, they are not used; without, they are.
func (r *Read) tailLost() {
	if size, ok := r.Size(); ok && size == 1 {
		return
	}
	normal, ok := r.follow(part, none, unknown)
	if !ok || !slices.ContainsFunc(normal, func(o outcome) bool { return o.bytes }) {
		return
	}
	end, ok := r.follow(part, ended, unknown)
	if !ok {
		return
	}
	told := false
	for _, o := range end {
		if o.bytes || o.count || !o.left && o.exit == nil {
			return
		}
		told = told || o.err || fails(o) && !attempted(o)
	}
	if told && (r.EndsAlone() || len(r.Writes) == 0 && r.every(func(s Source) bool { return s.Talks })) {
		return // the caller learns that the conversation is over, which is all there is
	}
	can := r.some(func(s Source) bool {
		return s.Reader.End == knowledge.EndWithData || s.Interface && !s.Talks
	})
	r.add(TailLost, can && !told, token.NoPos)
}

func (r *Read) add(kind FaultKind, certain bool, at token.Pos) {
	r.Faults = append(r.Faults, Fault{Kind: kind, Certain: certain, At: at})
}

// A Reaction is what the code does with the error of a read.
type Reaction uint8

const (
	// Ignored: the bytes are used although there is an error, or nobody looks at it.
	Ignored Reaction = iota
	// Told: io.EOF goes another way than other errors.
	Told
	// Stops: with an error the bytes are not used.
	Stops
)

// OnError says what the code does with the error of the read.
func (r *Read) OnError() Reaction {
	if r.Err == nil {
		return Ignored
	}
	reaction := Stops
	for _, err := range []state{ended, broken} {
		outs, ok := r.follow(zero, err, unknown)
		if !ok {
			return Ignored
		}
		for _, o := range outs {
			if o.bytes {
				return Ignored
			}
			if o.decided {
				reaction = Told
			}
		}
	}
	return reaction
}

// TakenApart: the buffer has a fixed size, and its last byte counts whatever the others say:
// a number that fills it is read out of it, or it is looked at itself, on every way on on
// which there was no error.
func (r *Read) TakenApart() bool {
	size, ok := r.Size()
	if !ok {
		return false
	}
	found := false
	flow.Instructions(r.Call.Parent(), false, func(instr ssa.Instruction) {
		switch x := instr.(type) {
		case *ssa.IndexAddr:
			n, constant := number(x.Index)
			found = found || constant && n == size-1 && r.inBuffer(x.X) && loaded(x) && r.always(instr)
		case *ssa.Call:
			callee := flow.Callee(&x.Call)
			if callee == nil || callee.Pkg() == nil || callee.Pkg().Path() != "encoding/binary" {
				return
			}
			width := map[string]int64{"Uint16": 2, "Uint32": 4, "Uint64": 8}[callee.Name()]
			if args := flow.Args(&x.Call); len(args) == 1 && width == size {
				found = found || same(args[0], r.Buf) && r.always(instr)
			}
		}
	})
	return found
}

// always: after the read, nothing but its error decides whether instr runs.
func (r *Read) always(instr ssa.Instruction) bool {
	if !r.Call.Block().Dominates(instr.Block()) {
		return false
	}
	for b := instr.Block(); b != r.Call.Block(); b = b.Idom() {
		test, ok := b.Idom().Instrs[len(b.Idom().Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		cmp, ok := test.Cond.(*ssa.BinOp)
		if !ok || r.Err == nil || cmp.X != r.Err && cmp.Y != r.Err {
			return false
		}
	}
	return true
}

// FailsAnew: where less was read than fits, the function returns an error that it makes
// there and nobody can compare with, and does nothing else.
func (r *Read) FailsAnew(at token.Pos) bool {
	for _, b := range r.Call.Parent().Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || ret.Pos() != at || len(ret.Results) == 0 {
			continue
		}
		made, ok := returned(ret, len(ret.Results)-1).(*ssa.Call)
		if !ok {
			return false
		}
		for _, instr := range b.Instrs {
			switch x := instr.(type) {
			case *ssa.Call:
				if _, builtin := x.Call.Value.(*ssa.Builtin); x != made && !builtin {
					return false
				}
			case *ssa.Send, *ssa.Go, *ssa.Defer, *ssa.MapUpdate:
				return false
			}
		}
		fn := flow.Callee(&made.Call)
		return fn != nil && (fn.FullName() == "errors.New" || fn.FullName() == "fmt.Errorf")
	}
	return false
}

// EndsAlone: the sources are known, and return no bytes together with io.EOF.
func (r *Read) EndsAlone() bool {
	return r.every(func(s Source) bool { return s.Reader.End == knowledge.EndAlone })
}

// Kind is the type of what is read, for messages.
func (r *Read) Kind(in *types.Package) string {
	if len(r.Sources) == 0 {
		return "a reader"
	}
	return types.TypeString(r.Sources[0].Value.Type(), func(pkg *types.Package) string {
		if pkg == in {
			return ""
		}
		return pkg.Name()
	})
}
