package progress

import (
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// meets: a value by which goroutines wait for one another.
func (w *walk) meets(v ssa.Value, env flow.Env) bool {
	from := w.p.Resolve(v, env)
	for _, t := range [...]ssa.Value{v, from} {
		if isChan(t.Type()) || isPipe(t.Type()) {
			return true
		}
		for _, name := range [...]string{"WaitGroup", "Cond", "Mutex", "RWMutex"} {
			if knowledge.IsNamed(t.Type(), "sync", name) {
				return true
			}
		}
	}
	return w.throughPipe(from, env, 0)
}

// throughPipe: v is one end of a pipe, or made of one or of a channel by another
// package, or kept in a field that is set to one.
func (w *walk) throughPipe(v ssa.Value, env flow.Env, depth int) bool {
	if isPipe(v.Type()) || pipe(v) != nil {
		return true
	}
	if depth > 3 {
		return false
	}
	made := v
	if ex, ok := v.(*ssa.Extract); ok {
		made = ex.Tuple
	}
	switch made := made.(type) {
	case *ssa.Call:
		if fn := flow.Callee(&made.Call); fn == nil || fn.Pkg() == w.p.Pkg {
			return false
		}
		for _, arg := range made.Call.Args {
			arg = w.p.Resolve(arg, env)
			if isChan(arg.Type()) && !w.owns(w.p.KeyOf(arg, env)) || w.throughPipe(arg, env, depth+1) {
				return true
			}
		}
	case *ssa.FieldAddr:
		for _, set := range w.p.Stores(flow.FieldOf(made)) {
			if w.throughPipe(w.p.Resolve(set, nil), nil, depth+1) {
				return true
			}
		}
	}
	return false
}

// pipe returns the call that makes a pipe of which v is one end, nil if v is none that
// is known.
func pipe(v ssa.Value) *ssa.Call {
	if ex, ok := v.(*ssa.Extract); ok {
		v = ex.Tuple
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return nil
	}
	if fn := flow.Callee(&call.Call); fn != nil {
		switch fn.FullName() {
		case "io.Pipe", "os.Pipe", "net.Pipe",
			"(*os/exec.Cmd).StdinPipe", "(*os/exec.Cmd).StdoutPipe", "(*os/exec.Cmd).StderrPipe":
			return call
		}
	}
	return nil
}

// owns: the value is made by the work itself, and only the work knows it.
func (w *walk) owns(key any) bool {
	switch v := key.(type) {
	case *ssa.Parameter, *ssa.FreeVar:
		return false
	case *ssa.Call:
		if !w.own[v.Parent()] {
			return false
		}
		// The result of a call is its own only if the call makes something new.
		fn := flow.Callee(&v.Call)
		return pipe(v) != nil || fn != nil && (w.p.Table.Lookup(fn).Role == knowledge.NewGroup ||
			fn.Pkg() != nil && (fn.Pkg().Path() == "time" || fn.Pkg().Path() == "golang.org/x/sync/errgroup"))
	case *ssa.Extract:
		return w.owns(v.Tuple)
	case *ssa.MakeChan:
		return w.own[v.Parent()] && !w.known(v)
	case *ssa.Alloc:
		return w.own[v.Parent()] && !w.known(v)
	case ssa.Instruction:
		return w.own[v.Parent()]
	}
	return false
}

// known: v is put where code that is not the work can find it.
func (w *walk) known(v ssa.Value) bool {
	seen := map[ssa.Value]bool{}
	var look func(v ssa.Value) bool
	look = func(v ssa.Value) bool {
		if seen[v] || v.Referrers() == nil {
			return false
		}
		seen[v] = true
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Store:
				if ref.Val != v {
					continue
				}
				cell, ok := ref.Addr.(*ssa.Alloc)
				if !ok || look(cell) {
					return true
				}
			case *ssa.MakeClosure:
				for i, b := range ref.Bindings {
					fn := ref.Fn.(*ssa.Function)
					if b == v && i < len(fn.FreeVars) && look(fn.FreeVars[i]) {
						return true
					}
				}
			case *ssa.Phi, *ssa.ChangeType:
				if look(ref.(ssa.Value)) {
					return true
				}
			case *ssa.UnOp:
				// What a variable holds, if that is a channel.
				if isChan(ref.Type()) && look(ref) {
					return true
				}
			case ssa.CallInstruction:
				// Another package is taken not to keep it.
				g := w.p.FuncOf(flow.Callee(ref.Common()))
				for i, arg := range ref.Common().Args {
					if g != nil && arg == v && i < len(g.Params) && look(g.Params[i]) {
						return true
					}
				}
			case *ssa.Send:
				if ref.X == v {
					return true
				}
			case *ssa.Select:
				for _, st := range ref.States {
					if st.Send == v {
						return true
					}
				}
			case *ssa.MapUpdate, *ssa.MakeInterface, *ssa.Return:
				return true
			}
		}
		return false
	}
	return look(v)
}
