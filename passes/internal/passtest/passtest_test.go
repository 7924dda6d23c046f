package passtest_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/inflight-go/inflight/passes/internal/passtest"

	"golang.org/x/tools/go/analysis"
)

// A recorder keeps failures instead of failing, so that a test can require
// them.
type recorder struct {
	testing.TB
	failures []string
}

func (r *recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) {
	r.failures = append(r.failures, fmt.Sprintf(format, args...))
}

// toy returns an analyzer that reports each call of a function named old and
// offers to call fresh. adjust, if not nil, may spoil the diagnostic.
func toy(adjust func(*analysis.Pass, *ast.CallExpr, *analysis.Diagnostic)) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name: "toy",
		Doc:  "calls of old\n\n# Findings\n\n  - old-call: old is called\n",
		Run: func(pass *analysis.Pass) (any, error) {
			for _, file := range pass.Files {
				ast.Inspect(file, func(n ast.Node) bool {
					call, ok := n.(*ast.CallExpr)
					if !ok {
						return true
					}
					id, ok := call.Fun.(*ast.Ident)
					if !ok || id.Name != "old" {
						return true
					}
					d := analysis.Diagnostic{
						Pos: id.Pos(), End: id.End(),
						Category:       "old-call",
						Message:        "call of old",
						SuggestedFixes: []analysis.SuggestedFix{rename(id, "fresh")},
					}
					if adjust != nil {
						adjust(pass, call, &d)
					}
					pass.Report(d)
					return true
				})
			}
			return nil, nil
		},
	}
}

func rename(id *ast.Ident, name string) analysis.SuggestedFix {
	return analysis.SuggestedFix{
		Message:   "call " + name,
		TextEdits: []analysis.TextEdit{{Pos: id.Pos(), End: id.End(), NewText: []byte(name)}},
	}
}

func callee(call *ast.CallExpr) *ast.Ident { return call.Fun.(*ast.Ident) }

// The fixture most cases start from: one call of old in a.go, fixed in its
// golden, and the functions in decls.go.
const (
	source = "package p\n\nfunc f() {\n\told() // want `call of old`\n}\n"
	decls  = "package p\n\nfunc old()   {}\nfunc fresh() {}\n"
)

var fixed = strings.Replace(source, "old()", "fresh()", 1)

// twice is a fixture with two calls.
const twice = "package p\n\nfunc f() {\n\told() // want `call of old`\n\told() // want `call of old`\n}\n"

func section(message, content string) string {
	return "-- " + message + " --\n" + content
}

// setFixes replaces the fixes of the diagnostic.
func setFixes(fixes func(*ast.CallExpr) []analysis.SuggestedFix) func(*analysis.Pass, *ast.CallExpr, *analysis.Diagnostic) {
	return func(_ *analysis.Pass, call *ast.CallExpr, d *analysis.Diagnostic) {
		d.SuggestedFixes = fixes(call)
	}
}

func setDiagnostic(set func(*analysis.Diagnostic)) func(*analysis.Pass, *ast.CallExpr, *analysis.Diagnostic) {
	return func(_ *analysis.Pass, _ *ast.CallExpr, d *analysis.Diagnostic) {
		d.SuggestedFixes = nil
		set(d)
	}
}

// insert returns an edit that adds text at pos.
func insert(pos token.Pos, text string) analysis.TextEdit {
	return analysis.TextEdit{Pos: pos, End: pos, NewText: []byte(text)}
}

// alternatives offers fresh first and another second.
var alternatives = setFixes(func(call *ast.CallExpr) []analysis.SuggestedFix {
	return []analysis.SuggestedFix{rename(callee(call), "fresh"), rename(callee(call), "another")}
})

