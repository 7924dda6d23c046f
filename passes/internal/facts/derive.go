package facts

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// derive finds the facts of a package in its view. A fact about a function that
// calls another of the package can follow from that one's, so each kind is looked
// for until there is nothing new: the order of functions and files must not
// matter.
func (f *Facts) derive(w *view) {
	f.rounds(w, func(s *summary) bool {
		if f.meeting[s.fn] || !f.waits(w, s, f.meeting) && !f.waitsInside(s) {
			return false
		}
		f.meeting[s.fn] = true
		return true
	})
	f.rounds(w, func(s *summary) bool {
		if f.waiting[s.fn] || !f.waits(w, s, f.waiting) {
			return false
		}
		f.waiting[s.fn] = true
		return true
	})
	f.rounds(w, func(s *summary) bool {
		if f.waiting[s.fn] || !takesFunc(s.fn) || f.holdsBack(s) {
			return false
		}
		args := f.spawned(w, s)
		if len(args) == len(f.spawning[s.fn]) {
			return false
		}
		f.spawning[s.fn] = args
		return true
	})
	f.rounds(w, func(s *summary) bool {
		if f.waiting[s.fn] {
			return false
		}
		start, ok := f.starts(w, s)
		if have, known := f.starting[s.fn]; !ok || known && have == start {
			return false
		}
		f.starting[s.fn] = start
		return true
	})
	f.rounds(w, func(s *summary) bool {
		ops := f.holds(w, s)
		if slices.Equal(ops, f.holding[s.fn]) {
			return false
		}
		f.holding[s.fn] = ops
		return true
	})
	for _, s := range w.funcs {
		if w.tries(s) {
			f.trying[s.fn] = true
		}
	}
	f.rounds(w, func(s *summary) bool { return f.groups(w, s) })
	for _, v := range w.vars {
		f.sized[v] = Constant
	}
	f.rounds(w, func(s *summary) bool {
		size, ok := f.size(w, s)
		if !ok || f.sized[s.fn] == size {
			return false
		}
		f.sized[s.fn] = size
		return true
	})
}

func (f *Facts) rounds(w *view, one func(*summary) bool) {
	for range len(w.funcs) + 1 { // each round but the last finds something
		changed := false
		for _, s := range w.funcs {
			changed = one(s) || changed
		}
		if !changed {
			return
		}
	}
}

// waits: the body, not that of a literal in it, sends, receives, selects, or
// calls something that is known to wait.
func (f *Facts) waits(w *view, s *summary, known map[*types.Func]bool) bool {
	for _, op := range s.chans {
		if op.spot&(inLiteral|inGo) == 0 {
			return true // in what is deferred too
		}
	}
	for _, c := range s.calls {
		role := f.Table.Lookup(c.fn).Role
		if role == knowledge.Join && c.spot&(inLiteral|inGo) == 0 {
			return true // a deferred wait too
		}
		if !c.spot.own() {
			continue
		}
		switch role {
		case knowledge.Acquire, knowledge.TryAcquire, knowledge.Notify:
			return true
		}
		// What a function of another package waits for is mostly its own affair,
		// unless this one does nothing else.
		if known[c.fn.Origin()] && (c.fn.Pkg() == w.pass.Pkg || len(s.decl.Body.List) == 1) {
			return true
		}
	}
	return false
}

// waitsInside: a literal in the body, which the body may call, waits.
func (f *Facts) waitsInside(s *summary) bool {
	for _, op := range s.chans {
		if op.spot&inGo == 0 {
			return true
		}
	}
	for _, c := range s.calls {
		if c.spot&inGo != 0 {
			continue
		}
		switch f.Table.Lookup(c.fn).Role {
		case knowledge.Join, knowledge.Acquire, knowledge.Notify:
			return true
		}
		if f.meeting[c.fn.Origin()] {
			return true
		}
	}
	return false
}

