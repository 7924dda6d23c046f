package evidence

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// Component: what runs is a method of the element, and the element is handed to
// nobody else: as many goroutines as there are such things, each busy with
// itself.
func (sc *Scale) Component(s *spawns.Spawn, f repeats.Factor) bool {
	own, handed := 0, 0
	note := func(call *ssa.CallCommon, derived func(ssa.Value) bool) {
		if sc.quiet(call) {
			return
		}
		if recv := flow.Receiver(call); recv != nil && derived(recv) {
			own++
		}
		for _, arg := range flow.Args(call) {
			if derived(arg) {
				handed++
			}
		}
	}
	el := &elements{scale: sc, spawn: s, factor: f}
	if s.Call != nil && len(s.Work) == 0 || s.Named != nil && s.Call != nil {
		note(s.Call, el.derived)
		return own > 0 && handed == 0
	}
	if mc, ok := s.Value.(*ssa.MakeClosure); ok && s.Named != nil && len(mc.Bindings) == 1 {
		return el.derived(mc.Bindings[0]) // g.Go(element.Close)
	}
	for _, fn := range s.Work {
		flow.Instructions(fn, true, func(instr ssa.Instruction) {
			if call, ok := instr.(ssa.CallInstruction); ok {
				note(call.Common(), el.derived)
			}
		})
	}
	return own > 0 && handed == 0
}

// stops: the work is a call of Close, Stop or Shutdown on the element: it ends
// something that is there already.
func (sc *Scale) stops(s *spawns.Spawn, f repeats.Factor) bool {
	el := &elements{scale: sc, spawn: s, factor: f}
	ends := func(call *ssa.CallCommon) bool {
		fn := flow.Callee(call)
		if fn == nil {
			return false
		}
		switch fn.Name() {
		case "Close", "Stop", "Shutdown", "GracefulStop", "Cancel":
			recv := flow.Receiver(call)
			return recv != nil && el.derived(recv)
		}
		return false
	}
	if s.Call != nil && len(s.Work) == 0 {
		return ends(s.Call)
	}
	for _, fn := range s.Work {
		stop, other := false, false
		flow.Instructions(fn, false, func(instr ssa.Instruction) {
			call, ok := instr.(*ssa.Call)
			switch {
			case !ok || sc.quiet(&call.Call):
			case ends(&call.Call):
				stop = true
			default:
				other = true
			}
		})
		if stop && !other {
			return true
		}
	}
	return false
}

// quiet: bookkeeping, conversions and logging are not the work.
func (sc *Scale) quiet(call *ssa.CallCommon) bool {
	if _, ok := call.Value.(*ssa.Builtin); ok {
		return true
	}
	fn := flow.Callee(call)
	if fn == nil {
		return false
	}
	if row := sc.P.Table.Lookup(fn); row.Role == knowledge.Quiet || row.Role == knowledge.Join {
		return true
	}
	if fn.Pkg() != nil {
		switch fn.Pkg().Path() {
		case "fmt", "errors", "strings", "strconv", "log", "log/slog", "time", "context", "sync", "sync/atomic", "path", "path/filepath":
			return true
		}
	}
	sig := fn.Signature()
	if sig.Variadic() {
		last := sig.Params().At(sig.Params().Len() - 1).Type().(*types.Slice).Elem()
		if i, ok := last.Underlying().(*types.Interface); ok && i.NumMethods() == 0 {
			return true // key and value pairs, or a format: a logger
		}
	}
	return false
}

// elements tells what comes from the element of one turn.
type elements struct {
	scale  *Scale
	spawn  *spawns.Spawn
	factor repeats.Factor
}

// derived: v is the element, or read out of it.
func (el *elements) derived(v ssa.Value) bool { return el.walk(v, 0) }

