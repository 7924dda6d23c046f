package sites

import (
	"go/ast"
	"go/types"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// skip reports whether a file is left out: tests, examples, generated code.
func skip(pass *analysis.Pass, file *ast.File, opts Options) bool {
	if !opts.Generated && generated(pass, file) {
		return true
	}
	if opts.Tests {
		return false
	}
	name := filepath.ToSlash(pass.Fset.Position(file.FileStart).Filename)
	if strings.HasSuffix(name, "_test.go") {
		return true
	}
	// The import path, not the folder: where a checkout lies says nothing.
	for _, part := range strings.Split(pass.Pkg.Path(), "/") {
		switch part {
		case "example", "examples", "_example", "_examples":
			return true
		}
	}
	return false
}

// generated reports whether a tool wrote the file. What cgo makes of a file that a
// person wrote says so too, and stands for that file.
func generated(pass *analysis.Pass, file *ast.File) bool {
	if !ast.IsGenerated(file) {
		return false
	}
	if !strings.HasSuffix(pass.Fset.PositionFor(file.FileStart, false).Filename, ".cgo1.go") {
		return true
	}
	// cgo copies the comments of the original below its own.
	for _, group := range file.Comments {
		for _, c := range group.List {
			if c.Pos() < file.Package && generatedLine.MatchString(c.Text) && !strings.Contains(c.Text, "cmd/cgo") {
				return true
			}
		}
	}
	return false
}

// generatedLine is https://go.dev/s/generatedcode.
var generatedLine = regexp.MustCompile(`^// Code generated .* DO NOT EDIT\.$`)

// How far the functions around a spawn are followed.
const (
	callees = 3 // what it calls: limiters, workers, constructors of lists
	callers = 2 // who calls it: they decide what a parameter is
)

// choose picks the functions worth building: those that start work, and around
// them those that they call and that call them. nil means there is nothing. partial are
// those that a function left out mentions.
func choose(pass *analysis.Pass, t *Table, known *facts.Facts) (keep map[*ast.FuncDecl]bool, partial map[*types.Func]bool) {
	keep = map[*ast.FuncDecl]bool{}
	for _, file := range pass.Files {
		if t.skipped[file] {
			continue
		}
		for _, d := range file.Decls {
			if !spawns.Mentions(pass.TypesInfo, d, known) {
				continue
			}
			fd, ok := d.(*ast.FuncDecl)
			if !ok || fd.Body == nil {
				fd = nil // a literal in a package variable is built with the package
			}
			keep[fd] = true
		}
	}
	if len(keep) == 0 {
		return nil, nil
	}
	delete(keep, nil)

	// Who mentions whom, and who sets limits or fills fields.
	fields := map[*types.Var]bool{}
	mentions := flow.NewMentions(pass, func(from *ast.FuncDecl, obj types.Object) {
		switch obj := obj.(type) {
		case *types.Func:
			switch known.Table.Lookup(obj).Role {
			case knowledge.Limit, knowledge.NewLimited, knowledge.NewListener, knowledge.Prefetch:
				keep[from] = true
			}
		case *types.Var:
			if keep[from] && gateField(known.Table, obj) {
				fields[obj.Origin()] = true
			}
		}
	})
	seeds := slices.Collect(maps.Keys(keep))
	mentions.Callers(keep, seeds, callers)
	mentions.Callees(keep, seeds, callees)
	mentions.Setters(pass.TypesInfo, keep, fields)
	return keep, mentions.Partial(keep)
}

// gateField: a variable that can hold a semaphore or a group.
func gateField(table *knowledge.Table, v *types.Var) bool {
	if !v.IsField() && v.Parent() != v.Pkg().Scope() {
		return false
	}
	if _, ok := v.Type().Underlying().(*types.Chan); ok {
		return true
	}
	return table.Limitable(v.Type()) || table.Semaphore(v.Type())
}
