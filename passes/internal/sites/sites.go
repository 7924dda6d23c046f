// Package sites is the in-flight table: one row a spawn, with how often it is
// reached, what bounds it, and the evidence for and against its hurting. Checks
// read rows; none walks the code again to find out what the table knows.
package sites

import (
	"go/ast"
	"go/token"
	"reflect"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/directives"
	"github.com/inflight-go/inflight/passes/internal/evidence"
	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/gates"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/spawns"
	"github.com/inflight-go/inflight/passes/internal/tokens"
)

// Options say which files the table covers. The zero value leaves out tests,
// examples and generated files.
type Options struct {
	Tests     bool
	Generated bool
}

// Analyzer is the table with the default options.
var Analyzer = New(Options{}, facts.Analyzer)

// New returns an analyzer whose result is a *Table. known is the analyzer of the
// facts.
func New(opts Options, known *analysis.Analyzer) *analysis.Analyzer {
	o := &opts
	a := &analysis.Analyzer{
		Name:       "inflightsites",
		Doc:        "inflightsites: the table of spawns that the other checks read\n\nIt reports nothing.",
		URL:        "https://github.com/inflight-go/inflight/blob/main/CONTRIBUTING.md",
		Requires:   []*analysis.Analyzer{directives.Analyzer, known},
		ResultType: reflect.TypeFor[*Table](),
		Run: func(pass *analysis.Pass) (any, error) {
			return safely(pass, *o, pass.ResultOf[known].(*facts.Facts)), nil
		},
	}
	a.Flags.BoolVar(&o.Tests, "tests", o.Tests, "report in test files and examples too")
	a.Flags.BoolVar(&o.Generated, "generated", o.Generated, "report in generated files too")
	return a
}

// Strict lets a panic of the analysis through. Tests set it; for everybody else a
// package that the analysis cannot digest has an empty table, because a panic in
// one analyzer takes the whole driver down, with all other linters.
var Strict bool

func safely(pass *analysis.Pass, opts Options, known *facts.Facts) (t *Table) {
	if !Strict {
		defer func() {
			if recover() != nil {
				t = &Table{Fset: pass.Fset, Facts: known, skipped: map[*ast.File]bool{}}
			}
		}()
	}
	return build(pass, opts, known)
}

// A Regime is the verdict on a spawn.
type Regime uint8

const (
	// Sequential: at most one at a time, or reached once.
	Sequential Regime = iota
	// Bounded: at most k in flight.
	Bounded
	// Unbounded: nothing makes the spawner wait.
	Unbounded
	// Unknown: the analysis cannot see it.
	Unknown
)

var regimeNames = [...]string{"sequential", "bounded", "unbounded", "unknown"}

func (r Regime) String() string { return regimeNames[r] }

// A Site is one row.
type Site struct {
	Spawn *spawns.Spawn
	// Node is the go statement or the call.
	Node ast.Node
	File *ast.File
	// Func is the name of the declared function around the spawn.
	Func string

	Regime Regime
	Repeat repeats.Repeat
	// Factor is the innermost loop or callback that nothing limits; of a bounded
	// site the largest.
	Factor  repeats.Factor
	Verdict gates.Verdict

	Evidence []evidence.Reason
	// Level is the lowest level that reports the site; 0 when none does.
	Level evidence.Level

	// ResultIgnored: nobody looks at the result of the call.
	ResultIgnored bool

	// Directive is the reason given in an inflight:bounded directive.
	Directive string
}

// A Table has the sites of one package, in source order.
type Table struct {
	Sites []*Site
	Fset  *token.FileSet
	// Facts is what is known of the objects of this package and those it imports.
	Facts *facts.Facts
	// Scale answers what checks ask beyond the rows; nil when nothing here starts
	// work. It remembers its answers: checks run side by side, so who asks holds
	// Asking.
	Scale  *evidence.Scale
	Asking sync.Mutex

	skipped map[*ast.File]bool
	faults  func() []tokens.Fault
}

// Skipped reports whether the table leaves a file out.
func (t *Table) Skipped(file *ast.File) bool { return t.skipped[file] }

func build(pass *analysis.Pass, opts Options, known *facts.Facts) *Table {
	t := &Table{Fset: pass.Fset, Facts: known, skipped: map[*ast.File]bool{}}
	covered := false
	for _, file := range pass.Files {
		if skip(pass, file, opts) {
			t.skipped[file] = true
		} else {
			covered = true
		}
	}
	if !covered {
		return t
	}
	b := &builder{pass: pass, table: t, facts: known,
		directives: pass.ResultOf[directives.Analyzer].(*directives.Index)}
	keep, partial := choose(pass, t, known)
	t.faults = b.semaphores(keep)
	if keep == nil {
		return t // nothing here starts work
	}
	p := flow.Build(pass, known.Table, keep, partial)
	if p == nil {
		return t // could not be built: unknown
	}
	b.program = p
	b.rows()
	return t
}
