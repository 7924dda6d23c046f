package rewrite_test

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/token"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/flowtest"
	"github.com/inflight-go/inflight/passes/internal/rewrite"
)

// open checks a source file and opens it for editing.
func open(t *testing.T, src string) (*rewrite.File, *ast.File, *analysis.Pass) {
	t.Helper()
	pass, err := flowtest.Check("p", "p.go", src)
	if err != nil {
		t.Fatal(err)
	}
	pass.ReadFile = func(string) ([]byte, error) { return []byte(src), nil }
	f, ok := rewrite.Open(pass, pass.Files[0])
	if !ok {
		t.Fatal("the file cannot be opened")
	}
	return f, pass.Files[0], pass
}

// apply does the edits, which must leave a file that is formatted.
func apply(t *testing.T, pass *analysis.Pass, src string, edits []analysis.TextEdit) string {
	t.Helper()
	slices.SortStableFunc(edits, func(a, b analysis.TextEdit) int { return int(a.Pos - b.Pos) })
	var out strings.Builder
	file, at := pass.Fset.File(pass.Files[0].FileStart), 0
	for _, e := range edits {
		out.WriteString(src[at:file.Offset(e.Pos)])
		out.Write(e.NewText)
		at = file.Offset(e.End)
	}
	out.WriteString(src[at:])
	got := out.String()
	formatted, err := format.Source([]byte(got))
	if err != nil {
		t.Fatalf("%v\n%s", err, got)
	}
	if !strings.Contains(src, "\r") && !bytes.Equal(formatted, []byte(got)) {
		t.Errorf("the edits are not formatted:\n%s", got)
	}
	return got
}

// goStmt finds the go statement of a file.
func goStmt(file *ast.File) *ast.GoStmt {
	var found *ast.GoStmt
	ast.Inspect(file, func(n ast.Node) bool {
		if g, ok := n.(*ast.GoStmt); ok {
			found = g
		}
		return true
	})
	return found
}

func body(lines string) string {
	return "package p\n\nfunc work(n int, p *int) {}\n\nfunc f(xs []int) {\n" + lines + "}\n"
}

