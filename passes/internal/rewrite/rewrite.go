// Package rewrite turns decisions into text edits. It is the one place that knows
// how source text looks: indentation, comments, names that are free, imports.
//
// Edits carry their own indentation, because not every driver formats what it has
// edited, and lie in one file.
package rewrite

import (
	"bytes"
	"go/ast"
	"go/token"
	"go/types"
	"go/version"
	"os"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
)

// A File is a source file to be edited.
type File struct {
	pass   *analysis.Pass
	syntax *ast.File
	tok    *token.File
	src    []byte
	nl     string
}

// Open returns the file for editing. It fails where a fix has no place: what a tool
// wrote, what cgo made of a file, text that is not at hand.
func Open(pass *analysis.Pass, file *ast.File) (*File, bool) {
	if ast.IsGenerated(file) || usesCgo(file) {
		return nil, false
	}
	tok := pass.Fset.File(file.FileStart)
	if tok == nil {
		return nil, false
	}
	if pass.Fset.Position(file.Package).Filename != pass.Fset.PositionFor(file.Package, false).Filename {
		return nil, false // what is at hand is not what a person wrote
	}
	read := pass.ReadFile
	if read == nil { // Bazel gives none: it reads what the compiler reads
		read = os.ReadFile
	}
	src, err := read(tok.Name())
	if err != nil || len(src) != tok.Size() {
		return nil, false
	}
	f := &File{pass: pass, syntax: file, tok: tok, src: src, nl: "\n"}
	if bytes.Contains(src, []byte("\r\n")) {
		f.nl = "\r\n"
	}
	return f, true
}

func usesCgo(file *ast.File) bool {
	for _, spec := range file.Imports {
		if spec.Path.Value == `"C"` {
			return true
		}
	}
	return false
}

// AtLeast reports whether the file is written in the given version of Go, such as
// go1.22, or a later one. Where the version is not known it is taken to be the latest.
func (f *File) AtLeast(v string) bool {
	have := f.pass.TypesInfo.FileVersions[f.syntax]
	if have == "" {
		have = f.pass.Pkg.GoVersion()
	}
	return have == "" || version.Compare(have, v) >= 0
}

// Info is the type information of the file.
func (f *File) Info() *types.Info { return f.pass.TypesInfo }

// Text is the source text of a node.
func (f *File) Text(n ast.Node) string {
	return string(f.src[f.tok.Offset(n.Pos()):f.tok.Offset(n.End())])
}

// Path lists the nodes around pos, innermost first.
func (f *File) Path(pos token.Pos) []ast.Node {
	path, _ := astutil.PathEnclosingInterval(f.syntax, pos, pos)
	return path
}

// Make returns the call of make around pos, nil if there is none.
func (f *File) Make(pos token.Pos) *ast.CallExpr {
	for _, n := range f.Path(pos) {
		if call, ok := n.(*ast.CallExpr); ok {
			if id, ok := call.Fun.(*ast.Ident); ok && id.Name == "make" {
				return call
			}
		}
	}
	return nil
}

// Enclosing returns the statement lists around n, innermost first: each with the
// statement of the list in which n stands.
func (f *File) Enclosing(n ast.Node) []Place {
	path, _ := astutil.PathEnclosingInterval(f.syntax, n.Pos(), n.End())
	var out []Place
	for i := 1; i < len(path); i++ {
		stmt, ok := path[i-1].(ast.Stmt)
		if !ok || isClause(stmt) {
			continue // nothing but clauses stands beside a clause
		}
		if list := statements(path[i]); list != nil {
			out = append(out, Place{Stmt: stmt, List: list, Block: path[i], Func: around(path[i:])})
		}
	}
	return out
}

func isClause(stmt ast.Stmt) bool {
	switch stmt.(type) {
	case *ast.CaseClause, *ast.CommClause:
		return true
	}
	return false
}

// A Place is a statement in a list of statements.
type Place struct {
	Stmt  ast.Stmt
	List  []ast.Stmt
	Block ast.Node
	// Func is the innermost function around it.
	Func ast.Node
}

