package rewrite_test

import (
	"go/ast"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// first returns the first statement of f.
func first(file *ast.File) ast.Stmt {
	for _, d := range file.Decls {
		if fd, ok := d.(*ast.FuncDecl); ok && fd.Name.Name == "f" {
			return fd.Body.List[0]
		}
	}
	return nil
}

// TestAppend puts lines after a statement, and after the comment that ends its line.
func TestAppend(t *testing.T) {
	for _, test := range []struct{ name, lines, want string }{
		{"plain", "\tvar x int\n\twork(x, nil)\n", "\tvar x int\n\tx++\n\twork(x, nil)\n"},
		{"comment", "\tvar x int // why\n\twork(x, nil)\n", "\tvar x int // why\n\tx++\n\twork(x, nil)\n"},
		{"next", "\tvar x int\n\t// next\n\twork(x, nil)\n", "\tvar x int\n\tx++\n\t// next\n\twork(x, nil)\n"},
		{"group", "\tvar (\n\t\tx int // why\n\t\ty int\n\t)\n\twork(x, &y)\n", "\tvar (\n\t\tx int // why\n\t\ty int\n\t)\n\tx++\n\twork(x, &y)\n"},
		{"lines", "\tx := max(\n\t\t1,\n\t\t2,\n\t)\n\twork(x, nil)\n", "\tx := max(\n\t\t1,\n\t\t2,\n\t)\n\tx++\n\twork(x, nil)\n"},
		{"same line", "\tvar x int; work(x, nil)\n", ""},
		{"comment between", "\tvar x int /* why */\n\twork(x, nil)\n", ""},
	} {
		src := body(test.lines)
		f, file, pass := open(t, src)
		edit, ok := f.Append(first(file), "x++")
		if ok != (test.want != "") {
			t.Errorf("%s: %v", test.name, ok)
		}
		if ok {
			if got := apply(t, pass, src, []analysis.TextEdit{edit}); got != body(test.want) {
				t.Errorf("%s: got\n%s", test.name, got)
			}
		}
	}
}

// TestFirst makes a line the first of a body, without losing a comment.
func TestFirst(t *testing.T) {
	for _, test := range []struct{ name, lines, want string }{
		{"braces alone", "\tgo func() {\n\t}()\n", "\tgo func() {\n\t\tdone()\n\t}()\n"},
		{"comment alone", "\tgo func() {\n\t\t// nothing yet\n\t}()\n", "\tgo func() {\n\t\tdone()\n\t\t// nothing yet\n\t}()\n"},
		{"comment first", "\tgo func() {\n\t\t// one\n\t\twork(1, nil)\n\t}()\n", "\tgo func() {\n\t\tdone()\n\t\t// one\n\t\twork(1, nil)\n\t}()\n"},
		{"comment in a line", "\tgo func() { work(1, nil) /* one */ }()\n", ""},
		{"comment before", "\tgo func() { /* one */ work(1, nil) }()\n", ""},
		{"comment in a statement", "\tgo func() { work( /* one */ 1, nil) }()\n", "\tgo func() {\n\t\tdone()\n\t\twork( /* one */ 1, nil)\n\t}()\n"},
		{"literal in a line", "\tgo func() { defer func() { work(2, nil) }(); work(1, nil) }()\n", "\tgo func() {\n\t\tdone()\n\t\tdefer func() { work(2, nil) }()\n\t\twork(1, nil)\n\t}()\n"},
		{"parameters", "\tgo func(n int) { work(n, nil) }(len(xs))\n", "\tgo func(n int) {\n\t\tdone()\n\t\twork(n, nil)\n\t}(len(xs))\n"},
		{"deeper", "\tfor range xs {\n\t\tgo func() { work(1, nil) }()\n\t}\n", "\tfor range xs {\n\t\tgo func() {\n\t\t\tdone()\n\t\t\twork(1, nil)\n\t\t}()\n\t}\n"},
	} {
		src := body(test.lines) + "\nfunc done() {}\n"
		f, file, pass := open(t, src)
		edits, ok := f.First(goStmt(file).Call.Fun.(*ast.FuncLit).Body, "done()")
		if ok != (test.want != "") {
			t.Errorf("%s: %v", test.name, ok)
		}
		if !ok {
			continue
		}
		if got := apply(t, pass, src, edits); got != body(test.want)+"\nfunc done() {}\n" {
			t.Errorf("%s: got\n%s", test.name, got)
		}
	}
	// A statement on the line of the brace, which gofmt would not leave there.
	src := "package p\n\nfunc f() {\n\tgo func() { done()\n\t\tdone() }()\n}\n\nfunc done() {}\n"
	f, file, _ := open(t, src)
	edits, ok := f.First(goStmt(file).Call.Fun.(*ast.FuncLit).Body, "first()")
	if !ok || len(edits) != 1 || !strings.HasSuffix(strings.TrimSpace(string(edits[0].NewText)), "first()") {
		t.Errorf("on the line of the brace: %v, %v", edits, ok)
	}
}

// TestCut takes a statement out, with the comment that ends its line.
func TestCut(t *testing.T) {
	for _, test := range []struct{ lines, text, want string }{
		{"\twork(1, nil)\n\twork(2, nil)\n", "work(1, nil)", "\twork(2, nil)\n"},
		{"\twork(1, nil) // one\n\twork(2, nil)\n", "work(1, nil) // one", "\twork(2, nil)\n"},
		{"\t// one\n\twork(1, nil)\n", "", ""},
		{"\twork(1, nil); work(2, nil)\n", "", ""},
		{"\twork( /* one */ 1, nil)\n", "", ""},
	} {
		src := body(test.lines)
		f, file, pass := open(t, src)
		text, edit, ok := f.Cut(first(file))
		if ok != (test.text != "") || text != test.text {
			t.Errorf("%q: %q, %v", test.lines, text, ok)
		}
		if ok {
			if got := apply(t, pass, src, []analysis.TextEdit{edit}); got != body(test.want) {
				t.Errorf("%q: got\n%s", test.lines, got)
			}
		}
	}
}
