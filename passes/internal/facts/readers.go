package facts

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// draining: a call reads all of these arguments into memory, and all of the bodies of
// these requests.
type draining struct{ Readers, Requests []int }

// capping: a call gives its request a body with a limit, or looks how long the body is.
type capping struct{ Wraps bool }

func (*draining) AFact() {}
func (*capping) AFact()  {}

func (f *draining) String() string {
	var texts []string
	if len(f.Readers) > 0 {
		texts = append(texts, "reads all of "+numbers(f.Readers))
	}
	if len(f.Requests) > 0 {
		texts = append(texts, "reads all of the bodies of "+numbers(f.Requests))
	}
	return strings.Join(texts, ", ")
}

func (f *capping) String() string {
	if f.Wraps {
		return "limits the bodies of what it wraps"
	}
	return "limits bodies"
}

// Drains returns the arguments that a call of fn reads into memory, whole and without a
// limit, and the requests whose bodies it reads so.
func (f *Facts) Drains(fn *types.Func) (readers, requests []int) {
	if fn == nil {
		return nil, nil
	}
	d := f.draining[fn.Origin()]
	return d.Readers, d.Requests
}

// Caps reports whether a call of fn limits the body of a request that it is given. wraps:
// it goes on to a handler, whose requests are limited then.
func (f *Facts) Caps(fn *types.Func) (wraps, ok bool) {
	if fn == nil {
		return false, false
	}
	wraps, ok = f.capping[fn.Origin()]
	return wraps, ok
}

// reads finds the facts about what the functions of a package read.
func (f *Facts) reads(w *view) {
	rounds := func(one func(*summary) bool) {
		for range len(w.funcs) + 1 {
			changed := false
			for _, s := range w.funcs {
				changed = one(s) || changed
			}
			if !changed {
				return
			}
		}
	}
	rounds(func(s *summary) bool {
		have, known := f.capping[s.fn]
		wraps, ok := f.caps(w, s)
		if !ok || known && (have || !wraps) {
			return false
		}
		f.capping[s.fn] = wraps
		return true
	})
	bindings := map[*summary]*bound{}
	rounds(func(s *summary) bool {
		d := f.drains(w, s, bindings)
		have := f.draining[s.fn]
		if len(d.Readers) == len(have.Readers) && len(d.Requests) == len(have.Requests) {
			return false
		}
		f.draining[s.fn] = d
		return true
	})
}

// caps: the function sets the body of a request to a reader with a limit, or looks at the
// length that the request tells, or calls what does.
func (f *Facts) caps(w *view, s *summary) (wraps, ok bool) {
	ok = s.limits
	limits := s.setsLimit
	for _, c := range s.calls {
		if knowledge.LimitsBodies(c.fn) {
			return true, true
		}
		if _, caps := f.capping[c.fn.Origin()]; caps && slices.ContainsFunc(c.call.Args, func(arg ast.Expr) bool { return carriesRequest(w.typeOf(arg)) }) {
			ok, limits = true, true
		}
	}
	return limits && w.goesOn(s), ok
}

// goesOn: the function, or a literal in it, hands a request on to a handler that it was
// given, as middleware does. One that it makes is its own affair.
func (w *view) goesOn(s *summary) bool {
	info := w.pass.TypesInfo
	found := false
	bodies := []*ast.BlockStmt{s.decl.Body}
	var visit func(n ast.Node) bool
	visit = func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			bodies = append(bodies, n.Body)
			ast.Inspect(n.Body, visit)
			bodies = bodies[:len(bodies)-1]
			return false
		case *ast.CallExpr:
			body := bodies[len(bodies)-1]
			if next := nextHandler(info, n); next != nil && (next.Pos() < body.Pos() || body.End() <= next.Pos()) {
				found = true
			}
		}
		return !found
	}
	ast.Inspect(s.decl.Body, visit)
	return found
}

