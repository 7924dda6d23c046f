package rewrite

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"path"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// scope is the innermost scope around pos.
func (f *File) scope(pos token.Pos) *types.Scope {
	if s := f.pass.TypesInfo.Scopes[f.syntax]; s != nil {
		return s.Innermost(pos)
	}
	return nil
}

// Lookup returns what a name means at pos, nil if nothing.
func (f *File) Lookup(name string, pos token.Pos) types.Object {
	s := f.scope(pos)
	if s == nil {
		return nil
	}
	_, obj := s.LookupParent(name, pos)
	return obj
}

// Fresh returns a name, made of base, that means nothing at pos and does not occur in
// the declaration around it. nth tells the new names of one declaration apart: fixes
// that are applied together do not know of each other.
func (f *File) Fresh(base string, pos token.Pos, nth int) string {
	used := map[string]bool{}
	if fd := f.Decl(pos); fd != nil {
		ast.Inspect(fd, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				used[id.Name] = true
			}
			return true
		})
	}
	for i, name := 1, base; ; {
		if !used[name] && f.Lookup(name, pos) == nil {
			if nth == 0 {
				return name
			}
			nth--
		}
		i++
		name = base + strconv.Itoa(i)
	}
}

// Builtin reports whether a predeclared name means at pos what it is declared as.
func (f *File) Builtin(name string, pos token.Pos) bool {
	return f.Lookup(name, pos) == types.Universe.Lookup(name)
}

// positive returns the constant that a name means at pos, if it is a positive number.
func (f *File) positive(name string, pos token.Pos) (*types.Const, bool) {
	c, ok := f.Lookup(name, pos).(*types.Const)
	if !ok || c.Val().Kind() != constant.Int || constant.Sign(c.Val()) <= 0 {
		return nil, false
	}
	return c, true
}

// Qualifier returns what stands before a name of the package importPath at pos, such as
// "runtime.", and the edits that import it where it is not.
func (f *File) Qualifier(importPath, member string, pos token.Pos) (string, []analysis.TextEdit, bool) {
	for _, spec := range f.syntax.Imports {
		name := f.pass.TypesInfo.PkgNameOf(spec)
		if name == nil || name.Imported().Path() != importPath {
			continue
		}
		switch name.Name() {
		case "_":
			continue
		case ".":
			if obj := f.Lookup(member, pos); obj != nil && obj.Pkg() == name.Imported() {
				return "", nil, true
			}
			continue
		}
		if f.Lookup(name.Name(), pos) == name {
			return name.Name() + ".", nil, true
		}
	}
	base := path.Base(importPath)
	name := base
	if f.Lookup(name, pos) != nil || f.pass.Pkg.Scope().Lookup(name) != nil {
		name = f.Fresh("go"+base, pos, 0)
	}
	spec := strconv.Quote(importPath)
	if name != base {
		spec = name + " " + spec
	}
	if edits, ok := f.makeGroup(spec, importPath); ok {
		return name + ".", edits, true
	}
	edit, ok := f.addImport(spec, importPath)
	if !ok {
		return "", nil, false
	}
	return name + ".", []analysis.TextEdit{edit}, true
}

// makeGroup returns edits that make a group of a lone import and a new one. Those that make
// the group are the same whatever is imported, and stand apart from the one that adds to it:
// so fixes that import the same, or not, can be applied together.
func (f *File) makeGroup(spec, importPath string) ([]analysis.TextEdit, bool) {
	decl, ok := f.singleImport()
	if !ok {
		return nil, false
	}
	have := decl.Specs[0].(*ast.ImportSpec)
	keyword := decl.TokPos + token.Pos(len("import"))
	end, ok := f.endsLine(have.End())
	if !ok || f.TextBetween(keyword, have.Pos()) != " " || !strings.HasPrefix(f.after(end), f.nl) {
		return nil, false
	}
	next := end + token.Pos(len(f.nl))
	add := f.edit(end, end, f.nl+"\t"+spec)
	switch {
	case !isStandard(importPath):
		add.NewText = append([]byte(f.nl), add.NewText...) // a paragraph of its own
	case have.Path.Value >= strconv.Quote(importPath):
		add = f.edit(have.Pos(), have.Pos(), spec+f.nl+"\t")
	}
	return []analysis.TextEdit{f.edit(keyword, have.Pos(), " ("+f.nl+"\t"), add, f.edit(next, next, ")"+f.nl)}, true
}

// after is the text from pos on.
func (f *File) after(pos token.Pos) string { return string(f.src[f.tok.Offset(pos):]) }

