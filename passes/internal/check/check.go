// Package check is what the checks share beside the table: their options and
// flags, and the one constructor of diagnostics.
package check

import (
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/directives"
	"github.com/inflight-go/inflight/passes/internal/doc"
	"github.com/inflight-go/inflight/passes/internal/evidence"
	"github.com/inflight-go/inflight/passes/internal/sites"
)

// Options are the options that every check has. The zero value is the default. What
// only some understand is an option of its own: see [Option].
type Options struct {
	// Level is "strong", "data" or "audit"; empty means data.
	Level string
	// Explain appends the evidence to each message.
	Explain bool
	// Grades puts the level of evidence before the category of each finding, as in
	// strong/unbounded. A driver that runs the checks in another process hears of a
	// finding no more than what go vet prints, and that is where it has room.
	Grades bool
	// Sites is the table to read; nil means sites.Analyzer.
	Sites *analysis.Analyzer
}

// Table returns the analyzer of the table.
func (o *Options) Table() *analysis.Analyzer {
	if o.Sites == nil {
		return sites.Analyzer
	}
	return o.Sites
}

// Requires are the analyzers that a reader of the table needs, and what of those that
// the table needs has flags: Bazel gives settings to a check and to what it requires
// itself, and no further.
func (o *Options) Requires() []*analysis.Analyzer {
	list := []*analysis.Analyzer{o.Table(), directives.Analyzer}
	var add func(*analysis.Analyzer)
	add = func(a *analysis.Analyzer) {
		for _, required := range a.Requires {
			hasFlags := false
			required.Flags.VisitAll(func(*flag.Flag) { hasFlags = true })
			if hasFlags && !slices.Contains(list, required) {
				list = append(list, required)
			}
			add(required)
		}
	}
	add(o.Table())
	return list
}

// Analyzer returns the check of that name, with the options as its flags: those of every
// check, and the ones in also. source is the text of its doc.go.
func (o *Options) Analyzer(name, source string, run func(*analysis.Pass), also ...Option) *analysis.Analyzer {
	a := &analysis.Analyzer{
		Name:     name,
		Doc:      doc.Text(source, name),
		URL:      "https://github.com/inflight-go/inflight/blob/main/docs/" + name + ".md",
		Requires: o.Requires(),
		Run:      func(pass *analysis.Pass) (any, error) { run(pass); return nil, nil },
	}
	o.register(&a.Flags)
	for _, option := range also {
		option.register(&a.Flags)
	}
	return a
}

func (o *Options) register(fs *flag.FlagSet) {
	fs.Var((*levelFlag)(&o.Level), "level", "report at this `level` of evidence: strong, data or audit")
	fs.BoolVar(&o.Explain, "explain", o.Explain, "say in each message which evidence counted")
	fs.BoolVar(&o.Grades, "grades", o.Grades, "put the level of evidence before the category, as in strong/unbounded: for programs that print findings in other formats")
}

// An Option is one that only some checks understand. They embed it beside [Options] and
// hand it to [Options.Analyzer], which declares its flag.
type Option interface {
	register(*flag.FlagSet)
}

// LimitOption is the option of checks that say how many a limit should let in.
type LimitOption struct {
	// Limit is the expression that advice and rewrites give as the limit; empty
	// leaves the choice to each rewrite.
	Limit string
}

func (o *LimitOption) register(fs *flag.FlagSet) {
	fs.Var((*exprFlag)(&o.Limit), "limit", "the Go `expression` to use as the limit in advice and rewrites")
}

// AlternativesOption is the option of checks that know more than one fix.
type AlternativesOption struct {
	// Alternatives adds the fixes that are not the first choice, for editors, where
	// a person picks one.
	Alternatives bool
}

func (o *AlternativesOption) register(fs *flag.FlagSet) {
	fs.BoolVar(&o.Alternatives, "alternatives", o.Alternatives, "offer fixes that are not the first choice too, for editors")
}

type levelFlag string

func (f *levelFlag) String() string {
	if f == nil || *f == "" {
		return evidence.LevelData.String()
	}
	return string(*f)
}

func (f *levelFlag) Set(s string) error {
	if _, ok := evidence.ParseLevel(s); !ok {
		return fmt.Errorf("unknown level %q: want strong, data or audit", s)
	}
	*f = levelFlag(s)
	return nil
}

type exprFlag string

func (f *exprFlag) String() string {
	if f == nil {
		return ""
	}
	return string(*f)
}

func (f *exprFlag) Set(s string) error {
	e, err := parser.ParseExpr(s)
	if err != nil {
		return errors.New("not a Go expression: " + s)
	}
	if !isLimit(e) {
		return errors.New("a limit is a positive number, a name or a call, and not a length: " + s)
	}
	*f = exprFlag(s)
	return nil
}

// isLimit reports whether e can stand for a limit: a positive number, a constant or
// variable, a function's result, or arithmetic of these.
func isLimit(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.BasicLit:
		n, err := strconv.ParseInt(e.Value, 0, 32)
		return e.Kind == token.INT && err == nil && n > 0
	case *ast.Ident:
		return types.Universe.Lookup(e.Name) == nil
	case *ast.SelectorExpr:
		return true
	case *ast.CallExpr:
		if id, ok := e.Fun.(*ast.Ident); ok {
			switch id.Name {
			case "min", "max":
				return !slices.ContainsFunc(e.Args, func(arg ast.Expr) bool { return !isLimit(arg) })
			}
			return types.Universe.Lookup(id.Name) == nil
		}
		_, ok := e.Fun.(*ast.SelectorExpr)
		return ok
	case *ast.BinaryExpr:
		switch e.Op {
		case token.ADD, token.MUL, token.QUO:
			return isLimit(e.X) && isLimit(e.Y)
		}
	}
	return false
}

