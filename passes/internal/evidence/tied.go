package evidence

import (
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// tied: the work ends with the request that started it: it waits on the context of
// the request or hands it to what it calls, uses its writer, its stream or its
// pipe, or talks to the handler over a channel. Reading what the request holds
// does not tie it.
func (sc *Scale) tied(s *spawns.Spawn) bool {
	if sc.Gates.Answers(s) {
		return true
	}
	// What the call of the work is given, by name or as arguments.
	common := s.Instr.Common()
	args := flow.Args(common)
	if s.Kind == spawns.Go {
		args = common.Args
	}
	for _, arg := range args {
		if sc.ends(arg) {
			return true
		}
	}
	if s.Through != nil {
		// The body of the function that starts it has other names for these.
		sc.given = map[*ssa.Parameter]ssa.Value{}
		for i, p := range s.Through.Params {
			if args := common.Args; i < len(args) {
				sc.given[p] = args[i]
			}
		}
		defer func() { sc.given = nil }()
	}
	seen := map[*ssa.Function]bool{}
	for _, fn := range s.Work {
		if fn.Parent() != nil && sc.usesRequest(fn, seen) {
			return true
		}
	}
	return false
}

// usesRequest reports whether a literal, or one inside it, calls something that
// ends with the request.
func (sc *Scale) usesRequest(fn *ssa.Function, seen map[*ssa.Function]bool) bool {
	if seen[fn] {
		return false
	}
	seen[fn] = true
	found := false
	flow.Instructions(fn, true, func(instr ssa.Instruction) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok || found {
			return
		}
		common := call.Common()
		callee := flow.Callee(common)
		if callee != nil && callee.Pkg() != nil && callee.Pkg().Path() == "context" {
			if name := callee.Name(); name == "Done" || name == "Err" {
				found = sc.ends(flow.Receiver(common))
			}
			return // what it makes is looked at where it is used
		}
		if recv := flow.Receiver(common); recv != nil && writes(recv) && sc.ends(recv) {
			found = true
		}
		for _, arg := range flow.Args(common) {
			found = found || sc.ends(arg)
		}
	})
	return found
}

// writes: calling any method of v needs the other end of the request: its writer,
// pipe or stream.
func writes(v ssa.Value) bool {
	t := v.Type()
	return knowledge.IsNamed(t, "net/http", "ResponseWriter") || isPipe(v) || knowledge.IsServerStream(t)
}

func isPipe(v ssa.Value) bool {
	return knowledge.IsNamed(v.Type(), "io", "PipeWriter") || knowledge.IsNamed(v.Type(), "io", "PipeReader")
}

// ends reports whether v is of no use after the request: its context, its writer
// or pipe, or the request as a whole.
func (sc *Scale) ends(v ssa.Value) bool { return sc.ofRequest(v, 0) }

func (sc *Scale) ofRequest(v ssa.Value, depth int) bool {
	if depth > 10 || v == nil {
		return false
	}
	if isPipe(v) {
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
		if _, ok := v.X.(*ssa.FieldAddr); ok {
			return false // what the request holds
		}
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
		if arg, ok := sc.given[v]; ok {
			return sc.ofRequest(arg, depth+1)
		}
		if _, ok := knowledge.Handler(v.Parent().Name(), v.Parent().Signature); !ok {
			return false
		}
		t := v.Type()
		if served, ok := knowledge.ServedType(t); ok {
			return !served.Message // a message can be kept
		}
		return knowledge.IsNamed(t, "context", "Context") && !receives(v.Parent()) ||
			knowledge.IsNamed(t, "net/http", "Request") || knowledge.IsServerStream(t)
	case *ssa.Call:
		return sc.derived(v, depth)
	}
	return false
}

// receives: a function that gets messages; a context it gets is the consumer's.
func receives(fn *ssa.Function) bool {
	s, ok := knowledge.Handler(fn.Name(), fn.Signature)
	return ok && s.Message
}

// derived: a context that belongs to the request, or was made from one that does.
func (sc *Scale) derived(call *ssa.Call, depth int) bool {
	fn := flow.Callee(&call.Call)
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() == "context" && fn.Name() == "WithoutCancel" {
		return false
	}
	res := call.Call.Signature().Results()
	if res.Len() == 0 || !knowledge.IsNamed(res.At(0).Type(), "context", "Context") {
		return false
	}
	if _, ok := sc.Repeats.Handler(call); ok && !sc.spawned(call) && cancelled(call) {
		return true
	}
	from := call.Call.Args
	if call.Call.IsInvoke() {
		from = append([]ssa.Value{call.Call.Value}, from...)
	}
	for _, v := range from {
		if sc.ofRequest(v, depth+1) || sc.requestOf(v, depth+1) || sc.madeFrom(v, depth+1) {
			return true
		}
	}
	return false
}

// spawned: instr stands in work, not in the handler itself.
func (sc *Scale) spawned(instr ssa.Instruction) bool { return sc.Repeats.Of(instr).Spawned != nil }

// cancelled: the function that makes the context cancels it when it returns.
func cancelled(call *ssa.Call) bool {
	for _, ref := range *call.Referrers() {
		cancel, ok := ref.(*ssa.Extract)
		if !ok || cancel.Index != 1 {
			continue
		}
		for _, use := range *cancel.Referrers() {
			if d, ok := use.(*ssa.Defer); ok && d.Call.Value == cancel {
				return true
			}
		}
	}
	return false
}

// madeFrom: an object that a call made which was given the context of the request,
// as a lock is.
func (sc *Scale) madeFrom(v ssa.Value, depth int) bool {
	if ex, ok := v.(*ssa.Extract); ok {
		v = ex.Tuple
	}
	call, ok := v.(*ssa.Call)
	if !ok || depth > 10 {
		return false
	}
	if fn := flow.Callee(&call.Call); fn == nil || fn.Pkg() == nil || fn.Pkg().Path() == "context" {
		return false
	}
	for _, arg := range call.Call.Args {
		if knowledge.IsNamed(arg.Type(), "context", "Context") && sc.ofRequest(arg, depth+1) {
			return true
		}
	}
	return false
}

// requestOf: the *http.Request that another request holds in a field, or returns.
func (sc *Scale) requestOf(v ssa.Value, depth int) bool {
	if !knowledge.IsNamed(v.Type(), "net/http", "Request") || depth > 10 {
		return false
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		if fa, ok := v.X.(*ssa.FieldAddr); ok {
			return sc.ofRequest(fa.X, depth+1)
		}
	case *ssa.Call:
		recv := flow.Receiver(&v.Call)
		return recv != nil && sc.ofRequest(recv, depth+1)
	}
	return false
}
