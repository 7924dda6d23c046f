package facts

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

func calledIn(w *view, call *ast.CallExpr) *types.Func { return flow.Called(w.pass.TypesInfo, call) }

// maxFields is how many fields lead to a semaphore, at most.
const maxFields = 4

// holds returns what a call of the function does with tokens that are not its
// own. What it takes and gives back itself is nobody else's business.
func (f *Facts) holds(w *view, s *summary) []Op {
	var ops []Op
	add := func(op Op) {
		if !slices.Contains(ops, op) {
			ops = append(ops, op)
		}
	}
	for _, c := range s.chans {
		if c.ch == nil || c.spot&(inLiteral|inGo|inLoop|inTry) != 0 || !knowledge.IsToken(w.pass.TypesInfo.TypeOf(c.ch)) {
			continue
		}
		if on, name, ok := w.place(s.fn, c.ch); ok {
			kind := Receives
			if c.send {
				kind = Sends
			}
			add(Op{kind, on, name})
		}
	}
	for _, c := range s.calls {
		if c.spot&(inLiteral|inGo|inLoop|inTry) != 0 {
			continue
		}
		recv := receiver(c.call)
		switch f.Table.Lookup(c.fn).Role {
		case knowledge.Acquire:
			if on, name, ok := w.place(s.fn, recv); ok {
				add(Op{Acquires, on, name})
			}
		case knowledge.Release:
			if on, name, ok := w.place(s.fn, recv); ok {
				add(Op{Releases, on, name})
			}
		}
		for _, op := range f.holding[c.fn.Origin()] {
			var object ast.Expr
			switch {
			case op.On == -1:
				object = recv
			case op.On >= 0 && op.On < len(c.call.Args):
				object = c.call.Args[op.On]
			default:
				continue
			}
			if on, name, ok := w.place(s.fn, object); ok && strings.Count(name+op.Name, ".") < maxFields {
				if name != "" && op.Name != "" {
					name += "."
				}
				add(Op{op.Kind, on, name + op.Name})
			}
		}
	}
	slices.SortFunc(ops, func(a, b Op) int {
		return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Kind, b.Kind))
	})
	has := func(kind OpKind, op Op) bool { return slices.Contains(ops, Op{kind, op.On, op.Name}) }
	return slices.DeleteFunc(slices.Clone(ops), func(op Op) bool {
		return has(Sends, op) && has(Receives, op) || has(Acquires, op) && has(Releases, op)
	})
}

// tries: a method that says whether it worked, and changes what its receiver holds:
// it puts a key there, counts, or sets a flag.
func (w *view) tries(s *summary) bool {
	res := s.fn.Signature().Results()
	if !s.changes.IsValid() || res.Len() == 0 {
		return false
	}
	last := res.At(res.Len() - 1).Type()
	if b, ok := last.Underlying().(*types.Basic); ok {
		return b.Kind() == types.Bool && res.Len() == 1
	}
	// An error says no when a test comes before the change.
	return knowledge.IsError(last) && s.leaves.IsValid() && s.leaves < s.changes
}

func receiver(call *ast.CallExpr) ast.Expr {
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		return sel.X
	}
	return nil
}

// place says where the object that e names is kept, for a caller: a parameter,
// the receiver or a package variable, and the fields that lead on from there.
func (w *view) place(fn *types.Func, e ast.Expr) (on int, name string, ok bool) {
	switch e := ast.Unparen(e).(type) {
	case *ast.StarExpr:
		return w.place(fn, e.X)
	case *ast.UnaryExpr:
		if e.Op == token.AND {
			return w.place(fn, e.X)
		}
	case *ast.SelectorExpr:
		if w.pass.TypesInfo.Selections[e] == nil {
			return 0, "", false // of another package
		}
		on, name, ok = w.place(fn, e.X)
		if name != "" {
			name += "."
		}
		return on, name + e.Sel.Name, ok
	case *ast.Ident:
		obj, isVar := w.pass.TypesInfo.Uses[e].(*types.Var)
		if !isVar {
			return 0, "", false
		}
		sig := fn.Signature()
		if obj == sig.Recv() {
			return -1, "", true
		}
		for i := range sig.Params().Len() {
			if sig.Params().At(i) == obj {
				return i, "", true
			}
		}
		if obj.Parent() == w.pass.Pkg.Scope() {
			return -2, e.Name, true
		}
	}
	return 0, "", false
}

// groups finds what a function does with groups: sets the limit of one that it is
// given, or returns one that it makes.
func (f *Facts) groups(w *view, s *summary) (changed bool) {
	limits, makes := false, false
	var args []int
	if s.hands {
		return false
	}
	for _, c := range s.calls {
		if !c.spot.own() {
			continue
		}
		role := f.Table.Lookup(c.fn).Role
		isLimited, made := f.grouping[c.fn.Origin()]
		switch {
		case role == knowledge.Limit:
			limits = limits || w.returned(s, c.call)
			if on, name, ok := w.place(s.fn, receiver(c.call)); !limits && !(ok && name == "" && on >= -1) {
				return false // of another group
			}
			if on, name, ok := w.place(s.fn, receiver(c.call)); ok && name == "" && on >= -1 {
				args = append(args, on)
			}
		case role == knowledge.NewLimited, made && isLimited:
			limits = true
		case role == knowledge.NewGroup, made:
			makes = true
		case role == knowledge.None || role == knowledge.Same:
			for i, arg := range c.call.Args {
				if f.Limits(c.fn, i) {
					limits = true
					if on, name, ok := w.place(s.fn, arg); ok && name == "" && on >= -1 {
						args = append(args, on)
					}
				} else if role == knowledge.None && w.table.Limitable(w.typeOf(arg)) {
					return false // whoever gets the group may set its limit
				}
			}
		}
	}
	slices.Sort(args)
	if args = slices.Compact(args); len(args) > len(f.limiting[s.fn]) {
		f.limiting[s.fn] = args
		changed = true
	}
	res := s.fn.Signature().Results()
	if res.Len() == 0 || !w.table.Limitable(res.At(0).Type()) {
		return changed
	}
	if !limits && !makes {
		makes = w.makesGroup(s, res.At(0).Type())
	}
	if have, known := f.grouping[s.fn]; (limits || makes) && (!known || have != limits) {
		f.grouping[s.fn] = limits
		return true
	}
	return changed
}

