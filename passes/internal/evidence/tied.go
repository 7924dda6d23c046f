package evidence

import (
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// tied: the work ends with the request that started it: it uses the request, its
// context or its pipe, or tells the handler when it is done.
func (sc *Scale) tied(s *spawns.Spawn) bool {
	if sc.Gates.Answers(s) {
		return true
	}
	for _, v := range used(s) {
		if sc.ofRequest(v, 0) {
			return true
		}
	}
	return false
}

// used are the values of the handler that the work gets: what its closure binds,
// and the arguments of the call.
func used(s *spawns.Spawn) []ssa.Value {
	var out []ssa.Value
	bound := func(v ssa.Value) {
		if mc, ok := v.(*ssa.MakeClosure); ok {
			out = append(out, mc.Bindings...)
		}
	}
	if s.Through != nil {
		// Bound out of sight of the handler: what it hands over counts.
		return flow.Args(s.Instr.Common())
	}
	for _, fn := range s.Work {
		for _, mc := range flow.Closures(fn) {
			out = append(out, mc.Bindings...)
		}
	}
	bound(s.Value)
	common := s.Instr.Common()
	bound(common.Value)
	if common.IsInvoke() {
		out = append(out, common.Value)
	}
	return append(out, common.Args...)
}

// ofRequest reports whether v is the request itself, a context that is cancelled
// with it, a pipe, or a variable that holds one of these.
func (sc *Scale) ofRequest(v ssa.Value, depth int) bool {
	if depth > 8 || v == nil {
		return false
	}
	t := v.Type()
	if _, ok := knowledge.ServedType(t); ok {
		return true
	}
	if knowledge.IsNamed(t, "io", "PipeWriter") || knowledge.IsNamed(t, "io", "PipeReader") {
		return true
	}
	switch v := v.(type) {
	case *ssa.Alloc:
		for _, st := range flow.CellStores(v) {
			if sc.ofRequest(st.Val, depth+1) {
				return true
			}
		}
	case *ssa.UnOp:
		return sc.ofRequest(v.X, depth+1)
	case *ssa.FreeVar:
		return sc.ofRequest(flow.Binding(v), depth+1)
	case *ssa.Phi:
		for _, e := range v.Edges {
			if sc.ofRequest(e, depth+1) {
				return true
			}
		}
	case *ssa.MakeInterface:
		return sc.ofRequest(v.X, depth+1)
	case *ssa.ChangeInterface:
		return sc.ofRequest(v.X, depth+1)
	case *ssa.Extract:
		return sc.ofRequest(v.Tuple, depth+1)
	case *ssa.Parameter:
		if knowledge.IsNamed(t, "context", "Context") || knowledge.IsNamed(t, "net/http", "Request") {
			return true
		}
		return knowledge.IsServerStream(t)
	case *ssa.Call:
		return sc.derived(v, depth)
	}
	return false
}

// derived: a context made from that of the request.
func (sc *Scale) derived(call *ssa.Call, depth int) bool {
	fn := flow.Callee(&call.Call)
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() == "context" && fn.Name() == "WithoutCancel" {
		return false
	}
	res := call.Call.Signature().Results()
	if res.Len() == 0 || !knowledge.IsNamed(res.At(0).Type(), "context", "Context") {
		return false
	}
	for _, arg := range call.Call.Args {
		if sc.ofRequest(arg, depth+1) {
			return true
		}
	}
	return call.Call.IsInvoke() && sc.ofRequest(call.Call.Value, depth+1)
}