func TestRun(t *testing.T) {
	plain := toy(nil)
	noFix := toy(setDiagnostic(func(*analysis.Diagnostic) {}))
	broken := toy(nil)
	broken.Requires = []*analysis.Analyzer{{
		Name: "broken",
		Doc:  "a required analyzer that panics",
		Run:  func(*analysis.Pass) (any, error) { panic("no such table") },
	}}

	tests := []struct {
		name  string
		check *analysis.Analyzer
		files map[string]string
		want  []string // one regexp a failure; none for a good fixture
	}{
		{
			name:  "good",
			check: plain,
			files: map[string]string{"a.go": source, "a.go.golden": fixed},
		},
		{
			name:  "good without fixes",
			check: noFix,
			files: map[string]string{"a.go": source},
		},
		{
			name:  "good with a test variant of the package",
			check: plain,
			files: map[string]string{"a.go": source, "a.go.golden": fixed, "a_test.go": "package p\n\nimport \"testing\"\n\nfunc Test(t *testing.T) { f() }\n"},
		},
		{
			name:  "good with alternatives",
			check: toy(alternatives),
			files: map[string]string{
				"a.go":        source,
				"a.go.golden": section("call fresh", fixed) + section("call another", strings.Replace(source, "old()", "another()", 1)),
				"b.go":        "package p\n\nfunc another() {}\n",
			},
		},
		{
			name: "good with one import added by two fixes",
			check: toy(func(pass *analysis.Pass, call *ast.CallExpr, d *analysis.Diagnostic) {
				fix := &d.SuggestedFixes[0]
				fix.TextEdits[0].NewText = []byte("_ = errors.New")
				fix.TextEdits = append(fix.TextEdits,
					insert(pass.Files[0].Name.End(), "\n\nimport \"errors\""),
					insert(call.Rparen, `"x"`))
			}),
			files: map[string]string{
				"a.go":        twice,
				"a.go.golden": "package p\n\nimport \"errors\"\n\nfunc f() {\n\t_ = errors.New(\"x\") // want `call of old`\n\t_ = errors.New(\"x\") // want `call of old`\n}\n",
			},
		},
		{
			name:  "good with stubs",
			check: noFix,
			files: map[string]string{"a.go": `package p

import (
	"context"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
	"golang.org/x/time/rate"
)

func f(ctx context.Context) error {
	old() // want ` + "`call of old`" + `
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(2)
	sem := semaphore.NewWeighted(2)
	g.Go(func() error { return sem.Acquire(ctx, 1) })
	if !g.TryGo(func() error { return rate.NewLimiter(rate.Inf, 1).Wait(ctx) }) {
		return ctx.Err()
	}
	return g.Wait()
}
`},
		},

		{
			name:  "unexpected diagnostic",
			check: noFix,
			files: map[string]string{"a.go": strings.Replace(source, "// want", "//", 1)},
			want:  []string{`unexpected diagnostic: call of old`},
		},
		{
			name:  "fix without a golden",
			check: plain,
			files: map[string]string{"a.go": source},
			want:  []string{`p/a.go: fix "call fresh" has no golden`},
		},
		{
			name:  "stale golden",
			check: noFix,
			files: map[string]string{"a.go": source, "a.go.golden": fixed},
			want:  []string{`p/a.go.golden is stale: no fix is offered`},
		},
		{
			name:  "golden of a file that is gone",
			check: noFix,
			files: map[string]string{"a.go": source, "gone.go.golden": fixed},
			want:  []string{`p/gone.go.golden is stale: the package has no such file`},
		},
		{
			name:  "stale section",
			check: plain,
			files: map[string]string{"a.go": source, "a.go.golden": section("call fresh", fixed) + section("call nothing", source)},
			want:  []string{`p/a.go.golden is stale: no fix is called "call nothing"`},
		},
		{
			name:  "alternative without a section",
			check: toy(alternatives),
			files: map[string]string{"a.go": source, "a.go.golden": section("call fresh", fixed), "b.go": "package p\n\nfunc another() {}\n"},
			want:  []string{`p/a.go: fix "call another" has no golden`},
		},
		{
			name:  "alternatives in a plain golden",
			check: toy(alternatives),
			files: map[string]string{"a.go": source, "a.go.golden": fixed},
			want:  []string{`offers alternatives: want a txtar archive`},
		},
		{
			name:  "golden that differs",
			check: plain,
			files: map[string]string{"a.go": source, "a.go.golden": source},
			want:  []string{`p/a.go.golden: line 4 is\s+fresh\(\).*want\s+old\(\)`},
		},
		{
			name:  "golden that does not parse",
			check: plain,
			files: map[string]string{"a.go": source, "a.go.golden": "package p\n\nfunc {\n"},
			want:  []string{`the golden does not parse`},
		},
		{
			name: "golden that does not compile",
			check: toy(setFixes(func(call *ast.CallExpr) []analysis.SuggestedFix {
				return []analysis.SuggestedFix{rename(callee(call), "missing")}
			})),
			files: map[string]string{"a.go": source, "a.go.golden": strings.Replace(source, "old()", "missing()", 1)},
			want:  []string{`the fixed files do not compile: .*a.go:4:2: undefined: missing`},
		},
		{
			name: "fix that compiles only with another",
			check: toy(func(pass *analysis.Pass, call *ast.CallExpr, d *analysis.Diagnostic) {
				d.SuggestedFixes = []analysis.SuggestedFix{rename(callee(call), "shared")}
				if pass.Fset.Position(call.Pos()).Line == 4 {
					fix := &d.SuggestedFixes[0]
					fix.TextEdits = append(fix.TextEdits, insert(pass.Files[0].End(), "\n\nfunc shared() {}"))
				}
			}),
			files: map[string]string{"a.go": twice, "a.go.golden": strings.ReplaceAll(twice, "old()", "shared()") + "\nfunc shared() {}\n"},
			want:  []string{`p/a.go: with fix "call shared" alone the file does not compile: .*:5:2: undefined: shared`},
		},
		{
			name: "fixes that overlap",
			check: toy(func(pass *analysis.Pass, call *ast.CallExpr, d *analysis.Diagnostic) {
				fix := rename(callee(call), "shared")
				fix.TextEdits = append(fix.TextEdits, insert(pass.Files[0].End(), "\nfunc shared() {}\n"))
				d.SuggestedFixes = []analysis.SuggestedFix{fix}
			}),
			files: map[string]string{"a.go": twice, "a.go.golden": twice},
			want:  []string{`p/a.go: fixes "call shared" and "call shared" overlap`, `overlap`},
		},
		{
			name: "edits of one fix that overlap",
			check: toy(setFixes(func(call *ast.CallExpr) []analysis.SuggestedFix {
				fix := rename(callee(call), "fresh")
				fix.TextEdits = append(fix.TextEdits, fix.TextEdits[0])
				return []analysis.SuggestedFix{fix}
			})),
			files: map[string]string{"a.go": source, "a.go.golden": fixed},
			want:  []string{`toy panicked: .*overlapping edits`},
		},
		{
			name: "fix of a second file",
			check: toy(func(pass *analysis.Pass, call *ast.CallExpr, d *analysis.Diagnostic) {
				fix := &d.SuggestedFixes[0]
				fix.TextEdits = append(fix.TextEdits, insert(pass.Files[1].End(), "\n"))
			}),
			files: map[string]string{"a.go": source},
			want:  []string{`p/a.go: fix "call fresh" edits a second file`},
		},
		{
			name:  "fix of a generated file",
			check: plain,
			files: map[string]string{"a.go": "// Code generated by hand. DO NOT EDIT.\n\n" + source},
			want:  []string{`p/a.go: fix "call fresh" edits a generated file`},
		},
		{
			name: "fix that leaves the finding",
			check: toy(setFixes(func(call *ast.CallExpr) []analysis.SuggestedFix {
				return []analysis.SuggestedFix{{Message: "explain", TextEdits: []analysis.TextEdit{insert(call.Pos(), "/* fine */ ")}}}
			})),
			files: map[string]string{"a.go": source, "a.go.golden": strings.Replace(source, "old()", "/* fine */ old()", 1)},
			want:  []string{`p/a.go: second run: a fixed site is reported again: call of old`},
		},
		{
			name: "fix that writes a finding",
			check: toy(setFixes(func(call *ast.CallExpr) []analysis.SuggestedFix {
				return []analysis.SuggestedFix{rename(callee(call), "fresh()\n\told")}
			})),
			files: map[string]string{"a.go": source, "a.go.golden": strings.Replace(source, "old()", "fresh()\n\told()", 1)},
			want:  []string{`p/a.go: second run: what the fix wrote is reported: call of old`},
		},
		{
			name: "fix that is not indented",
			check: toy(setFixes(func(call *ast.CallExpr) []analysis.SuggestedFix {
				return []analysis.SuggestedFix{rename(callee(call), "fresh()\nfresh")}
			})),
			files: map[string]string{"a.go": source, "a.go.golden": strings.Replace(source, "old()", "fresh()\n\tfresh()", 1)},
			want:  []string{`p/a.go: the fixed file needs gofmt, which the source does not: editors apply a fix as it is`},
		},
		{
			name: "fix that makes another site fixable",
			check: toy(func(pass *analysis.Pass, call *ast.CallExpr, d *analysis.Diagnostic) {
				if len(d.SuggestedFixes) > 0 && !firstCall(pass, call) {
					d.SuggestedFixes = nil
				}
			}),
			files: map[string]string{"a.go": twice, "a.go.golden": strings.Replace(twice, "old()", "fresh()", 1)},
			want:  []string{`p/a.go: second run: a fix is offered that the first run did not offer: call of old`},
		},
		{
			name: "fix that uncovers a finding",
			check: toy(func(pass *analysis.Pass, call *ast.CallExpr, d *analysis.Diagnostic) {
				if !firstCall(pass, call) {
					*d = analysis.Diagnostic{Pos: call.Lparen, Category: "old-call", Message: "second call of old"}
				}
			}),
			files: map[string]string{"a.go": twice, "a.go.golden": strings.Replace(twice, "old()", "fresh()", 1)},
			want:  []string{`p/a.go: second run: something new is reported: call of old`},
		},

		{
			name:  "no category",
			check: toy(setDiagnostic(func(d *analysis.Diagnostic) { d.Category = "" })),
			files: map[string]string{"a.go": source},
			want:  []string{`diagnostic without a category`},
		},
		{
			name:  "category that is no anchor",
			check: toy(setDiagnostic(func(d *analysis.Diagnostic) { d.Category = "Old call" })),
			files: map[string]string{"a.go": source},
			want:  []string{`category "Old call" cannot be an anchor`},
		},
		{
			name:  "category without a text",
			check: toy(setDiagnostic(func(d *analysis.Diagnostic) { d.Category = "call" })),
			files: map[string]string{"a.go": source},
			want:  []string{`category "call" is not in the Doc of toy: want a list item "- call: ..."`},
		},
		{
			name:  "sentence",
			check: toy(setDiagnostic(func(d *analysis.Diagnostic) { d.Message = "A call of old." })),
			files: map[string]string{"a.go": source},
			want:  []string{`message starts in upper case: "A call of old."`, `message ends in a period`},
		},
		{
			name:  "long message",
			check: toy(setDiagnostic(func(d *analysis.Diagnostic) { d.Message += strings.Repeat(" and on", 20) })),
			files: map[string]string{"a.go": source},
			want:  []string{`message of 151 characters, want at most 140`},
		},
		{
			name:  "message of two lines that names the check",
			check: toy(setDiagnostic(func(d *analysis.Diagnostic) { d.Message = "toy: call of old\nhere" })),
			files: map[string]string{"a.go": source},
			want:  []string{`message of several lines`, `message starts with the name of its check`},
		},
		{
			name: "related message",
			check: toy(setDiagnostic(func(d *analysis.Diagnostic) {
				d.Related = []analysis.RelatedInformation{{Pos: d.Pos, Message: "Here"}}
			})),
			files: map[string]string{"a.go": source},
			want:  []string{`message starts in upper case: "Here"`},
		},
		{
			name:  "panic",
			check: toy(func(*analysis.Pass, *ast.CallExpr, *analysis.Diagnostic) { panic("no such call") }),
			files: map[string]string{"a.go": source},
			want:  []string{`toy panicked: no such call`},
		},
		{
			name:  "panic of a required analyzer",
			check: broken,
			files: map[string]string{"a.go": source},
			want:  []string{`failed prerequisites: broken`, `broken@p: broken panicked: no such table`},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			write(t, filepath.Join(dir, "src", "p", "decls.go"), decls)
			for name, content := range test.files {
				write(t, filepath.Join(dir, "src", "p", name), content)
			}
			r := &recorder{TB: t}
			passtest.Run(r, dir, test.check, "p")
			expect(t, r.failures, test.want)
		})
	}
}

