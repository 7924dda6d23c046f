package readall

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/evidence"
	"github.com/inflight-go/inflight/passes/internal/streams"
)

//go:embed doc.go
var source string

// Options are the options of the check. The zero value is the default.
type Options struct{ check.StreamOptions }

// Analyzer is the check with the default options.
var Analyzer = New(Options{})

// New returns the check with the given options.
func New(opts Options) *analysis.Analyzer {
	o := &opts
	return o.Analyzer("readall", source, run)
}

func run(r *check.StreamReporter) {
	p := &reader{r, r.Streams.LimitsAll(r.Pass)}
	tests := map[*token.File]bool{}
	for _, file := range r.Pass.Files {
		tests[r.Pass.Fset.File(file.FileStart)] = forTests(file)
	}
	for _, w := range r.Streams.Wholes() {
		if !tests[r.Pass.Fset.File(w.Node.Pos())] {
			p.report(w)
		}
	}
}

// forTests: what tests use, in a file that is none by its name.
func forTests(file *ast.File) bool {
	return slices.ContainsFunc(file.Imports, func(spec *ast.ImportSpec) bool {
		return spec.Path.Value == `"testing"` || spec.Path.Value == `"net/http/httptest"`
	})
}

// reader is the look at one package.
type reader struct {
	*check.StreamReporter
	// limited: the package limits bodies of requests, and whose cannot be seen.
	limited bool
}

// report says what there is to say of one call: the worst.
func (p *reader) report(w *streams.Whole) {
	use, to := w.Use()
	switch {
	case use == streams.Unused && !w.File:
		p.finding(w, "discard", evidence.LevelData,
			fmt.Sprintf("what %s reads is thrown away: io.Copy to io.Discard keeps none of it in memory", check.Short(w.Node.Fun)),
			func() ([]analysis.SuggestedFix, string) { return discard(p.StreamReporter, w) })
		return
	case !w.File && p.noLimit(w):
		return
	}
	what := p.text(w)
	if w.File {
		what = "the file"
	}
	switch {
	case use == streams.Written:
		p.finding(w, "onward", evidence.LevelAudit,
			fmt.Sprintf("all of %s is held in memory only to be written at line %d: io.Copy needs a small buffer", what, p.Line(to.Pos())), nil)
	case use == streams.Decoded && !w.File && p.outside(w):
		p.finding(w, "decode", evidence.LevelAudit,
			fmt.Sprintf("all of %s is only decoded at line %d: a json.Decoder needs no copy, but lets data follow", what, p.Line(to.Pos())), nil)
	}
}

// noLimit reports a read that has no limit, of somebody else's bytes. It returns whether
// nothing else is to be said of the read: there was a finding, or somebody thought of a limit.
func (p *reader) noLimit(w *streams.Whole) bool {
	switch {
	case p.Streams.Otherwise(w):
		return true
	case w.Holds:
		return p.held(w)
	}
	return p.read(w)
}

// held reports a helper that reads the body of a request.
func (p *reader) held(w *streams.Whole) bool {
	level, ok := p.serving(w, w.From)
	if ok {
		p.unlimited(w, "body", level)
	}
	return ok
}

// read reports a reader that has no limit.
func (p *reader) read(w *streams.Whole) bool {
	var level evidence.Level
	category := ""
	for _, s := range p.Streams.Origins(w.From, false) {
		if s.Limited {
			return true // Have: a limit on one way, so somebody thought of it
		}
		switch {
		case s.Unpacker != nil:
			return p.bomb(w)
		case s.Place == streams.FromRequest:
			if l, ok := p.serving(w, s.Holder); ok {
				category, level = "body", l
			}
		case category == "" && (s.Place == streams.FromResponse || s.Place == streams.FromPeer):
			category, level = "response", evidence.LevelAudit
		}
	}
	if category == "" {
		return false
	}
	p.unlimited(w, category, level)
	return true
}

// bomb reports a decompressor whose input is somebody else's.
func (p *reader) bomb(w *streams.Whole) bool {
	level := evidence.Level(0)
	for _, s := range p.Streams.Origins(w.From, true) {
		if s.Limited {
			return true
		}
		switch s.Place {
		case streams.FromRequest:
			if l, ok := p.serving(w, s.Holder); ok && (level == 0 || l < level) {
				level = l
			}
		case streams.FromResponse, streams.FromPeer:
			level = evidence.LevelData
		case streams.FromCaller:
			if level == 0 {
				level = evidence.LevelAudit // the callers may have it from their own disk
			}
		case streams.FromFile:
			return true
		}
	}
	if level == 0 {
		return false
	}
	p.finding(w, "bomb", level, "no limit found on what "+p.text(w)+" unpacks: few bytes can become many, all in memory", nil)
	return true
}

// serving says at which level a request counts, and whether it does.
func (p *reader) serving(w *streams.Whole, holder ssa.Value) (evidence.Level, bool) {
	if p.limited {
		return 0, false
	}
	switch p.Streams.Serving(holder, w.Call) {
	case streams.Served:
		return evidence.LevelData, true
	case streams.Unserved:
		return evidence.LevelAudit, true
	}
	return 0, false
}

func (p *reader) unlimited(w *streams.Whole, category string, level evidence.Level) {
	p.finding(w, category, level, "no limit found on what "+readBy(w)+" from "+p.text(w)+": all of it goes into memory", nil)
}

// outside: what is read is not in memory already, as far as that can be seen, and nobody
// else needs all of it.
func (p *reader) outside(w *streams.Whole) bool {
	for _, s := range p.Streams.Origins(w.From, false) {
		if s.Place == streams.FromMemory || s.Limited || s.Copied {
			return false
		}
	}
	return true
}

func (p *reader) finding(w *streams.Whole, category string, level evidence.Level, message string, fixes func() ([]analysis.SuggestedFix, string)) {
	p.Report(check.Finding{Range: w.Node.Fun, Category: category, Level: level, Message: message, Fixes: fixes})
}

// readBy says who reads.
func readBy(w *streams.Whole) string {
	if w.Helper {
		return check.Short(w.Node.Fun) + " reads"
	}
	return "is read"
}

// text names what is read.
func (p *reader) text(w *streams.Whole) string {
	var e ast.Expr
	if w.Index >= 0 && w.Index < len(w.Node.Args) {
		e = w.Node.Args[w.Index]
	} else if sel, ok := ast.Unparen(w.Node.Fun).(*ast.SelectorExpr); ok {
		e = sel.X
	} else {
		return "the body"
	}
	name := check.Short(e)
	switch {
	case w.Holds && w.Index < 0:
		return name + ".Request.Body"
	case w.Holds:
		return name + ".Body"
	}
	return name
}