// TestFinally holds what becomes of the work: the line stands first in it, whatever
// the body looks like, and what a go statement evaluates keeps its value.
func TestFinally(t *testing.T) {
	for _, test := range []struct{ name, lines, want string }{
		{"plain", "\tgo func() {\n\t\twork(1, nil)\n\t}()\n", "\tgo func() {\n\t\tdefer done()\n\t\twork(1, nil)\n\t}()\n"},
		{"empty", "\tgo func() {}()\n", "\tgo func() {\n\t\tdefer done()\n\t}()\n"},
		{"one line", "\tgo func() { work(1, nil); work(2, nil) }()\n", "\tgo func() {\n\t\tdefer done()\n\t\twork(1, nil)\n\t\twork(2, nil)\n\t}()\n"},
		{"comment", "\tgo func() { // why\n\t\twork(1, nil)\n\t}()\n", "\tgo func() { // why\n\t\tdefer done()\n\t\twork(1, nil)\n\t}()\n"},
		{"named", "\tgo work(1, nil)\n", "\tgo func() {\n\t\tdefer done()\n\t\twork(1, nil)\n\t}()\n"},
		{"changing", "\tfor i := range xs {\n\t\tgo work(xs[i], &xs[i])\n\t}\n", "\tfor i := range xs {\n\t\tn := xs[i]\n\t\tp := &xs[i]\n\t\tgo func() {\n\t\t\tdefer done()\n\t\t\twork(n, p)\n\t\t}()\n\t}\n"},
		{"assigned", "\tn := 1\n\tgo work(n, nil)\n\tn++\n", "\tn := 1\n\tn2 := n\n\tgo func() {\n\t\tdefer done()\n\t\twork(n2, nil)\n\t}()\n\tn++\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			src := body(test.lines) + "\nfunc done() {}\n"
			f, file, pass := open(t, src)
			s, ok := f.SpawnAt(goStmt(file), 0)
			if !ok {
				t.Fatal("no spawn")
			}
			edits, before, ok := f.Finally(s, "done()")
			if !ok {
				t.Fatal("refused")
			}
			if len(before) > 0 {
				edit, ok := f.Insert(s.Stmt, before...)
				if !ok {
					t.Fatal("refused")
				}
				edits = append(edits, edit)
			}
			if got, want := apply(t, pass, src, edits), body(test.want)+"\nfunc done() {}\n"; got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// TestInsert holds that comments stay with their statement, and labels where they are.
func TestInsert(t *testing.T) {
	for _, test := range []struct{ name, lines, want string }{
		{"comment", "\t// all of them\n\tgo work(1, nil)\n", "\tvar x int\n\t// all of them\n\tgo work(1, nil)\n"},
		{"second line", "\twork(2, nil) // two\n\tgo work(1, nil)\n", "\twork(2, nil) // two\n\tvar x int\n\tgo work(1, nil)\n"},
	} {
		src := body(test.lines)
		f, file, pass := open(t, src)
		edit, ok := f.Insert(goStmt(file), "var x int")
		if !ok {
			t.Fatalf("%s: refused", test.name)
		}
		if got := apply(t, pass, src, []analysis.TextEdit{edit}); got != body(test.want) {
			t.Errorf("%s: got\n%s", test.name, got)
		}
	}
	src := body("\twork(2, nil); go work(1, nil)\n")
	f, file, _ := open(t, src)
	if _, ok := f.Insert(goStmt(file), "var x int"); ok {
		t.Error("something stands before the statement on its line")
	}
	src = strings.ReplaceAll(body("\tgo work(1, nil)\n"), "\n", "\r\n")
	f, file, pass := open(t, src)
	edit, _ := f.Insert(goStmt(file), "var x int")
	if got := apply(t, pass, src, []analysis.TextEdit{edit}); strings.Count(got, "\n") != strings.Count(got, "\r\n") {
		t.Errorf("the lines of the file end in two ways:\n%q", got)
	}
}

// TestDelete holds that nothing else is lost.
func TestDelete(t *testing.T) {
	for lines, deletes := range map[string]bool{
		"\tgo work(1, nil)\n":                   true,
		"\tgo work(1, nil) // why\n":            false,
		"\t// why\n\tgo work(1, nil)\n":         false,
		"\twork(2, nil); go work(1, nil)\n":     false,
		"\tgo work( /* one */ 1, nil)\n":        false,
		"\twork(2, nil)\n\n\tgo work(1, nil)\n": true,
	} {
		f, file, _ := open(t, body(lines))
		if _, ok := f.Delete(goStmt(file)); ok != deletes {
			t.Errorf("%q: deleted is %v", lines, ok)
		}
	}
}

// TestQualifier holds under which name a package is used, and how it is imported.
func TestQualifier(t *testing.T) {
	const runtimeLine = "\nvar _ = 1\n"
	for _, test := range []struct{ name, head, qualifier, want string }{
		{"none", "package p\n", "runtime.", "package p\n\nimport \"runtime\"\n"},
		{"single", "package p\n\nimport \"sync\"\n\nvar _ sync.Mutex\n", "runtime.", "package p\n\nimport (\n\t\"runtime\"\n\t\"sync\"\n)\n\nvar _ sync.Mutex\n"},
		{"group", "package p\n\nimport (\n\t\"os\"\n\t\"sync\"\n)\n\nvar _ sync.Mutex\nvar _ os.File\n", "runtime.", "package p\n\nimport (\n\t\"os\"\n\t\"runtime\"\n\t\"sync\"\n)\n\nvar _ sync.Mutex\nvar _ os.File\n"},
		{"there", "package p\n\nimport \"runtime\"\n\nvar _ = runtime.GOOS\n", "runtime.", ""},
		{"alias", "package p\n\nimport rt \"runtime\"\n\nvar _ = rt.GOOS\n", "rt.", ""},
		{"dot", "package p\n\nimport . \"runtime\"\n\nvar _ = GOOS\n", "", ""},
		{"taken", "package p\n\nvar runtime int\n", "goruntime.", "package p\n\nimport goruntime \"runtime\"\n\nvar runtime int\n"},
	} {
		src := test.head + runtimeLine
		f, file, pass := open(t, src)
		qualifier, edits, ok := f.Qualifier("runtime", "GOMAXPROCS", file.End()-1)
		if !ok || qualifier != test.qualifier {
			t.Errorf("%s: %q, %v", test.name, qualifier, ok)
		}
		want := test.want
		if want == "" {
			want = test.head
		}
		if got := apply(t, pass, src, edits); got != want+runtimeLine {
			t.Errorf("%s: got\n%s", test.name, got)
		}
	}
}

// TestLimit holds where a limit comes from.
func TestLimit(t *testing.T) {
	const src = "package p\n\nconst most = 7\n\ntype count int64\n\nconst typed count = 9\n\nvar workers = 3\n\nfunc f(n int, zero string) {\n\t_, _ = n, zero\n}\n"
	f, file, _ := open(t, src)
	pos := token.NoPos
	ast.Inspect(file, func(n ast.Node) bool {
		if a, ok := n.(*ast.AssignStmt); ok {
			pos = a.Pos()
		}
		return true
	})
	for option, want := range map[string]string{
		"": "maxInFlight", "20": "maxInFlight", "most": "most", "typed": "int(typed)", "workers": "max(1, workers)", "n": "max(1, n)",
		"runtime.NumCPU()": "runtime.NumCPU()", "zero": "", "missing": "", "count": "",
	} {
		limit, ok := f.Limit(rewrite.Need{Option: option}, pos)
		if ok != (want != "") || ok && limit.Expr != want {
			t.Errorf("%q gives %q, %v", option, limit.Expr, ok)
		}
	}
	if limit, ok := f.Limit(rewrite.Need{Pure: true}, pos); !ok || limit.Expr != "runtime.GOMAXPROCS(0)" {
		t.Errorf("computation gives %q", limit.Expr)
	}
	down := &rewrite.Downstream{N: 20, What: "SetMaxOpenConns(20)"}
	if limit, ok := f.Limit(rewrite.Need{Downstream: down, Option: "most"}, pos); !ok || limit.Lines[1] != "const maxInFlight = 20" {
		t.Errorf("a pool gives %q", limit.Lines)
	}
	if limit, _ := f.Limit(rewrite.Need{Nth: 1}, pos); limit.Expr != "maxInFlight2" {
		t.Errorf("a second limit is %q", limit.Expr)
	}
}

// TestOpen holds which files get no edits.
func TestOpen(t *testing.T) {
	for name, src := range map[string]string{
		"generated": "// Code generated by hand. DO NOT EDIT.\n\npackage p\n",
		"moved":     "//line other.go:1\npackage p\n",
	} {
		pass, err := flowtest.Check("p", "p.go", src)
		if err != nil {
			t.Fatal(err)
		}
		pass.ReadFile = func(string) ([]byte, error) { return []byte(src), nil }
		if _, ok := rewrite.Open(pass, pass.Files[0]); ok {
			t.Errorf("a %s file can be edited", name)
		}
	}
}