// Before returns the statement before the place, nil if there is none.
func (p Place) Before() ast.Stmt { return p.neighbour(-1) }

// After returns the statement after the place, nil if there is none.
func (p Place) After() ast.Stmt { return p.neighbour(1) }

// Rest are the statements after the place.
func (p Place) Rest() []ast.Stmt {
	for i, s := range p.List {
		if s == p.Stmt {
			return p.List[i+1:]
		}
	}
	return nil
}

func (p Place) neighbour(by int) ast.Stmt {
	for i, s := range p.List {
		if s == p.Stmt && i+by >= 0 && i+by < len(p.List) {
			return p.List[i+by]
		}
	}
	return nil
}

func statements(n ast.Node) []ast.Stmt {
	switch n := n.(type) {
	case *ast.BlockStmt:
		return n.List
	case *ast.CaseClause:
		return n.Body
	case *ast.CommClause:
		return n.Body
	}
	return nil
}

func around(path []ast.Node) ast.Node {
	for _, n := range path {
		switch n.(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			return n
		}
	}
	return nil
}

// Decl returns the declaration around pos, nil if there is none: a function, or a
// variable that is set to a function literal.
func (f *File) Decl(pos token.Pos) ast.Decl {
	for _, d := range f.syntax.Decls {
		if d.Pos() <= pos && pos < d.End() {
			return d
		}
	}
	return nil
}

// Indent is the white space before the first token on the line of pos.
func (f *File) Indent(pos token.Pos) string {
	line := f.lineOf(pos)
	return line[:len(line)-len(strings.TrimLeft(line, " \t"))]
}

func (f *File) lineOf(pos token.Pos) string {
	from := f.tok.Offset(f.tok.LineStart(f.tok.Line(pos)))
	to := bytes.IndexByte(f.src[from:], '\n')
	if to < 0 {
		return string(f.src[from:])
	}
	return strings.TrimSuffix(string(f.src[from:from+to]), "\r")
}

// startsLine: nothing but white space stands before pos on its line.
func (f *File) startsLine(pos token.Pos) bool {
	from := f.tok.Offset(f.tok.LineStart(f.tok.Line(pos)))
	return len(bytes.TrimSpace(f.src[from:f.tok.Offset(pos)])) == 0
}

// endsLine: nothing but white space or a comment stands after pos on its line. end is
// where that line ends.
func (f *File) endsLine(pos token.Pos) (end token.Pos, ok bool) {
	at := f.tok.Offset(pos)
	rest := f.src[at:]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	text := bytes.TrimSpace(rest)
	if len(text) > 0 && !bytes.HasPrefix(text, []byte("//")) {
		return token.NoPos, false
	}
	return pos + token.Pos(len(bytes.TrimSuffix(rest, []byte("\r")))), true
}

// Insert returns an edit that puts lines before a statement, and before the comments
// that belong to it. It fails when something else stands on that line.
func (f *File) Insert(stmt ast.Stmt, lines ...string) (analysis.TextEdit, bool) {
	if !f.startsLine(stmt.Pos()) {
		return analysis.TextEdit{}, false
	}
	indent := f.Indent(stmt.Pos())
	if labeled, ok := stmt.(*ast.LabeledStmt); ok {
		indent = f.Indent(labeled.Stmt.Pos()) // a label stands further left
	}
	pos := f.tok.LineStart(f.tok.Line(f.commentsAbove(stmt.Pos())))
	return f.edit(pos, pos, indent+f.join(indent, lines)+f.nl), true
}

// Append returns an edit that puts lines after a statement, and after a comment that
// ends its line.
func (f *File) Append(stmt ast.Stmt, lines ...string) (analysis.TextEdit, bool) {
	end, ok := f.endsLine(stmt.End())
	if !ok || !f.startsLine(stmt.Pos()) {
		return analysis.TextEdit{}, false
	}
	indent := f.Indent(stmt.Pos())
	return f.edit(end, end, f.nl+indent+f.join(indent, lines)), true
}