func (w *view) typeOf(e ast.Expr) types.Type {
	if t := w.pass.TypesInfo.TypeOf(e); t != nil {
		return t
	}
	return types.Typ[types.Invalid]
}

// returned reports whether the group that a limit is set on is what the function
// returns: by its name, or as the result of that call.
func (w *view) returned(s *summary, limit *ast.CallExpr) bool {
	var group types.Object
	if id, ok := ast.Unparen(receiver(limit)).(*ast.Ident); ok {
		group = w.pass.TypesInfo.Uses[id]
	}
	for _, r := range s.returns {
		if len(r.Results) == 0 {
			return true // of named results
		}
		if r.Pos() <= limit.Pos() && limit.End() <= r.End() {
			return true
		}
		e := ast.Unparen(r.Results[0])
		if u, ok := e.(*ast.UnaryExpr); ok {
			e = u.X
		}
		if id, ok := e.(*ast.Ident); ok && group != nil && w.pass.TypesInfo.Uses[id] == group {
			return true
		}
	}
	return false
}

// makesGroup: every return of the function is a group that it declares or builds
// with nothing in it.
func (w *view) makesGroup(s *summary, group types.Type) bool {
	fresh := map[types.Object]bool{}
	isFresh := func(e ast.Expr) bool {
		e = ast.Unparen(e)
		if u, ok := e.(*ast.UnaryExpr); ok && u.Op == token.AND {
			e = ast.Unparen(u.X)
		}
		switch e := e.(type) {
		case *ast.CompositeLit:
			return len(e.Elts) == 0
		case *ast.CallExpr:
			id, ok := e.Fun.(*ast.Ident)
			return ok && id.Name == "new"
		case *ast.Ident:
			return fresh[w.pass.TypesInfo.Uses[e]]
		}
		return false
	}
	ast.Inspect(s.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ValueSpec:
			for i, id := range n.Names {
				if len(n.Values) == 0 && w.table.Limitable(w.typeOf(id)) || i < len(n.Values) && isFresh(n.Values[i]) {
					fresh[w.pass.TypesInfo.Defs[id]] = true
				}
			}
		case *ast.AssignStmt:
			for i, lhs := range n.Lhs {
				if id, ok := lhs.(*ast.Ident); ok && n.Tok == token.DEFINE && i < len(n.Rhs) && isFresh(n.Rhs[i]) {
					fresh[w.pass.TypesInfo.Defs[id]] = true
				}
			}
		}
		return true
	})
	for _, r := range s.returns {
		if len(r.Results) == 0 || !isFresh(r.Results[0]) {
			return false
		}
	}
	return len(s.returns) > 0
}

// size says how large the only result of a function can be, when all of its
// returns tell.
func (f *Facts) size(w *view, s *summary) (Size, bool) {
	sig := s.fn.Signature()
	if sig.Results().Len() != 1 || len(s.returns) == 0 {
		return 0, false
	}
	if _, isMap := sig.Results().At(0).Type().Underlying().(*types.Map); isMap {
		return 0, false // whoever gets it may fill it
	}
	if t := sig.Results().At(0).Type(); !holdsElements(t) && !(knowledge.IsInteger(t) && sig.Params().Len() == 0 && sig.Recv() == nil) {
		return 0, false
	}
	largest := Size(0)
	for _, r := range s.returns {
		if len(r.Results) != 1 {
			return 0, false
		}
		size, ok := f.sizeOf(w, r.Results[0])
		if !ok {
			return 0, false
		}
		largest = max(largest, size)
	}
	return largest, true
}

func (f *Facts) sizeOf(w *view, e ast.Expr) (Size, bool) {
	if tv := w.pass.TypesInfo.Types[e]; tv.Value != nil {
		return Constant, true
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		return Constant, true
	case *ast.BinaryExpr:
		x, ok1 := f.sizeOf(w, e.X)
		y, ok2 := f.sizeOf(w, e.Y)
		return max(x, y), ok1 && ok2
	case *ast.Ident:
		if v, ok := w.pass.TypesInfo.Uses[e].(*types.Var); ok && w.literal[v] {
			return Constant, true
		}
	case *ast.CallExpr:
		fn := calledIn(w, e)
		if fn == nil {
			if id, ok := e.Fun.(*ast.Ident); ok && (id.Name == "min" || id.Name == "max") && len(e.Args) > 0 {
				return f.extreme(w, id.Name, e.Args)
			}
			return 0, false
		}
		if f.Table.Lookup(fn).Role == knowledge.Processors {
			return Processors, true
		}
		return f.Sized(fn)
	}
	return 0, false
}

// extreme: the smallest is known when one is, the largest when all are.
func (f *Facts) extreme(w *view, name string, args []ast.Expr) (Size, bool) {
	largest, known := Size(0), 0
	for _, arg := range args {
		if size, ok := f.sizeOf(w, arg); ok {
			known++
			largest = max(largest, size)
		}
	}
	if name == "min" {
		return largest, known > 0
	}
	return largest, known == len(args)
}
