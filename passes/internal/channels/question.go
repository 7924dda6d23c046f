package channels

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// A question is what a test depends on. Which way the test goes is left open if nothing
// else that happens depends on the same.
type question struct {
	*model
	// roots are the variables, fields, calls and messages that decide.
	roots []any
	// fixed: the answer is the same each time it is asked.
	fixed bool
	// bound: the answer says something about what has happened before: a number that is
	// counted, a flag, what a function returned that did it.
	bound bool

	seen map[ssa.Value]bool
}

// ask looks at what cond depends on.
func (m *model) ask(cond ssa.Value) *question {
	q := &question{model: m, fixed: true, seen: map[ssa.Value]bool{}}
	q.value(cond)
	return q
}

func (q *question) value(v ssa.Value) {
	if v == nil || q.seen[v] {
		return
	}
	q.seen[v] = true
	switch v := v.(type) {
	case *ssa.Const, *ssa.Function, *ssa.Builtin:
	case *ssa.Phi:
		q.bound = true
	case *ssa.BinOp:
		q.bound = q.bound || v.Op == token.ADD || v.Op == token.SUB
		q.value(v.X)
		q.value(v.Y)
	case *ssa.UnOp:
		q.load(v)
	case *ssa.Call:
		q.call(v, v.Type())
	case *ssa.Extract:
		q.extract(v)
	case *ssa.FieldAddr:
		q.field(flow.FieldOf(v), v.X, v.Parent())
	case *ssa.Field:
		q.field(flow.FieldOfValue(v), v.X, v.Parent())
	case *ssa.Parameter, *ssa.Global, *ssa.Alloc:
		q.roots = append(q.roots, v)
	case *ssa.FreeVar:
		if b := flow.Binding(v); b != nil {
			q.value(b)
			return
		}
		q.roots = append(q.roots, v)
	case *ssa.Lookup:
		q.element(v.X)
	case *ssa.IndexAddr:
		q.element(v.X)
	case *ssa.Index:
		q.element(v.X)
	case ssa.Instruction:
		for _, op := range v.Operands(nil) {
			q.value(*op)
		}
	default:
		q.bound = true
	}
}

// once notes a root that is another one each time.
func (q *question) once(root any) { q.roots, q.fixed = append(q.roots, root), false }

// load: a message, a variable, or what stands at an address.
func (q *question) load(v *ssa.UnOp) {
	switch v.Op {
	case token.ARROW:
		q.message(v, v.X)
	case token.MUL:
		cell := flow.Cell(v.X)
		if cell == nil {
			q.value(v.X)
			return
		}
		stores := flow.CellStores(cell)
		if len(stores) == 1 {
			q.value(stores[0].Val)
			return
		}
		// Set just before, or some time ago.
		if st := lastStore(v, cell); st != nil {
			q.value(st.Val)
			return
		}
		q.bound = true
	default:
		q.value(v.X)
	}
}

// lastStore returns the store to a variable before a load in the same block.
func lastStore(load *ssa.UnOp, cell *ssa.Alloc) *ssa.Store {
	var last *ssa.Store
	for _, instr := range load.Block().Instrs {
		if instr == load {
			return last
		}
		if st, ok := instr.(*ssa.Store); ok && flow.Cell(st.Addr) == cell {
			last = st
		}
	}
	return nil
}

// extract: one of several results, a message of a select, an element of a range.
func (q *question) extract(v *ssa.Extract) {
	switch tuple := v.Tuple.(type) {
	case *ssa.Call:
		q.call(tuple, v.Type())
	case *ssa.Next:
		if rng, ok := tuple.Iter.(*ssa.Range); ok {
			q.element(rng.X)
		}
	case *ssa.Lookup:
		q.element(tuple.X)
	case *ssa.TypeAssert:
		q.value(tuple.X)
	case *ssa.UnOp:
		q.message(tuple, tuple.X)
	case *ssa.Select:
		n := 1
		for _, st := range tuple.States {
			if st.Dir == types.RecvOnly {
				if n++; n == v.Index {
					q.message(tuple, st.Chan)
				}
			}
		}
		q.once(tuple)
	default:
		q.once(v.Tuple)
	}
}

// element: of a container that the function fills itself, it says what has happened.
func (q *question) element(of ssa.Value) {
	q.fixed = false
	q.bound = q.bound || q.local(of)
	q.value(of)
}

// local: an object that the functions of the model make and keep.
func (q *question) local(v ssa.Value) bool {
	switch v := q.P.Resolve(v, nil).(type) {
	case *ssa.MakeMap, *ssa.MakeSlice, *ssa.Phi:
		return true
	case *ssa.Alloc:
		return true
	case *ssa.Slice:
		return q.local(v.X)
	}
	return false
}

// call: a result of a call.
func (q *question) call(v *ssa.Call, result types.Type) {
	if _, builtin := v.Call.Value.(*ssa.Builtin); builtin {
		for _, arg := range v.Call.Args {
			q.bound = q.bound || q.local(arg)
			q.value(arg)
		}
		return
	}
	q.once(v)
	if q.entered[v] {
		q.bound = true // it has done things that others see
		return
	}
	for _, arg := range v.Call.Args {
		q.argument(arg)
	}
	if knowledge.IsError(result) {
		return
	}
	fn := flow.Callee(&v.Call)
	if fn == nil || fn.Pkg() == nil {
		return
	}
	q.roots = append(q.roots, fn)
	args := v.Call.Args
	if v.Call.IsInvoke() {
		args = append(slices.Clone(args), v.Call.Value)
	}
	switch path := fn.Pkg().Path(); {
	case path == "sync", path == "sync/atomic":
		q.bound = true // one of many gets the answer
	case fn.Pkg() == q.P.Pkg, isNumber(result):
		q.bound = q.bound || slices.ContainsFunc(args, func(arg ssa.Value) bool {
			_, made := q.P.Resolve(arg, nil).(*ssa.Call)
			return made && isNumber(result) || q.local(arg)
		})
	}
}

