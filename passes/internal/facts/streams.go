package facts

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// unfailing: the error that a call returns is always nil.
type unfailing struct{}

// writing: the error that a call returns can be that of a write, to a sink as far as that
// is known.
type writing struct{ Sink knowledge.Sink }

func (*unfailing) AFact() {}
func (*writing) AFact()   {}

func (*unfailing) String() string { return "never fails" }
func (f *writing) String() string { return "writes to " + f.Sink.String() }

// NeverFails reports whether the error that a call of fn returns is always nil.
func (f *Facts) NeverFails(fn *types.Func) bool { return fn != nil && f.unfailing[fn.Origin()] }

// Writes reports whether the error that a call of fn returns can be that of a write, and
// what it writes to: File, Connection, or NoSink for a writer that is not known.
func (f *Facts) Writes(fn *types.Func) (knowledge.Sink, bool) {
	if fn == nil {
		return knowledge.NoSink, false
	}
	s, ok := f.writing[fn.Origin()]
	return s, ok
}

// streams finds the facts about what the functions of a package write.
func (f *Facts) streams(w *view) {
	var failing []*summary
	for _, s := range w.funcs {
		if results := s.fn.Signature().Results(); results.Len() > 0 && isError(results.At(results.Len()-1).Type()) {
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
		sink, ok := f.writes(w, s)
		if have, known := f.writing[s.fn]; !ok || known && have == sink {
			return false
		}
		f.writing[s.fn] = sink
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
// always nil. A file goes before a connection, and both before a writer that is unknown.
func (f *Facts) writes(w *view, s *summary) (best knowledge.Sink, ok bool) {
	for _, c := range s.calls {
		if !c.spot.own() {
			continue
		}
		sink, writes := f.writing[c.fn.Origin()]
		if to, isWrite := written(c); isWrite {
			sink = knowledge.SinkOf(w.typeOf(to))
			writes = sink == knowledge.File || sink == knowledge.Connection || sink == knowledge.NoSink && types.IsInterface(w.typeOf(to))
			if have, known := f.writing[c.fn.Origin()]; known {
				sink, writes = have, true
			}
		}
		if !writes || c.fn.Pkg() != w.pass.Pkg && !isWriter(c.fn) {
			continue // what another package does inside is its own affair
		}
		if !ok || sink == knowledge.File || sink == knowledge.Connection && best != knowledge.File {
			best, ok = sink, true
		}
	}
	return best, ok
}

// isWriter: fn is what another package offers for writing.
func isWriter(fn *types.Func) bool {
	_, ok := knowledge.WritingOf(fn)
	return ok
}

// exportStreams hands on what other packages can ask about.
func (f *Facts) exportStreams(pass *analysis.Pass, w *view) {
	for _, s := range w.funcs {
		if !s.fn.Exported() {
			continue
		}
		if f.unfailing[s.fn] {
			pass.ExportObjectFact(s.fn, &unfailing{})
		}
		if sink, ok := f.writing[s.fn]; ok {
			pass.ExportObjectFact(s.fn, &writing{sink})
		}
	}
}
