package streams

import (
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// A Sink is one place where what is written to a value can end.
type Sink struct {
	// Kind is NoSink for what is not known.
	Kind knowledge.Sink
	// Interface: nothing is known but that it is a writer; it can stand for anything.
	Interface bool
	// Own: a type of the program stands between, which writes on.
	Own bool
	// Layers are the writers in between, the outermost first.
	Layers []Laid
	// End is the value that stands for the sink itself.
	End ssa.Value
}

// A Laid is a writer that hands on what it is given.
type Laid struct {
	knowledge.Layer
	// Writer is the layer itself.
	Writer ssa.Value
}

// Sinks returns where what is written to v can end.
func (t *Table) Sinks(v ssa.Value) []Sink {
	t.asking.Lock()
	defer t.asking.Unlock()
	return t.sinksOf(v, 0)
}

func (t *Table) sinksOf(v ssa.Value, depth int) []Sink {
	if found, ok := t.sinks[v]; ok {
		return found
	}
	t.sinks[v] = nil // a writer that is laid over itself has no end
	var out []Sink
	for _, end := range t.Ends(v) {
		out = append(out, t.sinkOf(end, depth)...)
	}
	t.sinks[v] = out
	return out
}

// sinkOf says what one end is.
func (t *Table) sinkOf(end ssa.Value, depth int) []Sink {
	if isConsole(end) {
		return []Sink{{Kind: knowledge.Console, End: end}}
	}
	if isDiscard(end) {
		return []Sink{{Kind: knowledge.Discard, End: end}}
	}
	if call, ok := callOf(end); ok {
		callee := flow.Callee(&call.Call)
		if maker, ok := knowledge.MakerOf(callee); ok && depth < deepest {
			return t.laid(end, call, maker, depth)
		}
		if knowledge.ConsoleOf(callee) {
			return []Sink{{Kind: knowledge.Console, End: end}}
		}
		if device(call, callee) {
			return []Sink{{Kind: knowledge.Console, End: end}}
		}
		if callee != nil && callee.FullName() == "os.Pipe" {
			return []Sink{{Kind: knowledge.Connection, End: end}}
		}
		if callee != nil && callee.FullName() == "(*os/exec.Cmd).StdinPipe" {
			return []Sink{{Kind: knowledge.Connection, End: end}}
		}
	}
	if layer, ok := knowledge.LayerOf(end.Type()); ok {
		return []Sink{{Layers: []Laid{{layer, end}}, End: end}}
	}
	if kind := knowledge.SinkOf(end.Type()); kind != knowledge.NoSink {
		return []Sink{{Kind: kind, End: end}}
	}
	return []Sink{t.own(end)}
}

// laid follows a layer to what is under it.
func (t *Table) laid(end ssa.Value, call *ssa.Call, maker knowledge.Maker, depth int) []Sink {
	var under []Sink
	args := flow.Args(&call.Call)
	switch {
	case maker.Arg >= 0 && maker.Arg < len(args):
		under = t.sinksOf(args[maker.Arg], depth+1)
	case len(args) == 1:
		for _, arg := range variadic(args[0]) {
			under = append(under, t.sinksOf(arg, depth+1)...)
		}
	}
	if len(under) == 0 {
		under = []Sink{{Interface: true, End: end}}
	}
	out := make([]Sink, len(under))
	for i, s := range under {
		s.Layers = append([]Laid{{maker.Layer, end}}, s.Layers...)
		out[i] = s
	}
	return out
}

// own says what a type that is in no table does, as far as its methods tell.
func (t *Table) own(end ssa.Value) Sink {
	typ := end.Type()
	if types.IsInterface(typ) {
		// What says how much it buffers also keeps its first error.
		buffers := knowledge.HasMethods(typ, "Buffered") || knowledge.HasMethods(typ, "Available") || knowledge.HasMethods(typ, "Flush")
		return Sink{Interface: !buffers, End: end}
	}
	for _, name := range [...]string{"Write", "WriteString", "WriteAt", "WriteByte"} {
		obj, _, _ := types.LookupFieldOrMethod(typ, true, t.P.Pkg, name)
		fn, ok := obj.(*types.Func)
		if !ok {
			continue
		}
		if t.Facts.NeverFails(fn) {
			return Sink{Kind: knowledge.Memory, End: end}
		}
		if recv := fn.Signature().Recv(); recv != nil && !types.Identical(recv.Type(), typ) {
			if kind := knowledge.SinkOf(recv.Type()); kind != knowledge.NoSink {
				return Sink{Kind: kind, End: end} // of what it embeds
			}
		}
		if found, ok := t.Facts.Writes(fn); ok && !found.Keeps {
			return Sink{Kind: found.Sink, Interface: found.Sink == knowledge.NoSink, Own: true, End: end}
		}
		break
	}
	return Sink{End: end}
}

// isConsole: standard output or error, or what a command hands its child for these.
func isConsole(v ssa.Value) bool {
	if load, ok := v.(*ssa.UnOp); ok {
		if addr, ok := load.X.(*ssa.FieldAddr); ok {
			f := flow.FieldOf(addr)
			return f != nil && f.Pkg() != nil && f.Pkg().Path() == "os/exec" && (f.Name() == "Stdout" || f.Name() == "Stderr")
		}
	}
	return isGlobal(v, "os", "Stdout", "Stderr")
}

// device: a terminal, or another file that the kernel makes up, by its name or number.
func device(call *ssa.Call, callee *types.Func) bool {
	if callee == nil || len(call.Call.Args) == 0 {
		return false
	}
	c, ok := call.Call.Args[0].(*ssa.Const)
	if !ok || c.Value == nil {
		return false
	}
	switch callee.FullName() {
	case "os.OpenFile", "os.Create":
		if c.Value.Kind() != constant.String {
			return false
		}
		first, _, _ := strings.Cut(strings.TrimPrefix(constant.StringVal(c.Value), "/"), "/")
		return first == "dev" || first == "proc" || first == "sys"
	case "os.NewFile":
		return c.Value.Kind() == constant.Int && c.Int64() <= 2
	}
	return false
}

func isDiscard(v ssa.Value) bool {
	return isGlobal(v, "io", "Discard") || isGlobal(v, "io/ioutil", "Discard")
}

// isGlobal reports whether v is what one of the variables of a package holds.
func isGlobal(v ssa.Value, path string, names ...string) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	g, ok := load.X.(*ssa.Global)
	if !ok || g.Pkg == nil || g.Pkg.Pkg.Path() != path {
		return false
	}
	for _, name := range names {
		if g.Name() == name {
			return true
		}
	}
	return false
}

// callOf returns the call whose result v is, or is part of.
func callOf(v ssa.Value) (*ssa.Call, bool) {
	if x, ok := v.(*ssa.Extract); ok {
		v = x.Tuple
	}
	call, ok := v.(*ssa.Call)
	return call, ok
}

// variadic returns the elements of the slice that is made for a variadic parameter.
func variadic(v ssa.Value) []ssa.Value {
	slice, ok := v.(*ssa.Slice)
	if !ok {
		return nil
	}
	array, ok := slice.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	var out []ssa.Value
	for _, ref := range *array.Referrers() {
		addr, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, use := range *addr.Referrers() {
			if st, ok := use.(*ssa.Store); ok && st.Addr == addr {
				out = append(out, st.Val)
			}
		}
	}
	return out
}
