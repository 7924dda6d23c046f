package streams

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// deepest is how many calls a value is followed through.
const deepest = 4

// Ends follows v back to the values that it can be: through variables, conversions,
// fields, the parameters of functions whose calls are all in sight, and the results of
// functions of the package. What cannot be followed further is an end itself.
func (t *Table) Ends(v ssa.Value) []ssa.Value {
	w := &walker{p: t.P, seen: map[ssa.Value]bool{}}
	w.walk(v, 0)
	return w.ends
}

type walker struct {
	p    *flow.Program
	seen map[ssa.Value]bool
	ends []ssa.Value
	// stay: parameters are ends, whoever calls.
	stay bool
}

func (w *walker) walk(v ssa.Value, depth int) {
	if w.seen[v] {
		return
	}
	w.seen[v] = true
	switch x := v.(type) {
	case *ssa.MakeInterface:
		w.walk(x.X, depth)
	case *ssa.ChangeInterface:
		w.walk(x.X, depth)
	case *ssa.ChangeType:
		w.walk(x.X, depth)
	case *ssa.TypeAssert:
		if x.CommaOk || !types.IsInterface(x.AssertedType) {
			w.end(v)
		} else {
			w.walk(x.X, depth)
		}
	case *ssa.Phi:
		for _, e := range x.Edges {
			w.walk(e, depth)
		}
	case *ssa.Const:
		// nil: the variable before it is set
	case *ssa.FreeVar:
		if b := flow.Binding(x); b != nil {
			w.walk(b, depth)
		} else {
			w.end(v)
		}
	case *ssa.UnOp:
		w.load(x, depth)
	case *ssa.Parameter:
		w.parameter(x, depth)
	case *ssa.Call:
		w.result(x, x, 0, depth)
	case *ssa.Extract:
		switch tuple := x.Tuple.(type) {
		case *ssa.Call:
			w.result(x, tuple, x.Index, depth)
		case *ssa.TypeAssert:
			if x.Index == 0 && types.IsInterface(tuple.AssertedType) {
				w.walk(tuple.X, depth)
			} else {
				w.end(v)
			}
		default:
			w.end(v)
		}
	default:
		w.end(v)
	}
}

func (w *walker) end(v ssa.Value) { w.ends = append(w.ends, v) }

func (w *walker) load(x *ssa.UnOp, depth int) {
	if x.Op != token.MUL {
		w.end(x)
		return
	}
	if cell := flow.Cell(x.X); cell != nil {
		stores := flow.CellStores(cell)
		for _, st := range stores {
			w.walk(st.Val, depth)
		}
		if len(stores) == 0 {
			w.end(x)
		}
		return
	}
	var v *types.Var
	switch addr := x.X.(type) {
	case *ssa.FieldAddr:
		v = flow.FieldOf(addr)
	case *ssa.Global:
		v, _ = addr.Object().(*types.Var)
	}
	if v == nil || v.Pkg() != w.p.Pkg {
		w.end(x)
		return
	}
	stores := w.p.Stores(v)
	for _, val := range stores {
		w.walk(val, depth)
	}
	if len(stores) == 0 || v.Exported() {
		w.end(x) // others may set it
	}
}

// parameter goes on where the function is called.
func (w *walker) parameter(x *ssa.Parameter, depth int) {
	fn := x.Parent()
	calls, all := w.p.Callers(fn)
	index := -1
	for i, q := range fn.Params {
		if q == x {
			index = i
		}
	}
	if w.stay || !all || depth >= deepest || index < 0 {
		w.end(x)
		return
	}
	for _, call := range calls {
		if args := call.Common().Args; index < len(args) {
			w.walk(args[index], depth+1)
		}
	}
}

// result goes on in the function that is called. v is the value of the call, or the part
// of it that is used.
func (w *walker) result(v ssa.Value, call *ssa.Call, index, depth int) {
	callee := call.Call.StaticCallee()
	if callee == nil || flow.Origin(callee).Blocks == nil || depth >= deepest || flow.Origin(callee).Pkg == nil || flow.Origin(callee).Pkg.Pkg != w.p.Pkg {
		w.end(v)
		return
	}
	found := false
	for _, b := range flow.Origin(callee).Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if ok && index < len(ret.Results) {
			found = true
			w.walk(ret.Results[index], depth+1)
		}
	}
	if !found {
		w.end(v)
	}
}

// GoesRound reports whether io.Copy would go round the method of what v can be: see
// [knowledge.GoesRound].
func (t *Table) GoesRound(v ssa.Value, method, preferred string) bool {
	for _, end := range append(t.Ends(v), v) {
		if knowledge.GoesRound(end.Type(), method, preferred) {
			return true
		}
	}
	return false
}
