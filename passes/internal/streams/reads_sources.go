package streams

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// A Source is one place where what is read from a value can come from.
type Source struct {
	knowledge.Reader
	// Interface: nothing is known but that it is a reader; it can stand for any.
	Interface bool
	// Own: a type that is in no table.
	Own bool
	// Value stands for the source itself.
	Value ssa.Value
}

// sources returns where what is read from v can come from.
func (t *Table) sources(v ssa.Value, depth int) []Source {
	var out []Source
	for _, end := range t.Ends(v) {
		out = append(out, t.sourceOf(end, depth)...)
	}
	return out
}

func (t *Table) sourceOf(end ssa.Value, depth int) []Source {
	if r, ok := held(end); ok {
		return []Source{{Reader: r, Value: end}}
	}
	if call, ok := callOf(end); ok {
		callee := flow.Callee(&call.Call)
		if dialsMessages(callee, call) {
			return []Source{{Reader: knowledge.Reader{Messages: true}, Value: end}}
		}
		if r, from, ok := knowledge.ReaderMadeBy(callee); ok {
			args := flow.Args(&call.Call)
			if from < 0 || from >= len(args) {
				return []Source{{Reader: r, Value: end}}
			}
			if depth < deepest {
				return t.sources(args[from], depth+1)
			}
		}
	}
	typ := end.Type()
	if r, ok := knowledge.ReaderOf(typ); ok {
		return []Source{{Reader: r, Value: end}}
	}
	// What a type embeds reads for it.
	if fn := methodOf(typ, "Read", t.P.Pkg); fn != nil && fn.Signature().Recv() != nil {
		if r, ok := knowledge.ReaderOf(fn.Signature().Recv().Type()); ok {
			return []Source{{Reader: r, Value: end}}
		}
	}
	s := Source{Interface: types.IsInterface(typ), Value: end}
	s.Own = !s.Interface
	s.Talks = knowledge.HasMethods(typ, "Write") || knowledge.HasMethods(typ, "SetReadDeadline")
	inner, ok := t.inside(end, depth)
	if !ok {
		return []Source{s}
	}
	for i := range inner {
		inner[i].Talks = inner[i].Talks || s.Talks // also where some was read before
	}
	return inner
}

// inside returns what a type of the package reads from, by the code of its Read.
func (t *Table) inside(end ssa.Value, depth int) ([]Source, bool) {
	typ := end.Type()
	fn := t.P.FuncOf(methodOf(typ, "Read", t.P.Pkg))
	if types.IsInterface(typ) || fn == nil || len(fn.Params) != 2 || depth >= deepest {
		return nil, false
	}
	var out []Source
	fills, waits := false, false
	flow.Instructions(fn, true, func(instr ssa.Instruction) {
		switch x := instr.(type) {
		case *ssa.Select, *ssa.Send:
			waits = true
		case *ssa.UnOp:
			waits = waits || x.Op == token.ARROW
		case ssa.CallInstruction:
			callee := flow.Callee(x.Common())
			switch {
			case callee == nil:
				_, builtin := x.Common().Value.(*ssa.Builtin)
				waits = waits || !builtin
			case knowledge.ReadingOf(callee):
				out = append(out, t.sources(flow.Receiver(x.Common()), depth+1)...)
			case callee.FullName() == "io.ReadFull":
				fills = true
			case callee.Pkg() != t.P.Pkg || x.Common().IsInvoke():
				waits = true
			}
		}
	})
	switch {
	case len(out) > 0:
		return out, true
	case fills:
		return []Source{{Reader: knowledge.Reader{Fills: true}, Value: end}}, true
	case !waits:
		return []Source{{Reader: knowledge.Reader{Memory: true, UntilEnd: true}, Value: end}}, true
	}
	return nil, false
}

func methodOf(t types.Type, name string, pkg *types.Package) *types.Func {
	obj, _, _ := types.LookupFieldOrMethod(t, true, pkg, name)
	fn, _ := obj.(*types.Func)
	return fn
}

// held returns the row of the field or variable that a value is loaded from.
func held(v ssa.Value) (knowledge.Reader, bool) {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return knowledge.Reader{}, false
	}
	switch addr := load.X.(type) {
	case *ssa.Global:
		obj, _ := addr.Object().(*types.Var)
		return knowledge.ReaderIn(obj, "")
	case *ssa.FieldAddr:
		owner := types.Unalias(addr.X.Type())
		if p, ok := owner.Underlying().(*types.Pointer); ok {
			owner = types.Unalias(p.Elem())
		}
		if n, ok := owner.(*types.Named); ok {
			return knowledge.ReaderIn(flow.FieldOf(addr), n.Obj().Name())
		}
	}
	return knowledge.Reader{}, false
}

// dialsMessages: a call that opens a connection of a network of messages.
func dialsMessages(fn *types.Func, call *ssa.Call) bool {
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "net" {
		return false
	}
	for _, arg := range flow.Args(&call.Call) {
		if c, ok := arg.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.String {
			return knowledge.DialsMessages(constant.StringVal(c.Value))
		}
	}
	return false
}

// every reports whether all sources of a read are such, and there is one.
func (r *Read) every(such func(Source) bool) bool {
	for _, s := range r.Sources {
		if !such(s) {
			return false
		}
	}
	return len(r.Sources) > 0
}

// some reports whether one of the sources of a read is such.
func (r *Read) some(such func(Source) bool) bool {
	for _, s := range r.Sources {
		if such(s) {
			return true
		}
	}
	return false
}
