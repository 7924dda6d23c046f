package gclplugin

import (
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/inflight-go/inflight/analyzers"
)

func TestRegistered(t *testing.T) {
	create, err := register.GetPlugin("inflight")
	if err != nil {
		t.Fatal(err)
	}
	p, err := create(nil)
	if err != nil {
		t.Fatal(err)
	}
	if p.GetLoadMode() != register.LoadModeTypesInfo {
		t.Errorf("the load mode is %s", p.GetLoadMode())
	}
	list, err := p.BuildAnalyzers()
	if err != nil {
		t.Fatal(err)
	}
	if err := analysis.Validate(list); err != nil {
		t.Error(err)
	}
	if len(list) != 1 || list[0].Name != "inflight" {
		t.Errorf("the plugin has analyzers %v, want one with its name", list)
	}
}

func TestSettingsRefused(t *testing.T) {
	for want, conf := range map[string]any{
		`unknown key "levle": did you mean "level"?`:           map[string]any{"levle": "audit"},
		`checks[0] (spawnloop): level: unknown level "loud"`:   map[string]any{"checks": []any{map[string]any{"name": "spawnloop", "level": "loud"}}},
		`checks[0] (shortwrite): this check has no setting`:    map[string]any{"checks": []any{map[string]any{"name": "shortwrite", "limit": 4}}},
		`disable[0]: there is no check "spawnlop": did you me`: map[string]any{"disable": []any{"spawnlop"}},
		`rows: want a list, have text`:                         map[string]any{"rows": "x=spawn"},
		`tests: want true or false, have a number`:             map[string]any{"tests": 1},
		`limit: a limit is a positive number`:                  map[string]any{"limit": 0},
		`settings: want keys and values, have a list`:          []any{},
	} {
		if p, err := New(conf); err == nil || !strings.Contains(err.Error(), want) || p != nil {
			t.Errorf("%v: error %q, want %q", conf, err, want)
		}
	}
}

const source = `package p

import "sync"

type server struct{}

func (s *server) each(urls []string) {
	for range urls {
		go fetch()
	}
}

func each(urls []string) {
	var wg sync.WaitGroup
	for range urls {
		wg.Add(1)
		go func() {
			defer wg.Done()
			fetch()
		}()
	}
	wg.Wait()
}

func again(urls []string) {
	for range urls {
		go fetch()
	}
	for range urls {
		go fetch()
	}
}

func fetch() {}
`

func TestFindings(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module example.com/p\n\ngo 1.25\n", "p.go": source} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	cfg := &packages.Config{Mode: packages.LoadAllSyntax | packages.NeedModule, Dir: dir, Env: append(os.Environ(), "GOFLAGS=", "GOWORK=off")}
	pkgs, err := packages.Load(cfg, ".")
	if err != nil || len(pkgs) != 1 {
		t.Fatal(pkgs, err)
	}
	p, err := New(map[string]any{"alternatives": true})
	if err != nil {
		t.Fatal(err)
	}
	list, err := p.BuildAnalyzers()
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze(list, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range graph.Roots[0].Diagnostics {
		got = append(got, d.Message)
		if len(d.Related) > 0 {
			t.Errorf("%s has related positions", d.Message)
		}
	}
	want := []string{
		"spawnloop: goroutine per element of urls (parameter): no limit found before the go statement, nor anybody who waits for it (p.(*server).each)",
		"spawnloop: goroutine per element of urls (parameter): no limit found before the go statement (p.each)",
		"spawnloop: goroutine per element of urls (parameter): no limit found before the go statement, nor anybody who waits for it (p.again)",
		"spawnloop: goroutine per element of urls (parameter): no limit found before the go statement, nor anybody who waits for it (p.again #2)",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("findings:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if fixes := graph.Roots[0].Diagnostics[1].SuggestedFixes; len(fixes) != 1 {
		t.Errorf("%d fixes, want 1", len(fixes))
	}
}

// TestPanic holds that a check that panics costs its own findings alone.
func TestPanic(t *testing.T) {
	suite, err := analyzers.New(analyzers.Settings{})
	if err != nil {
		t.Fatal(err)
	}
	bad, good := suite[0], suite[1]
	bad.Run = func(pass *analysis.Pass) (any, error) {
		pass.Report(analysis.Diagnostic{Message: "lost"})
		panic("a mistake")
	}
	good.Run = func(pass *analysis.Pass) (any, error) {
		pass.Report(analysis.Diagnostic{Message: "kept"})
		return nil, nil
	}
	for a, want := range map[*analysis.Analyzer]int{bad: 0, good: 1} {
		handOver(a)
		result, err := a.Run(&analysis.Pass{})
		if found, ok := result.([]analysis.Diagnostic); !ok || err != nil || len(found) != want {
			t.Errorf("the result is %#v, %v, want %d findings", result, err, want)
		}
	}
}

func TestFirstFix(t *testing.T) {
	fset := token.NewFileSet()
	one, two := fset.AddFile("one.go", -1, 100), fset.AddFile("two.go", -1, 100)
	edit := func(f *token.File, from, to int, text string) analysis.TextEdit {
		return analysis.TextEdit{Pos: f.Pos(from), End: f.Pos(to), NewText: []byte(text)}
	}
	insert := edit(one, 50, 50, "import")
	insert.End = token.NoPos // as analyzers may write it
	accepted := []analysis.TextEdit{edit(one, 10, 20, "x"), insert, edit(one, 70, 70, "import"), edit(one, 70, 70, "other")}
	for name, test := range map[string]struct {
		edits []analysis.TextEdit
		want  bool
	}{
		"apart":               {[]analysis.TextEdit{edit(one, 20, 30, "y")}, true},
		"the same":            {[]analysis.TextEdit{edit(one, 10, 20, "x"), edit(one, 50, 50, "import")}, true},
		"overlapping":         {[]analysis.TextEdit{edit(one, 15, 25, "y")}, false},
		"around":              {[]analysis.TextEdit{edit(one, 5, 25, "y")}, false},
		"inserted within":     {[]analysis.TextEdit{edit(one, 15, 15, "y")}, false},
		"inserted beside":     {[]analysis.TextEdit{edit(one, 50, 50, "other")}, true},
		"inserted before":     {[]analysis.TextEdit{edit(one, 10, 10, "y")}, true},
		"the same, apart":     {[]analysis.TextEdit{edit(one, 70, 70, "import")}, false},
		"in another file too": {[]analysis.TextEdit{edit(one, 30, 30, "y"), edit(two, 1, 1, "z")}, false},
	} {
		d := analysis.Diagnostic{Pos: one.Pos(1), SuggestedFixes: []analysis.SuggestedFix{{TextEdits: test.edits}, {}}}
		if _, ok := firstFix(&analysis.Pass{Fset: fset, Files: []*ast.File{}}, d, accepted); ok != test.want {
			t.Errorf("%s: accepted %t, want %t", name, ok, test.want)
		}
	}
}