// A Reporter reports the findings of one check on one package.
type Reporter struct {
	Pass    *analysis.Pass
	Table   *sites.Table
	options *Options
	ignored *directives.Index
	level   evidence.Level
	fixer   *Fixer
}

// Reporter returns a reporter for pass.
func (o *Options) Reporter(pass *analysis.Pass) *Reporter {
	level, ok := evidence.ParseLevel(o.Level)
	if !ok {
		level = evidence.LevelData
	}
	return &Reporter{
		Pass:    pass,
		Table:   pass.ResultOf[o.Table()].(*sites.Table),
		options: o,
		ignored: pass.ResultOf[directives.Analyzer].(*directives.Index),
		level:   level,
	}
}

// A Finding is what a check has to say.
type Finding struct {
	// Site is the spawn it is about; nil when it is about something else, which then has
	// a Range, a Level and what Reasons say.
	Site *sites.Site
	// Reasons are, for a finding without a site, the facts that decided on its level.
	Reasons []string
	// Category is the constant name of the finding: its anchor on the docs page.
	Category string
	Message  string
	// Range is what is marked; nil marks the spawn.
	Range analysis.Range
	// Fixes makes the fixes; it is asked only for what is reported. why says what
	// keeps a fix from being offered.
	Fixes func() (fixes []analysis.SuggestedFix, why string)
	// Level is the lowest level that reports it; 0 takes that of the site.
	Level evidence.Level
}

// Report reports f unless a directive or the level silences it.
func (r *Reporter) Report(f Finding) {
	rng := f.Range
	if rng == nil {
		rng = Mark(f.Site.Node)
	}
	level := f.Level
	if level == 0 && f.Site != nil {
		level = f.Site.Level
	}
	if level == 0 {
		return
	}
	// Asked before the level decides: a directive that is needed at audit level
	// is of use.
	ignored := r.ignored.Ignored(r.Pass.Analyzer.Name, rng.Pos())
	if f.Site != nil && !ignored && f.Site.Factor.Pos.IsValid() {
		ignored = r.ignored.Ignored(r.Pass.Analyzer.Name, f.Site.Factor.Pos)
	}
	if ignored || level > r.level {
		return
	}
	message, why := f.Message, ""
	var fixes []analysis.SuggestedFix
	if f.Fixes != nil {
		r.Table.Asking.Lock()
		fixes, why = safely(f.Fixes)
		r.Table.Asking.Unlock()
	}
	if r.options.Explain {
		message += explain(f, level, why)
	}
	category := f.Category
	if r.options.Grades {
		category = level.String() + "/" + category
	}
	r.Pass.Report(analysis.Diagnostic{
		Pos:            rng.Pos(),
		End:            rng.End(),
		Category:       category,
		Message:        message,
		URL:            r.Pass.Analyzer.URL + "#" + f.Category,
		SuggestedFixes: fixes,
	})
}

// safely makes the fixes of a finding. A finding stands without them: a panic in a
// rewrite must not take the driver down.
func safely(make func() ([]analysis.SuggestedFix, string)) (fixes []analysis.SuggestedFix, why string) {
	if !sites.Strict {
		defer func() {
			if recover() != nil {
				fixes, why = nil, "the rewrite failed"
			}
		}()
	}
	return make()
}

func explain(f Finding, level evidence.Level, why string) string {
	items := slices.Clone(f.Reasons)
	if f.Site != nil {
		for _, e := range f.Site.Evidence {
			sign := "+"
			if e.Against() {
				sign = "-"
			}
			items = append(items, sign+" "+e.String())
		}
	}
	if len(items) == 0 && f.Site != nil {
		items = append(items, "no bound is visible and the size is data")
	}
	if why != "" {
		items = append(items, "no fix: "+why)
	}
	if len(items) == 0 {
		return " [" + level.String() + "]"
	}
	return " [" + level.String() + ": " + strings.Join(items, "; ") + "]"
}

// At marks the place of pos alone, where nothing better is known.
func At(pos token.Pos) analysis.Range { return span{pos, pos + 1} }

// Mark is the shortest range that means something: the go keyword, or the
// function of the call.
func Mark(node ast.Node) analysis.Range {
	switch n := node.(type) {
	case *ast.GoStmt:
		return span{n.Go, n.Go + token.Pos(len("go"))}
	case *ast.CallExpr:
		return n.Fun
	}
	return node
}

type span struct{ pos, end token.Pos }

func (s span) Pos() token.Pos { return s.pos }
func (s span) End() token.Pos { return s.end }

// FileOf returns the file that pos stands in, nil if it is none of the package.
func (r *Reporter) FileOf(pos token.Pos) *ast.File {
	for _, f := range r.Pass.Files {
		if f.FileStart <= pos && pos < f.FileEnd {
			return f
		}
	}
	return nil
}

// Covers reports whether the check reports in the file around pos.
func (r *Reporter) Covers(pos token.Pos) bool {
	f := r.FileOf(pos)
	return f != nil && !r.Table.Skipped(f)
}

// Line is the line of pos, for messages.
func (r *Reporter) Line(pos token.Pos) int { return r.Pass.Fset.Position(pos).Line }

// Place names the line of pos, for messages at from, and the file if it is another.
func (r *Reporter) Place(pos, from token.Pos) string {
	there := r.Pass.Fset.Position(pos)
	if there.Filename == r.Pass.Fset.Position(from).Filename {
		return fmt.Sprintf("line %d", there.Line)
	}
	return fmt.Sprintf("%s:%d", filepath.Base(there.Filename), there.Line)
}