// addImport returns an edit that adds an import of the standard library, or of a module
// that has others imported, in the order that gofmt keeps.
func (f *File) addImport(spec, importPath string) (analysis.TextEdit, bool) {
	var group *ast.GenDecl
	for _, d := range f.syntax.Decls {
		gd, ok := d.(*ast.GenDecl)
		if !ok || gd.Tok != token.IMPORT {
			break
		}
		if gd.Lparen.IsValid() && len(gd.Specs) > 0 {
			group = gd
			break
		}
	}
	if group == nil {
		end, ok := f.endsLine(f.syntax.Name.End())
		if !ok {
			return analysis.TextEdit{}, false
		}
		text := f.nl + f.nl + "import " + spec
		return f.edit(end, end, text), true
	}
	standard := isStandard(importPath)
	// The first run of lines of the same kind.
	last := ast.Spec(nil)
	for _, s := range group.Specs {
		have, err := strconv.Unquote(s.(*ast.ImportSpec).Path.Value)
		if err != nil || isStandard(have) != standard {
			if last != nil {
				break
			}
			continue
		}
		if last != nil && f.tok.Line(s.Pos()) > f.tok.Line(last.End())+1 {
			break
		}
		if have > importPath {
			pos := f.commentsAbove(s.Pos())
			return f.edit(pos, pos, spec+f.nl+"\t"), f.startsLine(s.Pos())
		}
		last = s
	}
	if last == nil {
		first := group.Specs[0]
		pos := f.commentsAbove(first.Pos())
		if !standard {
			end, ok := f.endsLine(group.Specs[len(group.Specs)-1].End())
			return f.edit(end, end, f.nl+f.nl+"\t"+spec), ok
		}
		return f.edit(pos, pos, spec+f.nl+f.nl+"\t"), f.startsLine(first.Pos())
	}
	end, ok := f.endsLine(last.End())
	return f.edit(end, end, f.nl+"\t"+spec), ok
}

// Unimport returns the edits that remove the import of a package whose uses all lie in
// what edits take away. It fails when the import cannot be taken out alone.
func (f *File) Unimport(importPath string, edits []analysis.TextEdit) ([]analysis.TextEdit, bool) {
	for _, d := range f.syntax.Decls {
		gd, ok := d.(*ast.GenDecl)
		if !ok || gd.Tok != token.IMPORT {
			continue
		}
		for _, spec := range gd.Specs {
			spec := spec.(*ast.ImportSpec)
			name := f.pass.TypesInfo.PkgNameOf(spec)
			if name == nil || name.Imported().Path() != importPath {
				continue
			}
			if name.Name() == "_" || name.Name() == "." || f.usedOutside(name, edits) {
				return nil, name.Name() != "."
			}
			if !gd.Lparen.IsValid() || len(gd.Specs) == 1 || spec.Comment != nil || spec.Doc != nil || !f.startsLine(spec.Pos()) {
				return nil, false
			}
			line := f.tok.Line(spec.Pos())
			return []analysis.TextEdit{f.edit(f.tok.LineStart(line), f.tok.LineStart(line+1), "")}, true
		}
	}
	return nil, true
}

func (f *File) usedOutside(name *types.PkgName, edits []analysis.TextEdit) bool {
	for id, obj := range f.pass.TypesInfo.Uses {
		if obj != name {
			continue
		}
		gone := false
		for _, e := range edits {
			gone = gone || e.Pos <= id.Pos() && id.End() <= e.End
		}
		if !gone {
			return true
		}
	}
	return false
}

// singleImport is the only import of the file, where it is not in a group.
func (f *File) singleImport() (*ast.GenDecl, bool) {
	if len(f.syntax.Imports) != 1 {
		return nil, false
	}
	for _, d := range f.syntax.Decls {
		gd, ok := d.(*ast.GenDecl)
		if ok && gd.Tok == token.IMPORT && !gd.Lparen.IsValid() && len(gd.Specs) == 1 {
			spec := gd.Specs[0].(*ast.ImportSpec)
			name, err := strconv.Unquote(spec.Path.Value)
			return gd, err == nil && isStandard(name) && spec.Doc == nil
		}
	}
	return nil, false
}

func isStandard(importPath string) bool {
	first := importPath
	for i, r := range importPath {
		if r == '/' {
			first = importPath[:i]
			break
		}
	}
	for _, r := range first {
		if r == '.' {
			return false
		}
	}
	return true
}

// Needed reports whether a local variable is used in e and nowhere else: without e it
// does not compile.
func (f *File) Needed(e ast.Expr) bool {
	info := f.pass.TypesInfo
	needed := false
	ast.Inspect(e, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		v, ok := info.Uses[id].(*types.Var)
		if !ok || v.IsField() || v.Parent() == v.Pkg().Scope() {
			return true
		}
		elsewhere := false
		for use, obj := range info.Uses {
			if obj == v && (use.Pos() < e.Pos() || e.End() <= use.Pos()) {
				elsewhere = true
			}
		}
		needed = needed || !elsewhere && !f.isParam(v)
		return true
	})
	return needed
}

func (f *File) isParam(v *types.Var) bool {
	fd := f.Decl(v.Pos())
	if fd == nil {
		return true
	}
	is := false
	ast.Inspect(fd, func(n ast.Node) bool {
		if list, ok := n.(*ast.FieldList); ok && list.Pos() <= v.Pos() && v.Pos() < list.End() {
			is = true
		}
		return !is
	})
	return is
}
