package sites

import (
	"go/ast"
	"go/types"
	"path/filepath"
	"regexp"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/facts"
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
	decls := map[*types.Func]*ast.FuncDecl{}
	for _, file := range pass.Files {
		for _, d := range file.Decls {
			fd, ok := d.(*ast.FuncDecl)
			if !ok || fd.Body == nil {
				// A literal in a package variable is built with the package.
				if !t.skipped[file] && spawns.Mentions(pass.TypesInfo, d, known) {
					keep[nil] = true
				}
				continue
			}
			if fn, ok := pass.TypesInfo.Defs[fd.Name].(*types.Func); ok {
				decls[fn] = fd
			}
			if !t.skipped[file] && spawns.Mentions(pass.TypesInfo, fd, known) {
				keep[fd] = true
			}
		}
	}
	if len(keep) == 0 {
		return nil, nil
	}
	delete(keep, nil)

	// Who mentions whom, and who sets limits or fills fields.
	mentions := map[*ast.FuncDecl][]*ast.FuncDecl{}
	mentioned := map[*ast.FuncDecl][]*ast.FuncDecl{}
	fields := map[*types.Var]bool{}
	for _, fd := range decls {
		ast.Inspect(fd, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			switch obj := pass.TypesInfo.Uses[id].(type) {
			case *types.Func:
				if to := decls[obj.Origin()]; to != nil && to != fd {
					mentions[fd] = append(mentions[fd], to)
					mentioned[to] = append(mentioned[to], fd)
				}
				switch known.Table.Lookup(obj).Role {
				case knowledge.Limit, knowledge.NewLimited, knowledge.NewListener, knowledge.Prefetch:
					keep[fd] = true
				}
			case *types.Var:
				if keep[fd] && gateField(known.Table, obj) {
					fields[obj.Origin()] = true
				}
			}
			return true
		})
	}
	up, down := seeds(keep), seeds(keep)
	for range callers {
		up = widen(keep, mentioned, up)
	}
	for range callees {
		down = widen(keep, mentions, down)
	}
	constructors(pass, keep, decls, fields)
	partial = map[*types.Func]bool{}
	for fn, fd := range decls {
		for _, from := range mentioned[fd] {
			if keep[fd] && !keep[from] {
				partial[fn] = true
			}
		}
	}
	return keep, partial
}

func seeds(keep map[*ast.FuncDecl]bool) []*ast.FuncDecl {
	var out []*ast.FuncDecl
	for fd := range keep {
		out = append(out, fd)
	}
	return out
}

// widen adds the neighbours of from, and returns those that are new.
func widen(keep map[*ast.FuncDecl]bool, edges map[*ast.FuncDecl][]*ast.FuncDecl, from []*ast.FuncDecl) []*ast.FuncDecl {
	var added []*ast.FuncDecl
	for _, fd := range from {
		for _, to := range edges[fd] {
			if !keep[to] {
				keep[to] = true
				added = append(added, to)
			}
		}
	}
	return added
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

// constructors adds the functions that set the fields a spawn's gate may be in.
func constructors(pass *analysis.Pass, keep map[*ast.FuncDecl]bool, decls map[*types.Func]*ast.FuncDecl, fields map[*types.Var]bool) {
	if len(fields) == 0 {
		return
	}
	for _, fd := range decls {
		if keep[fd] {
			continue
		}
		ast.Inspect(fd, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.KeyValueExpr:
				if id, ok := n.Key.(*ast.Ident); ok && isOneOf(pass, id, fields) {
					keep[fd] = true
				}
			case *ast.AssignStmt:
				for _, lhs := range n.Lhs {
					switch lhs := ast.Unparen(lhs).(type) {
					case *ast.SelectorExpr:
						if isOneOf(pass, lhs.Sel, fields) {
							keep[fd] = true
						}
					case *ast.Ident:
						if isOneOf(pass, lhs, fields) {
							keep[fd] = true
						}
					}
				}
			}
			return !keep[fd]
		})
	}
}

func isOneOf(pass *analysis.Pass, id *ast.Ident, fields map[*types.Var]bool) bool {
	v, ok := pass.TypesInfo.Uses[id].(*types.Var)
	return ok && fields[v.Origin()]
}