// holdsBack reports whether a body calls anything that may wait, in whatever
// package or behind an interface, or whether the goroutine it starts waits before
// it does its work: then what a call of it starts may be bounded.
func (f *Facts) holdsBack(s *summary) bool {
	for _, op := range s.chans {
		if op.spot&inGo != 0 {
			return true
		}
	}
	for _, c := range s.calls {
		if f.waiting[c.fn.Origin()] || f.Table.Lookup(c.fn).Role == knowledge.Acquire {
			return true
		}
	}
	return false
}

func takesFunc(fn *types.Func) bool {
	params := fn.Signature().Params()
	for i := range params.Len() {
		if _, ok := params.At(i).Type().Underlying().(*types.Signature); ok {
			return true
		}
	}
	return false
}

// spawned returns the indices of the parameters that a function starts a
// goroutine for, once a call.
func (f *Facts) spawned(w *view, s *summary) []int {
	info := w.pass.TypesInfo
	var args []int
	add := func(e ast.Expr) {
		if i := param(info, s.fn, e); i >= 0 && !slices.Contains(args, i) {
			args = append(args, i)
		}
	}
	// called adds the parameters that a literal calls.
	called := func(e ast.Expr) {
		if lit, ok := ast.Unparen(e).(*ast.FuncLit); ok {
			ast.Inspect(lit.Body, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					add(call.Fun)
				}
				return true
			})
		}
	}
	for _, g := range s.gos {
		if !g.spot.own() || g.spot&inLoop != 0 {
			continue
		}
		add(g.stmt.Call.Fun)
		called(g.stmt.Call.Fun)
		// go run(f): the named function is taken to call what it is given.
		for _, arg := range g.stmt.Call.Args {
			if _, ok := info.TypeOf(arg).Underlying().(*types.Signature); ok {
				add(arg)
			}
		}
	}
	for _, c := range s.calls {
		if c.spot&(inLiteral|inGo|inLoop) != 0 {
			continue
		}
		row := f.Table.Lookup(c.fn)
		for i, arg := range c.call.Args {
			if f.Spawns(c.fn, i) || plainSpawn(row) && row.Arg == i && !delays(c.fn) {
				add(arg)
				called(arg)
			}
		}
	}
	slices.Sort(args)
	return args
}

// plainSpawn: the row of a function that starts work and never holds it back.
func plainSpawn(row knowledge.Func) bool {
	return row.Role == knowledge.Spawn && row.Pool == knowledge.NoPool
}

// delays: fn is a timer of the standard library, which runs nothing yet.
func delays(fn *types.Func) bool { return fn.Pkg().Path() == "time" }

// param returns the index of the parameter that e names, -1 if it is none.
func param(info *types.Info, fn *types.Func, e ast.Expr) int {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return -1
	}
	obj := info.Uses[id]
	params := fn.Signature().Params()
	for i := range params.Len() {
		if params.At(i) == obj {
			return i
		}
	}
	return -1
}

// starts reports whether a call of a function that does not wait starts a goroutine
// of its own, and not for an argument: on every way through it, or maybe, where
// something may keep it from starting another.
func (f *Facts) starts(w *view, s *summary) (Start, bool) {
	if takesFunc(s.fn) {
		return Start{}, false // what it does with that is for another fact to say
	}
	for _, c := range s.calls {
		if c.spot.own() && f.waiting[c.fn.Origin()] {
			return Start{}, false
		}
	}
	counts := func(at spot) bool { return at.own() && at&inLoop == 0 }
	// All of what it starts tells, or stays, if each does; it starts something on
	// every way if one thing is.
	all, found := Start{true, true, true}, false
	add := func(one Start, at spot, pos token.Pos) {
		always := at.always() && (!s.leaves.IsValid() || pos < s.leaves) && !one.Maybe
		all = Start{all.Tells && one.Tells, all.Stays && one.Stays, all.Maybe && !always}
		found = true
	}
	for _, g := range s.gos {
		if counts(g.spot) {
			add(w.work(g.stmt.Call), g.spot, g.stmt.Pos())
		}
	}
	for _, c := range s.calls {
		if !counts(c.spot) {
			continue
		}
		// What another function starts on some ways only is too far away to say
		// anything of.
		if start, ok := f.starting[c.fn.Origin()]; ok && !start.Maybe && c.spot.always() {
			add(start, c.spot, c.call.Pos())
		}
		row := f.Table.Lookup(c.fn)
		for i, arg := range c.call.Args {
			if f.Spawns(c.fn, i) || plainSpawn(row) && row.Arg == i {
				start := w.body(arg)
				start.Stays = start.Stays || delays(c.fn)
				if plainSpawn(row) && w.joins(c.fn) {
					start.Tells = true
				}
				add(start, c.spot, c.call.Pos())
			}
		}
	}
	if !found {
		return Start{}, false
	}
	for _, c := range s.calls {
		if c.spot.own() && f.Table.Lookup(c.fn).Role == knowledge.Lock {
			all.Maybe = true // who takes a lock first looks at a state, which may say no
		}
	}
	return all, true
}

