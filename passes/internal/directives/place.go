package directives

import (
	"go/ast"
	"go/token"
)

// place finds out which line, and which declaration, each directive in file
// speaks of, and marks those that speak of nothing they could.
func place(tf *token.File, file *ast.File, found []*directive) {
	for _, d := range found {
		d.line = line(tf, d.group.End()) + 1
		for _, decl := range file.Decls {
			if d.group == docOf(decl) {
				d.decl = decl
			}
		}
	}

	// A directive after code on its line speaks of that line.
	byOwnLine := make(map[int]*directive)
	for _, d := range found {
		byOwnLine[line(tf, d.pos)] = d
	}
	trailing := func(pos token.Pos) {
		own := line(tf, pos)
		if d := byOwnLine[own]; d != nil && pos < d.pos {
			d.line = own
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n.(type) {
		case nil, *ast.CommentGroup:
			return false
		}
		trailing(n.Pos())
		trailing(n.End() - 1)
		return true
	})

	bearers := make(map[int]bool)
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.LabeledStmt:
			// gofmt puts the label on a line of its own.
			for _, d := range found {
				if d.line == line(tf, n.Pos()) {
					d.line = line(tf, n.Stmt.Pos())
				}
			}
		case *ast.ForStmt, *ast.RangeStmt, *ast.GoStmt, *ast.CallExpr, *ast.AssignStmt,
			*ast.FuncDecl, *ast.Field, *ast.TypeSpec, *ast.ValueSpec:
			bearers[line(tf, n.Pos())] = true
		}
		return true
	})
	for _, d := range found {
		if d.verb == verbBounded && d.problem == "" && !bearers[d.line] {
			d.broken(categoryMisplaced, "%s stands on no loop, spawn, function, type, field, parameter or variable", d)
		}
	}
}

// docOf returns the doc comment of a top-level declaration, or nil.
func docOf(decl ast.Decl) *ast.CommentGroup {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		return decl.Doc
	case *ast.GenDecl:
		return decl.Doc
	}
	return nil
}