func (f *File) join(indent string, lines []string) string {
	return strings.Join(lines, f.nl+indent)
}

// Replace returns an edit that puts text in the place of a node.
func (f *File) Replace(n ast.Node, text string) analysis.TextEdit {
	return f.edit(n.Pos(), n.End(), text)
}

// Delete returns an edit that removes the lines of a statement. It fails when that
// would take something else along, or leave a comment without what it is about.
func (f *File) Delete(stmt ast.Stmt) (analysis.TextEdit, bool) {
	if !f.startsLine(stmt.Pos()) || f.commentsAbove(stmt.Pos()) != stmt.Pos() || f.commentIn(stmt.Pos(), stmt.End()) {
		return analysis.TextEdit{}, false
	}
	from := f.tok.LineStart(f.tok.Line(stmt.Pos()))
	at := f.tok.Offset(stmt.End())
	rest := f.src[at:]
	i := bytes.IndexByte(rest, '\n')
	if i < 0 || len(bytes.TrimSpace(rest[:i])) > 0 {
		return analysis.TextEdit{}, false
	}
	return f.edit(from, stmt.End()+token.Pos(i+1), ""), true
}

// Cut is Delete for a statement that is to stand elsewhere: text is the statement with
// the comment that ends its line.
func (f *File) Cut(stmt ast.Stmt) (text string, edit analysis.TextEdit, ok bool) {
	end, ok := f.endsLine(stmt.End())
	if !ok || !f.startsLine(stmt.Pos()) || f.commentsAbove(stmt.Pos()) != stmt.Pos() || f.commentIn(stmt.Pos(), stmt.End()) {
		return "", analysis.TextEdit{}, false
	}
	from, to := f.tok.LineStart(f.tok.Line(stmt.Pos())), end+token.Pos(len(f.nl))
	return f.TextBetween(stmt.Pos(), end), f.edit(from, to, ""), f.tok.Offset(end)+len(f.nl) <= len(f.src)
}

// First returns edits that make line the first statement of a body.
func (f *File) First(body *ast.BlockStmt, line string) ([]analysis.TextEdit, bool) {
	outer := f.Indent(body.Pos())
	inner := outer + "\t"
	open, end := body.Lbrace+1, body.Rbrace
	if f.tok.Line(body.Lbrace) != f.tok.Line(body.Rbrace) {
		if at, ok := f.endsLine(open); ok {
			return []analysis.TextEdit{f.edit(at, at, f.nl+inner+line)}, true
		}
		if len(body.List) == 0 || f.commentIn(open, body.List[0].Pos()) {
			return nil, false
		}
		return []analysis.TextEdit{f.edit(open, body.List[0].Pos(), f.nl+inner+line+f.nl+inner)}, true
	}
	// All on one line: each statement gets one of its own.
	var edits []analysis.TextEdit
	at := open
	for i, stmt := range body.List {
		text := f.nl + inner
		if i == 0 {
			text += line + f.nl + inner
		}
		if strings.Trim(string(f.src[f.tok.Offset(at):f.tok.Offset(stmt.Pos())]), " \t;") != "" {
			return nil, false // a comment
		}
		edits = append(edits, f.edit(at, stmt.Pos(), text))
		at = stmt.End()
	}
	if strings.Trim(string(f.src[f.tok.Offset(at):f.tok.Offset(end)]), " \t;") != "" {
		return nil, false
	}
	text := f.nl + outer
	if len(body.List) == 0 {
		text = f.nl + inner + line + text
	}
	return append(edits, f.edit(at, end, text)), true
}

func (f *File) edit(pos, end token.Pos, text string) analysis.TextEdit {
	return analysis.TextEdit{Pos: pos, End: end, NewText: []byte(text)}
}

// commentsAbove returns where the comments begin that end on the line above pos, and
// pos when there are none.
func (f *File) commentsAbove(pos token.Pos) token.Pos {
	line := f.tok.Line(pos)
	for _, group := range f.syntax.Comments {
		if group.End() < pos && f.tok.Line(group.End()-1) == line-1 && f.startsLine(group.Pos()) {
			return group.Pos()
		}
	}
	return pos
}