func (el *elements) walk(v ssa.Value, depth int) bool {
	if depth > 16 || v == nil {
		return false
	}
	switch v := v.(type) {
	case *ssa.FreeVar:
		return el.walk(flow.Binding(v), depth+1)
	case *ssa.Parameter:
		fn := v.Parent()
		if fn == el.factor.Func && el.factor.Loop == nil {
			return true // what the iterator yields
		}
		for i, p := range fn.Params {
			if p != v {
				continue
			}
			if el.spawn.Call != nil && i < len(el.spawn.Call.Args) && containsFunc(el.spawn.Work, fn) {
				return el.walk(el.spawn.Call.Args[i], depth+1)
			}
			if fn.Parent() != nil {
				for _, use := range repeats.Uses(fn) {
					if call, ok := use.Instr.(ssa.CallInstruction); ok && use.Arg < 0 && i < len(call.Common().Args) {
						return el.walk(call.Common().Args[i], depth+1)
					}
				}
			}
		}
		return false
	case *ssa.Alloc:
		for _, st := range flow.CellStores(v) {
			if el.walk(st.Val, depth+1) {
				return true
			}
		}
		return false
	case *ssa.UnOp:
		if v.Op == token.ARROW {
			return el.inLoop(v)
		}
		return el.walk(v.X, depth+1)
	case *ssa.FieldAddr:
		return el.walk(v.X, depth+1)
	case *ssa.Field:
		return el.walk(v.X, depth+1)
	case *ssa.IndexAddr:
		return el.walk(v.X, depth+1) || el.variant(v.Index)
	case *ssa.Index:
		return el.walk(v.X, depth+1) || el.variant(v.Index)
	case *ssa.Lookup:
		return el.walk(v.X, depth+1) || el.variant(v.Index) || el.walk(v.Index, depth+1)
	case *ssa.Extract:
		if _, ok := v.Tuple.(*ssa.Call); ok {
			return false
		}
		return el.walk(v.Tuple, depth+1)
	case *ssa.Next, *ssa.Select:
		return el.inLoop(v.(ssa.Instruction))
	case *ssa.TypeAssert:
		return el.walk(v.X, depth+1)
	case *ssa.ChangeInterface:
		return el.walk(v.X, depth+1)
	case *ssa.ChangeType:
		return el.walk(v.X, depth+1)
	case *ssa.Convert:
		return el.walk(v.X, depth+1)
	case *ssa.MakeInterface:
		return el.walk(v.X, depth+1)
	case *ssa.Slice:
		return el.walk(v.X, depth+1)
	case *ssa.Phi:
		return el.variant(v)
	}
	return false
}

func (el *elements) inLoop(instr ssa.Instruction) bool {
	l := el.factor.Loop
	return l != nil && instr.Parent() == l.Header.Parent() && l.Contains(instr)
}

// variant: the index moves with the loop, also where it is captured.
func (el *elements) variant(v ssa.Value) bool {
	if fv, ok := v.(*ssa.FreeVar); ok {
		return el.variant(flow.Binding(fv))
	}
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		if cell := flow.Cell(load.X); cell != nil {
			for _, st := range flow.CellStores(cell) {
				if el.variant(st.Val) {
					return true
				}
			}
			return false
		}
	}
	if p, ok := v.(*ssa.Parameter); ok {
		return el.walk(p, 8) || el.variantArg(p)
	}
	return el.factor.Loop != nil && v != nil && el.scale.Repeats.Variant(el.factor.Loop, v)
}

func (el *elements) variantArg(p *ssa.Parameter) bool {
	fn := p.Parent()
	if el.spawn.Call == nil || !containsFunc(el.spawn.Work, fn) {
		return false
	}
	for i, q := range fn.Params {
		if q == p && i < len(el.spawn.Call.Args) {
			return el.factor.Loop != nil && el.scale.Repeats.Variant(el.factor.Loop, el.spawn.Call.Args[i])
		}
	}
	return false
}

func containsFunc(fns []*ssa.Function, fn *ssa.Function) bool {
	for _, f := range fns {
		if f == fn {
			return true
		}
	}
	return false
}