// TestRunModule runs over a tree with a go.mod, in which the language version
// of the module holds.
func TestRunModule(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), "module example.com/m\n\ngo 1.24\n")
	write(t, filepath.Join(dir, "p", "decls.go"), decls)
	write(t, filepath.Join(dir, "p", "a.go"), source)
	write(t, filepath.Join(dir, "p", "a.go.golden"), fixed)
	r := &recorder{TB: t}
	results := passtest.Run(r, dir, toy(nil), "example.com/m/p")
	expect(t, r.failures, nil)
	if got := results[0].Action.Package.Module.GoVersion; got != "1.24" {
		t.Errorf("module version %s, want 1.24", got)
	}
}

// TestTreeKeeps checks that a fixture tree may bring its own stub.
func TestTreeKeeps(t *testing.T) {
	const own = "// Package errgroup is the fixture's own.\npackage errgroup\n"
	dir := t.TempDir()
	name := filepath.Join("src", "golang.org", "x", "sync", "errgroup", "errgroup.go")
	write(t, filepath.Join(dir, name), own)
	got, err := os.ReadFile(filepath.Join(passtest.Tree(t, dir), name))
	if err != nil || string(got) != own {
		t.Errorf("the stub reads %q, %v; want what the fixture brought", got, err)
	}
}

// expect requires that each failure matches one pattern, in any order.
func expect(t *testing.T, failures, patterns []string) {
	t.Helper()
	var unmatched []string
next:
	for _, failure := range failures {
		for i, pattern := range patterns {
			if regexp.MustCompile(`(?s)` + pattern).MatchString(failure) {
				patterns = append(patterns[:i:i], patterns[i+1:]...)
				continue next
			}
		}
		unmatched = append(unmatched, failure)
	}
	for _, failure := range unmatched {
		t.Errorf("unexpected failure: %s", failure)
	}
	for _, pattern := range patterns {
		t.Errorf("no failure matches %q", pattern)
	}
}

// firstCall reports whether call is the first of old in the package.
func firstCall(pass *analysis.Pass, call *ast.CallExpr) bool {
	first := call.Pos()
	ast.Inspect(pass.Files[0], func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && id.Name == "old" {
			first = min(first, id.Pos())
		}
		return true
	})
	return call.Pos() == first
}

func write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}