// argument: what is asked about a message, or about what a function returned that did
// things, depends on it as well.
func (q *question) argument(v ssa.Value) {
	switch v := v.(type) {
	case *ssa.MakeInterface:
		q.argument(v.X)
	case *ssa.ChangeInterface:
		q.argument(v.X)
	case *ssa.UnOp:
		if v.Op == token.ARROW {
			q.message(v, v.X)
		}
	case *ssa.Extract:
		switch v.Tuple.(type) {
		case *ssa.Select, *ssa.UnOp:
			q.extract(v)
		}
	}
	if ok, call, _ := resultOf(v); ok {
		q.bound = q.bound || q.entered[call]
	}
}

func isNumber(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsNumeric != 0
}

// field: the field tells more than whose it is.
func (q *question) field(f *types.Var, of ssa.Value, in *ssa.Function) {
	q.fixed = q.fixed && !perTurn(of)
	if f == nil {
		q.bound = true
		return
	}
	q.roots = append(q.roots, f)
	q.bound = q.bound || setIn(in, f) || len(q.P.Stores(f)) > 0 && q.local(of)
	if load, ok := of.(*ssa.UnOp); ok && load.Op == token.ARROW {
		q.message(load, load.X)
	}
	if ex, ok := of.(*ssa.Extract); ok {
		q.extract(ex)
	}
}

// setIn reports whether fn sets a field.
func setIn(fn *ssa.Function, field *types.Var) bool {
	found := false
	flow.Instructions(fn, true, func(instr ssa.Instruction) {
		if st, ok := instr.(*ssa.Store); ok {
			addr, ok := st.Addr.(*ssa.FieldAddr)
			found = found || ok && flow.FieldOf(addr) == field
		}
	})
	return found
}

// perTurn: a value that is another one whenever it is asked for: an element, a result.
func perTurn(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Call, *ssa.Extract, *ssa.Phi, *ssa.IndexAddr, *ssa.Index, *ssa.Lookup, *ssa.Alloc:
		return true
	case *ssa.UnOp:
		return v.Op == token.ARROW || flow.Cell(v.X) != nil || perTurn(v.X)
	case *ssa.FieldAddr:
		return perTurn(v.X)
	case *ssa.Field:
		return perTurn(v.X)
	}
	return false
}

// message: what is received. Where one piece of work sends several, the message can say
// whether more will come.
func (q *question) message(from ssa.Instruction, ch ssa.Value) {
	q.once(from)
	mc := q.P.Resolve(ch, nil)
	for i, o := range q.objects {
		if o.make == mc {
			q.bound = q.bound || q.lastIsMarked(i)
		}
	}
}

// lastIsMarked reports whether a message can say what its sender does next: where work
// goes on in another way after one send than after another; or where it sends several,
// and one of them is a constant, or one that it asks about itself.
func (m *model) lastIsMarked(obj int) bool {
	several, marked := false, false
	after := map[ssa.Instruction][]string{}
	for _, n := range m.nodes {
		if n.op != opSend || n.obj != obj {
			continue
		}
		if class := m.classesAfter(n.next[0]); !slices.Contains(after[n.instr], class) {
			after[n.instr] = append(after[n.instr], class)
		}
		seen := map[*node]bool{}
		m.reach(n.next[0], seen)
		for p := range seen {
			several = several || p.op == opSend && p.obj == obj
		}
		if send, ok := n.instr.(*ssa.Send); ok {
			marked = marked || isMark(send.X) || asksAbout(send)
		}
	}
	different := ""
	for _, classes := range after {
		slices.Sort(classes)
		all := strings.Join(classes, " ")
		if different != "" && different != all {
			return true
		}
		different = all
	}
	return several && marked
}

// isMark: a constant, or a package variable, as io.EOF is.
func isMark(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Const:
		return true
	case *ssa.MakeInterface:
		return isMark(v.X)
	case *ssa.UnOp:
		_, global := v.X.(*ssa.Global)
		return global
	}
	return false
}

// asksAbout reports whether a function tests what it sends, or a field of it.
func asksAbout(send *ssa.Send) bool {
	sent := []ssa.Value{send.X}
	if mi, ok := send.X.(*ssa.MakeInterface); ok {
		sent = append(sent, mi.X)
	}
	if load, ok := send.X.(*ssa.UnOp); ok {
		if cell := flow.Cell(load.X); cell != nil {
			for _, ref := range *cell.Referrers() {
				if addr, ok := ref.(*ssa.FieldAddr); ok {
					for _, use := range *addr.Referrers() {
						if st, ok := use.(*ssa.Store); ok {
							sent = append(sent, st.Val)
						}
					}
				}
			}
		}
	}
	found := false
	flow.Instructions(send.Parent(), false, func(instr ssa.Instruction) {
		if cmp, ok := instr.(*ssa.BinOp); ok {
			found = found || slices.Contains(sent, cmp.X) || slices.Contains(sent, cmp.Y)
		}
	})
	return found
}