// nextHandler returns the variable that holds the handler to which a call hands a request
// on; nil if it does no such thing.
func nextHandler(info *types.Info, call *ast.CallExpr) types.Object {
	target := ast.Unparen(call.Fun)
	if fn := flow.Called(info, call); fn != nil {
		sel, ok := target.(*ast.SelectorExpr)
		if !ok || fn.Name() != "ServeHTTP" && (fn.Name() != "Next" || !carriesRequest(info.TypeOf(sel.X))) {
			return nil
		}
		target = sel.X
	} else if tv := info.Types[call.Fun]; !tv.IsValue() ||
		!slices.ContainsFunc(call.Args, func(arg ast.Expr) bool { return carriesRequest(info.TypeOf(arg)) }) {
		return nil
	}
	for {
		switch x := ast.Unparen(target).(type) {
		case *ast.SelectorExpr:
			target = x.X
		case *ast.StarExpr:
			target = x.X
		case *ast.Ident:
			if v, ok := info.Uses[x].(*types.Var); ok {
				return v
			}
			return nil
		default:
			return nil
		}
	}
}

// carriesRequest: t is a request, or what a framework hands to a handler with one in it.
func carriesRequest(t types.Type) bool {
	if t == nil {
		return false
	}
	if isRequest(t) {
		return true
	}
	s, ok := knowledge.ServedType(t)
	return ok && !s.Message && !knowledge.IsNamed(t, "net/http", "ResponseWriter")
}

// drains says what the function reads whole, itself or by what it calls.
func (f *Facts) drains(w *view, s *summary, bindings map[*summary]*bound) draining {
	var d draining
	for _, c := range s.calls {
		if c.spot&(inLiteral|inGo) != 0 {
			continue
		}
		var from, requests []int
		if row, ok := knowledge.WholeOf(c.fn); ok && row.From >= 0 && !row.File {
			if row.Buffer && (len(c.call.Args) == 0 || !knowledge.Buffers(w.typeOf(c.call.Args[0]))) {
				continue
			}
			from = []int{row.From}
		} else if known, ok := f.draining[c.fn.Origin()]; ok {
			from, requests = known.Readers, known.Requests
		} else {
			continue
		}
		b := bindings[s]
		if b == nil {
			b = w.bind(s)
			bindings[s] = b
		}
		if b.dropped[c.call] {
			continue // there is a finding about that itself
		}
		for _, i := range from {
			if i >= len(c.call.Args) {
				continue
			}
			if p, body := b.param(c.call.Args[i], 0); p >= 0 && !body {
				d.Readers = append(d.Readers, p)
			} else if p >= 0 && body {
				d.Requests = append(d.Requests, p)
			}
		}
		for _, i := range requests {
			if i >= len(c.call.Args) {
				continue
			}
			if id, ok := ast.Unparen(c.call.Args[i]).(*ast.Ident); ok {
				if p := b.index(id); p >= 0 {
					d.Requests = append(d.Requests, p)
				}
			}
		}
	}
	if b := bindings[s]; b != nil {
		for _, c := range s.calls {
			if i, ok := knowledge.PartOf(c.fn); ok && i < len(c.call.Args) {
				b.spare(&d, c.call.Args[i])
			}
		}
	}
	if _, caps := f.capping[s.fn]; caps {
		d.Requests = nil
	}
	if _, serves := knowledge.Handler(s.fn.Name(), s.fn.Signature()); serves {
		d.Requests = nil // it is the handler itself
	}
	slices.Sort(d.Readers)
	slices.Sort(d.Requests)
	d.Readers, d.Requests = slices.Compact(d.Readers), slices.Compact(d.Requests)
	return d
}

// bound says what the variables of a function are set to.
type bound struct {
	info   *types.Info
	params map[*types.Var]int
	// once has what a variable is set to, if that happens in one place.
	once map[*types.Var]ast.Expr
	many map[*types.Var]bool
	// dropped are the calls whose first result nobody takes.
	dropped map[*ast.CallExpr]bool
}

