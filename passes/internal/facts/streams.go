package facts

import (
	"fmt"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// unfailing: the error that a call returns is always nil.
type unfailing struct{}

// writing: the error that a call returns can be that of a write.
type writing struct{ Writing }

// A Writing is what is known of the writes of a function.
type Writing struct {
	// Sink is where they end: File, Connection, or NoSink for a writer that is not known.
	Sink knowledge.Sink
	// Arg is the index of the parameter that is written to, -1 when it is none.
	Arg int
	// Keeps: a method that keeps its error in its receiver, for whoever asks later.
	Keeps bool
}

func (*unfailing) AFact() {}
func (*writing) AFact()   {}

func (*unfailing) String() string { return "never fails" }
func (f *writing) String() string {
	text := "writes to " + f.Sink.String()
	if f.Arg >= 0 {
		text = fmt.Sprintf("writes to argument %d", f.Arg)
	}
	if f.Keeps {
		text += ", keeps its error"
	}
	return text
}

// NeverFails reports whether the error that a call of fn returns is always nil.
func (f *Facts) NeverFails(fn *types.Func) bool { return fn != nil && f.unfailing[fn.Origin()] }

// Writes reports whether the error that a call of fn returns can be that of a write.
func (f *Facts) Writes(fn *types.Func) (Writing, bool) {
	if fn == nil {
		return Writing{}, false
	}
	w, ok := f.writing[fn.Origin()]
	return w, ok
}

// streams finds the facts about what the functions of a package write.
func (f *Facts) streams(w *view) {
	var failing []*summary
	for _, s := range w.funcs {
		if results := s.fn.Signature().Results(); results.Len() > 0 && knowledge.IsError(results.At(results.Len()-1).Type()) {
			failing = append(failing, s)
		}
	}
	rounds := func(one func(*summary) bool) {
		for range len(failing) + 1 {
			changed := false
			for _, s := range failing {
				changed = one(s) || changed
			}
			if !changed {
				return
			}
		}
	}
	rounds(func(s *summary) bool {
		if f.unfailing[s.fn] || !f.neverFails(w, s) {
			return false
		}
		f.unfailing[s.fn] = true
		return true
	})
	rounds(func(s *summary) bool {
		if f.unfailing[s.fn] {
			return false
		}
		found, ok := f.writes(w, s)
		if have, known := f.writing[s.fn]; !ok || known && have == found {
			return false
		}
		f.writing[s.fn] = found
		return true
	})
}

// neverFails: each return says nil, or hands on what cannot fail.
func (f *Facts) neverFails(w *view, s *summary) bool {
	for _, ret := range s.returns {
		if len(ret.Results) == 0 {
			return false
		}
		switch last := ast.Unparen(ret.Results[len(ret.Results)-1]).(type) {
		case *ast.Ident:
			if _, isNil := w.pass.TypesInfo.Uses[last].(*types.Nil); !isNil {
				return false
			}
		case *ast.CallExpr:
			if !f.harmless(w, s, last) {
				return false
			}
		default:
			return false
		}
	}
	return len(s.returns) > 0
}

// harmless: a call whose error is always nil.
func (f *Facts) harmless(w *view, s *summary, call *ast.CallExpr) bool {
	for _, c := range s.calls {
		if c.call != call {
			continue
		}
		if f.unfailing[c.fn.Origin()] {
			return true
		}
		to, ok := written(c)
		return ok && knowledge.SinkOf(w.typeOf(to)) == knowledge.Memory
	}
	return false
}

// written returns the expression that a call writes to.
func written(c called) (ast.Expr, bool) {
	row, ok := knowledge.WritingOf(c.fn)
	if !ok || row.Creates {
		return nil, false
	}
	if row.To >= 0 {
		if row.To < len(c.call.Args) {
			return c.call.Args[row.To], true
		}
		return nil, false
	}
	if sel, ok := ast.Unparen(c.call.Fun).(*ast.SelectorExpr); ok {
		return sel.X, true
	}
	return nil, false
}

// writes: the function writes, or calls one that does, and returns an error that is not
// always nil. A file goes before a connection, both before what it was given, and that
// before a writer that is unknown.
func (f *Facts) writes(w *view, s *summary) (best Writing, ok bool) {
	rank := func(x Writing) int {
		switch {
		case x.Sink == knowledge.File:
			return 4
		case x.Sink == knowledge.Connection:
			return 3
		case x.Arg >= 0:
			return 2
		}
		return 1
	}
	for _, c := range s.calls {
		if !c.spot.own() {
			continue
		}
		found, writes := f.written(w, s, c)
		if writes && (!ok || rank(found) > rank(best)) {
			best, ok = found, true
		}
	}
	best.Keeps = ok && keeps(w, s)
	return best, ok
}

// written says what one call in a function writes.
func (f *Facts) written(w *view, s *summary, c called) (found Writing, ok bool) {
	found, known := f.writing[c.fn.Origin()]
	to, isWrite := written(c)
	switch {
	case known && c.fn.Pkg() != w.pass.Pkg && !isWrite:
		return Writing{}, false // what another package does inside is its own affair
	case known && found.Arg >= 0 && found.Arg < len(c.call.Args) && (isWrite || handsOn(s, c)):
		to = c.call.Args[found.Arg]
	case known && (isWrite || handsOn(s, c)):
		found.Arg = -1
		return found, true
	case !isWrite:
		return Writing{}, false
	}
	if knowledge.IsTerminal(w.pass.TypesInfo, to) || shared(w, to) {
		return Writing{}, false
	}
	found = Writing{Sink: knowledge.SinkOf(w.typeOf(to)), Arg: param(w.pass.TypesInfo, s.fn, to)}
	switch found.Sink {
	case knowledge.File, knowledge.Connection:
		found.Arg = -1
		return found, true
	case knowledge.NoSink:
		return found, types.IsInterface(w.typeOf(to))
	}
	return Writing{}, false
}

// shared: a writer that a variable of the package holds: where a program prints, or logs.
func shared(w *view, e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := w.pass.TypesInfo.Uses[id].(*types.Var)
	return ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope() && types.IsInterface(v.Type())
}

// handsOn: the function returns what the call returns, and does no more than that. What
// merely comes to write somewhere on the way is about something else.
func handsOn(s *summary, c called) bool {
	for _, ret := range s.returns {
		if len(ret.Results) == 1 && ast.Unparen(ret.Results[0]) == c.call {
			return true
		}
	}
	return false
}

// keeps: the method puts an error into its receiver.
func keeps(w *view, s *summary) bool {
	recv := s.fn.Signature().Recv()
	if recv == nil {
		return false
	}
	found := false
	ast.Inspect(s.decl.Body, func(n ast.Node) bool {
		assign, ok := n.(*ast.AssignStmt)
		if !ok {
			return true
		}
		for _, lhs := range assign.Lhs {
			sel, ok := ast.Unparen(lhs).(*ast.SelectorExpr)
			if !ok || !knowledge.IsError(w.typeOf(sel)) {
				continue
			}
			if id, ok := ast.Unparen(sel.X).(*ast.Ident); ok && w.pass.TypesInfo.Uses[id] == recv {
				found = true
			}
		}
		return !found
	})
	return found
}

// exportStreams hands on what other packages can ask about.
func (f *Facts) exportStreams(pass *analysis.Pass, w *view) {
	for _, s := range w.funcs {
		if !s.fn.Exported() {
			continue
		}
		if _, ok := knowledge.WritingOf(s.fn); ok && f.unfailing[s.fn] {
			pass.ExportObjectFact(s.fn, &unfailing{})
		}
		if found, ok := f.writing[s.fn]; ok {
			pass.ExportObjectFact(s.fn, &writing{found})
		}
	}
}
