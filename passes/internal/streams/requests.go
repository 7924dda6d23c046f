package streams

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// A Serving says what a request is to the function that reads its body.
type Serving uint8

const (
	// Unserved: it is not known where the request comes from.
	Unserved Serving = iota
	// Served: a server handed it to a handler, from where it came here.
	Served
	// Capped: so too, but on each way its body gets a limit, or its length is looked at.
	Capped
	// Sent: it is made here, to be sent.
	Sent
)

var servingNames = [...]string{"unknown", "served", "limited", "sent"}

func (s Serving) String() string { return servingNames[s] }

// Serving says what a request, or what holds one, is to the instruction that reads it.
func (t *Table) Serving(holder ssa.Value, at ssa.CallInstruction) Serving {
	s := &serving{t: t, seen: map[ssa.Value]bool{}}
	s.request(holder, at.Pos(), at.Parent(), 0)
	switch {
	case s.served:
		return Served
	case s.capped:
		return Capped
	case s.sent:
		return Sent
	}
	return Unserved
}

type serving struct {
	t                    *Table
	seen                 map[ssa.Value]bool
	served, capped, sent bool
}

// request follows a request that is used at a place in a function.
func (s *serving) request(v ssa.Value, at token.Pos, in *ssa.Function, depth int) {
	if depth > deepest || s.seen[v] {
		return
	}
	s.seen[v] = true
	if s.t.capsBefore(at, in) {
		s.capped = true
		return
	}
	w := &walker{p: s.t.P, seen: map[ssa.Value]bool{}, stay: true}
	w.walk(v, 0)
	for _, end := range w.ends {
		s.end(end, at, in, depth)
	}
}

func (s *serving) end(end ssa.Value, at token.Pos, in *ssa.Function, depth int) {
	switch end := end.(type) {
	case *ssa.Parameter:
		s.parameter(end, depth)
	case *ssa.Call:
		s.result(end, at, in, depth)
	case *ssa.UnOp:
		if addr, ok := end.X.(*ssa.FieldAddr); ok && carries(addr.X.Type()) {
			s.request(addr.X, at, in, depth+1) // c.Request
		}
	case *ssa.Alloc:
		s.sent = true // &http.Request{...}
	case *ssa.Extract:
		if call, ok := end.Tuple.(*ssa.Call); ok && end.Index == 0 {
			s.result(call, at, in, depth)
		}
	}
}

// result goes on with a request that a call returns: mostly another form of the one that
// it was given.
func (s *serving) result(call *ssa.Call, at token.Pos, in *ssa.Function, depth int) {
	callee := flow.Callee(&call.Call)
	if callee == nil || callee.Pkg() == nil {
		return
	}
	if recv := flow.Receiver(&call.Call); recv != nil && (carries(recv.Type()) || isRequest(recv.Type())) {
		s.request(recv, at, in, depth+1)
		return
	}
	if callee.Pkg().Path() == "net/http" && callee.Name() != "ReadRequest" {
		s.sent = true // NewRequest
		return
	}
	for _, arg := range flow.Args(&call.Call) {
		if isRequest(arg.Type()) {
			s.request(arg, at, in, depth+1)
		}
	}
}

// parameter: the function serves, or those who call it do.
func (s *serving) parameter(p *ssa.Parameter, depth int) {
	fn := p.Parent()
	if carries(p.Type()) || serves(fn) {
		s.served = true
		return
	}
	if sends(fn.Signature) {
		s.sent = true
		return
	}
	calls, _ := s.t.P.Callers(fn)
	for i, q := range fn.Params {
		if q != p {
			continue
		}
		for _, call := range calls {
			if args := call.Common().Args; i < len(args) {
				s.request(args[i], call.Pos(), call.Parent(), depth+1)
			}
		}
	}
}

// carries: what a framework hands to a handler, with the request in it.
func carries(t types.Type) bool {
	if _, ok := t.Underlying().(*types.Interface); ok {
		if _, serves := knowledge.Handler("", types.NewSignatureType(nil, nil, nil, types.NewTuple(types.NewParam(token.NoPos, nil, "", t)), nil, false)); serves {
			return !knowledge.IsNamed(t, "net/http", "ResponseWriter")
		}
	}
	s, ok := knowledge.ServedType(t)
	return ok && !s.Message && !knowledge.IsNamed(t, "net/http", "ResponseWriter")
}

func isRequest(t types.Type) bool { return knowledge.IsNamed(t, "net/http", "Request") }

// serves: the function gets what a request is answered with, too.
func serves(fn *ssa.Function) bool {
	if _, ok := knowledge.Handler(fn.Name(), fn.Signature); ok {
		return true
	}
	for _, p := range fn.Params {
		if knowledge.HasMethods(p.Type(), "Header", "Write", "WriteHeader") {
			return true
		}
	}
	return false
}

// sends: the function gives an answer that came from elsewhere, as a client does.
func sends(sig *types.Signature) bool {
	for i := range sig.Results().Len() {
		if knowledge.IsNamed(sig.Results().At(i).Type(), "net/http", "Response") {
			return true
		}
	}
	return false
}

// capsBefore: before a place in a function, on the way there, the body of a request gets
// a limit, or its length is looked at. Requests are not told apart: few functions have two.
func (t *Table) capsBefore(at token.Pos, fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		syntax := fn.Syntax()
		if syntax == nil {
			continue
		}
		found := false
		ast.Inspect(syntax, func(n ast.Node) bool {
			if n == nil || found || n.Pos() >= at {
				return false
			}
			switch n := n.(type) {
			case *ast.FuncLit:
				// What a literal beside the way does is its own affair, unless it is
				// called there.
				return n == syntax || n.Pos() <= at && at < n.End() || t.calledAt(n)
			case *ast.AssignStmt:
				found = n.End() <= at && facts.SetsBody(t.P.Info, n, true)
			case *ast.BinaryExpr:
				found = facts.ComparesLength(t.P.Info, n)
			case *ast.CallExpr:
				callee := flow.Called(t.P.Info, n)
				if _, caps := t.Facts.Caps(callee); caps && n.End() <= at {
					for _, arg := range n.Args {
						argType := t.P.Info.TypeOf(arg)
						found = found || argType != nil && (isRequest(argType) || carries(argType))
					}
				}
			}
			return !found
		})
		if found {
			return true
		}
	}
	return false
}

// calledAt: the literal is handed to a call that may call it at once, such as Do of a
// sync.Once, and is no handler.
func (t *Table) calledAt(lit *ast.FuncLit) bool {
	sig, ok := t.P.Info.TypeOf(lit).(*types.Signature)
	return ok && sig.Params().Len() == 0
}

// LimitsAll reports whether the package has a handler that limits the bodies of the
// requests that it hands on: which handlers get those cannot be seen.
func (t *Table) LimitsAll(pass *analysis.Pass) bool {
	limits := func(uses map[*ast.Ident]types.Object) bool {
		for _, obj := range uses {
			if fn, ok := obj.(*types.Func); ok {
				if wraps, _ := t.Facts.Caps(fn); wraps || knowledge.LimitsBodies(fn) {
					return true
				}
			}
		}
		return false
	}
	return limits(pass.TypesInfo.Uses) || limits(pass.TypesInfo.Defs)
}