func (w *view) bind(s *summary) *bound {
	b := &bound{info: w.pass.TypesInfo, params: map[*types.Var]int{}, once: map[*types.Var]ast.Expr{}, many: map[*types.Var]bool{}, dropped: map[*ast.CallExpr]bool{}}
	params := s.fn.Signature().Params()
	for i := range params.Len() {
		b.params[params.At(i)] = i
	}
	ast.Inspect(s.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ExprStmt:
			b.drop(n.X)
		case *ast.AssignStmt:
			if id, ok := n.Lhs[0].(*ast.Ident); ok && id.Name == "_" && len(n.Rhs) == 1 {
				b.drop(n.Rhs[0])
			}
			for i, lhs := range n.Lhs {
				if i == 0 || len(n.Lhs) == len(n.Rhs) {
					b.set(lhs, n.Rhs[i])
				} else {
					b.set(lhs, nil)
				}
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				b.set(n.X, nil)
			}
		case *ast.RangeStmt:
			b.set(n.Key, nil)
			b.set(n.Value, nil)
		}
		return true
	})
	return b
}

// spare takes out of d what is read in part too: the other way is for those who want it all.
func (b *bound) spare(d *draining, e ast.Expr) {
	p, body := b.param(e, 0)
	same := func(i int) bool { return i == p }
	if body {
		d.Requests = slices.DeleteFunc(d.Requests, same)
	} else {
		d.Readers = slices.DeleteFunc(d.Readers, same)
	}
}

func (b *bound) drop(e ast.Expr) {
	if call, ok := ast.Unparen(e).(*ast.CallExpr); ok {
		if knowledge.ReadsAll(flow.Called(b.info, call)) {
			b.dropped[call] = true
		}
	}
}

func (b *bound) set(lhs, rhs ast.Expr) {
	id, ok := lhs.(*ast.Ident)
	if !ok {
		return
	}
	v, ok := b.info.ObjectOf(id).(*types.Var)
	if !ok {
		return
	}
	_, isParam := b.params[v]
	if _, again := b.once[v]; again || isParam || rhs == nil {
		b.many[v] = true
	}
	b.once[v] = rhs
}

// index is the number of the parameter that id names, which keeps its value; -1 if none.
func (b *bound) index(id *ast.Ident) int {
	v, ok := b.info.Uses[id].(*types.Var)
	if i, isParam := b.params[v]; ok && isParam && !b.many[v] {
		return i
	}
	return -1
}

// param follows e, through layers that let everything through, to the parameter that is
// read, or whose body is; -1 if there is none.
func (b *bound) param(e ast.Expr, depth int) (index int, body bool) {
	if depth > 5 {
		return -1, false
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		if i := b.index(e); i >= 0 {
			return i, false
		}
		v, ok := b.info.Uses[e].(*types.Var)
		if rhs := b.once[v]; ok && rhs != nil && !b.many[v] {
			return b.param(rhs, depth+1)
		}
	case *ast.SelectorExpr:
		id, ok := ast.Unparen(e.X).(*ast.Ident)
		if ok && e.Sel.Name == "Body" && isRequest(b.info.TypeOf(e.X)) {
			return b.index(id), true
		}
	case *ast.CallExpr:
		row, ok := knowledge.FilterOf(flow.Called(b.info, e))
		if ok && !row.Limits && !row.Holds && row.From >= 0 && row.From < len(e.Args) {
			return b.param(e.Args[row.From], depth+1)
		}
	}
	return -1, false
}

// SetsBody reports whether n gives a request a body with a limit, or one of which nothing
// is known. inMemory counts a body from memory too.
func SetsBody(info *types.Info, n *ast.AssignStmt, inMemory bool) bool {
	body := newBody(info, n)
	if body == nil {
		return false
	}
	held, open := under(info, body)
	return !open && (inMemory || !held)
}

