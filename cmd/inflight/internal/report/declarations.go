package report

import (
	"go/ast"
	"go/parser"
	"go/token"
)

// declarations are those of a file at its top level.
type declarations struct {
	file  string
	spans []declaration
}

// declaration is one of them, with its comment.
type declaration struct {
	name       string
	start, end token.Position
}

// readDeclarations reads a file. One that cannot be read, as where a line
// directive names what is no Go file, has none.
func readDeclarations(file string) *declarations {
	d := &declarations{file: file}
	fset := token.NewFileSet()
	syntax, _ := parser.ParseFile(fset, file, nil, parser.ParseComments|parser.SkipObjectResolution)
	if syntax == nil {
		return d
	}
	add := func(name string, node ast.Node, doc *ast.CommentGroup) {
		start := node.Pos()
		if doc != nil {
			start = doc.Pos()
		}
		d.spans = append(d.spans, declaration{name, fset.Position(start), fset.Position(node.End())})
	}
	for _, decl := range syntax.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			add(funcName(decl), decl, decl.Doc)
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				name, doc := specName(spec)
				switch {
				case name == "":
				case decl.Lparen.IsValid():
					add(name, spec, doc)
				default:
					add(name, decl, decl.Doc)
				}
			}
		}
	}
	return d
}

// specName names what a spec declares, with the comment of the spec. An import
// declares nothing here.
func specName(spec ast.Spec) (name string, doc *ast.CommentGroup) {
	switch spec := spec.(type) {
	case *ast.TypeSpec:
		return spec.Name.Name, spec.Doc
	case *ast.ValueSpec:
		return spec.Names[0].Name, spec.Doc
	}
	return "", nil
}

// funcName names a function, with its receiver if it has one. That this is a
// pointer says nothing here: a type has one method of a name.
func funcName(decl *ast.FuncDecl) string {
	if decl.Recv == nil || len(decl.Recv.List) == 0 {
		return decl.Name.Name
	}
	t := decl.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.ParenExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x.Name + "." + decl.Name.Name
		default:
			return decl.Name.Name // no receiver that compiles
		}
	}
}

// at names the declaration around a place, "" if there is none.
func (d *declarations) at(line, col int) string {
	for _, span := range d.spans {
		if span.start.Filename == d.file && !before(line, col, span.start) && before(line, col, span.end) {
			return span.name
		}
	}
	return ""
}

// before reports whether a place comes before another.
func before(line, col int, p token.Position) bool {
	return line < p.Line || line == p.Line && col < p.Column
}