func (f *File) commentIn(from, to token.Pos) bool {
	for _, group := range f.syntax.Comments {
		if from <= group.Pos() && group.Pos() < to {
			return true
		}
	}
	return false
}

// Shift returns edits that move the lines between two places one tab to the right. It
// fails when one of them stands in a string or comment of several lines.
func (f *File) Shift(from, to token.Pos) ([]analysis.TextEdit, bool) {
	fixed := false
	first, last := f.tok.Line(from), f.tok.Line(to)
	inside := func(n ast.Node) {
		if f.tok.Line(n.Pos()) < f.tok.Line(n.End()) && n.End() > from && n.Pos() < to {
			fixed = true
		}
	}
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok {
			inside(lit)
		}
		return true
	})
	for _, group := range f.syntax.Comments {
		for _, c := range group.List {
			inside(c)
		}
	}
	var edits []analysis.TextEdit
	for line := first + 1; line <= last && !fixed; line++ {
		pos := f.tok.LineStart(line)
		if pos >= to {
			break
		}
		if strings.TrimSpace(f.lineOf(pos)) != "" {
			edits = append(edits, f.edit(pos, pos, "\t"))
		}
	}
	return edits, !fixed
}

// TypeText is how a type is written in this file at pos. It fails for types that have
// no name there.
func (f *File) TypeText(t types.Type, pos token.Pos) (string, bool) {
	ok := true
	text := types.TypeString(t, func(pkg *types.Package) string {
		if pkg == f.pass.Pkg {
			return ""
		}
		for _, spec := range f.syntax.Imports {
			name := f.pass.TypesInfo.PkgNameOf(spec)
			if name != nil && name.Imported() == pkg && f.Lookup(name.Name(), pos) == name {
				return name.Name()
			}
		}
		ok = false
		return ""
	})
	// A name of this package can mean something else here, or nothing.
	var visit func(t types.Type)
	seen := map[types.Type]bool{}
	visit = func(t types.Type) {
		if seen[t] {
			return
		}
		seen[t] = true
		switch t := t.(type) {
		case *types.Basic:
			ok = ok && f.Builtin(t.Name(), pos)
		case *types.Named:
			if obj := t.Obj(); obj.Pkg() == f.pass.Pkg {
				ok = ok && f.Lookup(obj.Name(), pos) == obj
			} else {
				ok = ok && (obj.Pkg() == nil || obj.Exported())
			}
			for i := range t.TypeArgs().Len() {
				visit(t.TypeArgs().At(i))
			}
		case *types.TypeParam:
			ok = ok && f.Lookup(t.Obj().Name(), pos) == t.Obj()
		case *types.Alias:
			ok = ok && (t.Obj().Pkg() != f.pass.Pkg || f.Lookup(t.Obj().Name(), pos) == t.Obj())
		case *types.Pointer:
			visit(t.Elem())
		case *types.Slice:
			visit(t.Elem())
		case *types.Array:
			visit(t.Elem())
		case *types.Map:
			visit(t.Key())
			visit(t.Elem())
		default:
			ok = false // written out: long, and rare
		}
	}
	visit(t)
	return text, ok
}

// Newline is how the lines of the file end.
func (f *File) Newline() string { return f.nl }

// TextBetween is the source text between two places.
func (f *File) TextBetween(from, to token.Pos) string {
	return string(f.src[f.tok.Offset(from):f.tok.Offset(to)])
}

// Comments reports whether a comment stands between two places.
func (f *File) Comments(from, to token.Pos) bool { return f.commentIn(from, to) }

// OwnLines: nothing else stands on the line where first begins, nor after last on the
// line where it ends.
func (f *File) OwnLines(first, last ast.Node) bool {
	_, ok := f.endsLine(last.End())
	return ok && f.startsLine(first.Pos())
}
