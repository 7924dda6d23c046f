package baddirective

import (
	_ "embed"
	"go/ast"
	"go/token"
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/directives"
	"github.com/inflight-go/inflight/passes/internal/doc"
)

//go:embed doc.go
var source string

// Analyzer is the check with default options: it finds broken directives, and
// as it knows no other check, no useless ones.
var Analyzer = New(Options{})

// Options say which checks the directives are meant for.
type Options struct {
	// Checks are those whose directives can be called useless. They run before
	// this one.
	Checks []*analysis.Analyzer

	// Others are the names of checks that directives may name and that need
	// not have run.
	Others []string
}

// A skipper is the result of an analyzer that decides which files the checks
// look at. Nothing can be said about directives in the others.
type skipper interface {
	Skipped(*ast.File) bool
}

// New returns the check with the given options. It is named baddirective
// because go vet has a check named directive, and some drivers run both.
func New(opts Options) *analysis.Analyzer {
	skippers := findSkippers(opts.Checks)
	return &analysis.Analyzer{
		Name:     "baddirective",
		Doc:      doc.Text(source, "baddirective"),
		URL:      "https://github.com/inflight-go/inflight/blob/main/docs/baddirective.md",
		Requires: slices.Concat([]*analysis.Analyzer{directives.Analyzer}, opts.Checks, skippers),
		Run: func(pass *analysis.Pass) (any, error) {
			run(pass, opts, skippers)
			return nil, nil
		},
	}
}

// findSkippers returns what the checks require whose result is a skipper. The
// suite cannot name it in the options: it knows the checks alone.
func findSkippers(checks []*analysis.Analyzer) []*analysis.Analyzer {
	var skippers []*analysis.Analyzer
	for _, check := range checks {
		for _, a := range check.Requires {
			if a.ResultType != nil && a.ResultType.Implements(reflect.TypeFor[skipper]()) && !slices.Contains(skippers, a) {
				skippers = append(skippers, a)
			}
		}
	}
	return skippers
}

func run(pass *analysis.Pass, opts Options, skippers []*analysis.Analyzer) {
	var ran []string
	for _, check := range opts.Checks {
		ran = append(ran, check.Name)
	}
	skipped := func(file *ast.File) bool {
		return slices.ContainsFunc(skippers, func(a *analysis.Analyzer) bool {
			return pass.ResultOf[a].(skipper).Skipped(file)
		})
	}

	index := pass.ResultOf[directives.Analyzer].(*directives.Index)
	problems := index.Problems(slices.Concat(ran, opts.Others), func(check string) bool { return slices.Contains(ran, check) })
	for _, p := range problems {
		if !skipped(fileOf(pass, p.Pos)) {
			pass.Report(analysis.Diagnostic{Pos: p.Pos, End: p.End, Category: p.Category, Message: p.Message})
		}
	}
}

// fileOf returns the file of pass that holds pos.
func fileOf(pass *analysis.Pass, pos token.Pos) *ast.File {
	for _, file := range pass.Files {
		if file.FileStart <= pos && pos <= file.FileEnd {
			return file
		}
	}
	return nil // impossible: every directive was read from a file of the pass
}