// joins reports whether the receiver of a spawning method can be waited for.
func (w *view) joins(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	if recv == nil {
		return false
	}
	obj, _, _ := types.LookupFieldOrMethod(recv.Type(), true, fn.Pkg(), "Wait")
	_, ok := obj.(*types.Func)
	return ok
}

// work says what can be said of the call of a go statement.
func (w *view) work(call *ast.CallExpr) Start {
	start := w.body(call.Fun)
	for _, arg := range call.Args {
		if t := w.pass.TypesInfo.TypeOf(arg); t != nil {
			_, isChan := t.Underlying().(*types.Chan)
			start.Tells = start.Tells || isChan || knowledge.IsNamed(t, "sync", "WaitGroup")
		}
	}
	return start
}

// body says what can be said of a function that runs as a goroutine.
func (w *view) body(fun ast.Expr) Start {
	seen := map[*types.Func]bool{}
	var start Start
	var look func(n ast.Node, depth int)
	named := func(fn *types.Func, depth int) {
		if fn = fn.Origin(); seen[fn] {
			return
		}
		seen[fn] = true
		if s := w.byFunc[fn]; s != nil && depth < 2 {
			look(s.decl.Body, depth+1)
		}
	}
	look = func(n ast.Node, depth int) {
		ast.Inspect(n, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ForStmt:
				start.Stays = start.Stays || n.Cond == nil
			case *ast.RangeStmt:
				if t := w.pass.TypesInfo.TypeOf(n.X); t != nil {
					_, isChan := t.Underlying().(*types.Chan)
					start.Stays = start.Stays || isChan
				}
			case *ast.SendStmt:
				start.Tells = true
			case *ast.CallExpr:
				if id, ok := n.Fun.(*ast.Ident); ok && id.Name == "close" {
					if _, ok := w.pass.TypesInfo.Uses[id].(*types.Builtin); ok {
						start.Tells = true
					}
				}
				if fn := calledIn(w, n); fn != nil {
					if w.table.Lookup(fn).Role == knowledge.Quiet && fn.Name() == "Done" {
						start.Tells = true
					}
					named(fn, max(depth, 1))
				}
			}
			return true
		})
	}
	switch e := ast.Unparen(fun).(type) {
	case *ast.FuncLit:
		start.Stays = waitsFirst(e.Body)
		look(e.Body, 0)
	case *ast.Ident:
		if fn, ok := w.pass.TypesInfo.Uses[e].(*types.Func); ok {
			named(fn, 0)
		}
	case *ast.SelectorExpr:
		if fn, ok := w.pass.TypesInfo.Uses[e.Sel].(*types.Func); ok {
			named(fn, 0)
		}
	}
	return start
}

// waitsFirst: before it does anything, the body waits for a signal.
func waitsFirst(body *ast.BlockStmt) bool {
	for _, stmt := range body.List {
		switch stmt := stmt.(type) {
		case *ast.DeferStmt:
			continue
		case *ast.SelectStmt:
			return true
		case *ast.ExprStmt:
			recv, ok := ast.Unparen(stmt.X).(*ast.UnaryExpr)
			return ok && recv.Op == token.ARROW
		}
		return false
	}
	return false
}