// setsLimit: n gives a request a body with a limit: by a function that is known for it, or
// by one, or a type, of somebody's own that gets a number too.
func setsLimit(info *types.Info, n *ast.AssignStmt) bool {
	body := newBody(info, n)
	if body == nil {
		return false
	}
	found := knowledge.Limits(info.TypeOf(body))
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			row, known := knowledge.FilterOf(flow.Called(info, n))
			found = found || row.Limits || !known && slices.ContainsFunc(n.Args, func(arg ast.Expr) bool { return isInteger(info, arg) })
		case *ast.CompositeLit:
			for _, e := range n.Elts {
				if kv, ok := e.(*ast.KeyValueExpr); ok {
					e = kv.Value
				}
				found = found || isInteger(info, e)
			}
		}
		return !found
	})
	return found
}

func isInteger(info *types.Info, e ast.Expr) bool {
	t := info.TypeOf(e)
	if t == nil {
		return false
	}
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsInteger != 0
}

// newBody returns what n assigns to the body of a request, nil if it does no such thing.
func newBody(info *types.Info, n *ast.AssignStmt) ast.Expr {
	for i, lhs := range n.Lhs {
		sel, ok := ast.Unparen(lhs).(*ast.SelectorExpr)
		if ok && sel.Sel.Name == "Body" && i < len(n.Rhs) && isRequest(info.TypeOf(sel.X)) {
			return n.Rhs[i]
		}
	}
	return nil
}

// isRequest: t is an http.Request, or points to one.
func isRequest(t types.Type) bool { return t != nil && knowledge.IsNamed(t, "net/http", "Request") }

// under says what a new body lies over: open is the body there was, with no limit
// between, and held what is in memory.
func under(info *types.Info, e ast.Expr) (held, open bool) {
	e = ast.Unparen(e)
	if tv := info.Types[e]; tv.IsNil() || tv.Type != nil && knowledge.Holds(tv.Type) {
		return true, false
	}
	switch e := e.(type) {
	case *ast.SelectorExpr:
		return false, e.Sel.Name == "Body" && isRequest(info.TypeOf(e.X))
	case *ast.CallExpr:
		row, ok := knowledge.FilterOf(flow.Called(info, e))
		switch {
		case !ok || row.Limits:
			return false, false
		case row.Holds:
			return true, false
		case row.From < 0:
			for _, arg := range e.Args {
				if _, open := under(info, arg); open {
					return false, true
				}
			}
			return false, false
		case row.From < len(e.Args):
			return under(info, e.Args[row.From])
		}
	}
	return false, false
}

// ComparesLength reports whether n compares the length of a request or response with
// anything but zero.
func ComparesLength(info *types.Info, n *ast.BinaryExpr) bool {
	switch n.Op {
	case token.LSS, token.GTR, token.LEQ, token.GEQ:
	default:
		return false
	}
	for _, side := range [...][2]ast.Expr{{n.X, n.Y}, {n.Y, n.X}} {
		tv := info.Types[side[1]]
		if tv.Value != nil && tv.Value.Kind() == constant.Int && constant.Sign(tv.Value) <= 0 {
			continue
		}
		found := false
		ast.Inspect(side[0], func(x ast.Node) bool {
			if sel, ok := x.(*ast.SelectorExpr); ok && sel.Sel.Name == "ContentLength" {
				t := info.TypeOf(sel.X)
				found = found || isRequest(t) || t != nil && knowledge.IsNamed(t, "net/http", "Response")
			}
			return !found
		})
		if found {
			return true
		}
	}
	return false
}

// exportReads hands on what other packages can ask about.
func (f *Facts) exportReads(pass *analysis.Pass, w *view) {
	for _, s := range w.funcs {
		if !s.fn.Exported() {
			continue
		}
		if d := f.draining[s.fn]; len(d.Readers)+len(d.Requests) > 0 {
			pass.ExportObjectFact(s.fn, &d)
		}
		if wraps, ok := f.capping[s.fn]; ok {
			pass.ExportObjectFact(s.fn, &capping{wraps})
		}
	}
}
