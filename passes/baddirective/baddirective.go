package baddirective

import (
	_ "embed"
	"go/ast"
	"go/token"
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

	// Skip reports whether the checks leave the file alone, so that nothing
	// can be said about its directives. Nil skips no file.
	Skip func(*analysis.Pass, *ast.File) bool
}

// New returns the check with the given options. It is named baddirective
// because go vet has a check named directive, and some drivers run both.
func New(opts Options) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:     "baddirective",
		Doc:      doc.Must(source, "baddirective"),
		URL:      "https://github.com/inflight-go/inflight/blob/main/docs/baddirective.md",
		Requires: append([]*analysis.Analyzer{directives.Analyzer}, opts.Checks...),
		Run:      func(pass *analysis.Pass) (any, error) { return nil, opts.run(pass) },
	}
}

func (opts Options) run(pass *analysis.Pass) error {
	known := slices.Clone(opts.Others)
	var ran []string
	for _, check := range opts.Checks {
		ran = append(ran, check.Name)
	}
	known = append(known, ran...)

	index := pass.ResultOf[directives.Analyzer].(*directives.Index)
	problems := index.Problems(known, func(check string) bool { return slices.Contains(ran, check) })
	for _, p := range problems {
		if opts.Skip != nil && opts.Skip(pass, fileOf(pass, p.Pos)) {
			continue
		}
		pass.Report(analysis.Diagnostic{Pos: p.Pos, End: p.End, Category: p.Category, Message: p.Message})
	}
	return nil
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
