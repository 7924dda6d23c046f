package check_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/directives"
	"github.com/inflight-go/inflight/passes/internal/evidence"
	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flowtest"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/sites"
)

// everyOption has the options that there are.
type everyOption struct {
	check.Options
	check.LimitOption
	check.AlternativesOption
}

// flags are those of a check that has them all.
func (o *everyOption) flags() *flag.FlagSet {
	a := o.Analyzer("every", "// Package every\n//\n// # Analyzer every\n//\n// every: has all options\npackage every\n", nil, &o.LimitOption, &o.AlternativesOption)
	a.Flags.Init("", flag.ContinueOnError)
	a.Flags.SetOutput(io.Discard)
	return &a.Flags
}

// TestOptions: a check has the flags of the options that it declares, and no others.
func TestOptions(t *testing.T) {
	var o everyOption
	const source = "// Package some\n//\n// # Analyzer some\n//\n// some: has few options\npackage some\n"
	for want, also := range map[string][]check.Option{
		"explain grades level":              nil,
		"explain grades level limit":        {&o.LimitOption},
		"alternatives explain grades level": {&o.AlternativesOption},
	} {
		var got []string
		o.Analyzer("some", source, nil, also...).Flags.VisitAll(func(f *flag.Flag) { got = append(got, f.Name) })
		if strings.Join(got, " ") != want {
			t.Errorf("flags are %s, want %s", got, want)
		}
	}
}

// TestFlags: each flag takes what makes sense and says of the rest why not, and
// that what it had before.
func TestFlags(t *testing.T) {
	for _, tc := range []struct {
		arg, err string
	}{
		{"-level=strong", ""}, {"-level=data", ""}, {"-level=audit", ""},
		{"-level=", "want strong, data or audit"},
		{"-level=all", `unknown level "all": want strong, data or audit`},
		{"-level=Data", "want strong, data or audit"},
		{"-explain", ""}, {"-explain=maybe", "invalid boolean value"},
		{"-limit=8", ""}, {"-limit=0x10", ""}, {"-limit=maxInFlight", ""}, {"-limit=cfg.Limit", ""},
		{"-limit=runtime.GOMAXPROCS(0)", ""}, {"-limit=2*n", ""},
		{"-limit=", "not a Go expression"},
		{"-limit=8; f()", "not a Go expression"},
		{"-limit=a b", "not a Go expression"},
		{"-limit=0", "a limit is a positive number"},
		{"-limit=-1", "a limit is a positive number"},
		{"-limit=1.5", "a limit is a positive number"},
		{`-limit="8"`, "a limit is a positive number"},
		{"-limit=0x0", "a limit is a positive number"},
		{"-limit=nil", "a limit is a positive number"},
		{"-limit=len(items)", "a limit is a positive number"},
		{"-limit='a'", "a limit is a positive number"},
	} {
		var o everyOption
		fs := o.flags()
		err := fs.Parse([]string{tc.arg})
		switch {
		case tc.err == "" && err != nil:
			t.Errorf("%s: %v", tc.arg, err)
		case tc.err != "" && (err == nil || !strings.Contains(err.Error(), tc.err)):
			t.Errorf("%s: error %v, want %q", tc.arg, err, tc.err)
		case tc.err != "" && o != everyOption{}:
			t.Errorf("%s: refused, and changed the options to %+v", tc.arg, o)
		}
	}
}

// TestDefaults: the zero options mean the data level, and say so in the help.
func TestDefaults(t *testing.T) {
	var o everyOption
	fs := o.flags()
	for name, want := range map[string]string{"level": "data", "explain": "false", "limit": "", "alternatives": "false"} {
		if got := fs.Lookup(name).DefValue; got != want {
			t.Errorf("-%s: default %q, want %q", name, got, want)
		}
	}
	if o.Table() != sites.Analyzer || !slices.Contains(o.Requires(), sites.Analyzer) || !slices.Contains(o.Requires(), directives.Analyzer) {
		t.Error("the default table")
	}
	if !slices.Contains(o.Requires(), knowledge.Analyzer) {
		t.Error("Bazel cannot set the rows")
	}
	other := sites.New(sites.Options{Tests: true}, facts.Analyzer)
	o.Sites = other
	if o.Table() != other || slices.Contains(o.Requires(), sites.Analyzer) {
		t.Error("a table of its own")
	}
}

const levels = `package p

import "sync"

func work(int) {}

func strong(xs []int) {
	for _, x := range xs {
		go work(x)
	}
}

func data(xs []int, wg *sync.WaitGroup) {
	for range xs {
		wg.Go(func() {})
	}
}

func audit(wg *sync.WaitGroup) {
	for {
		wg.Go(func() {})
	}
}

func never() {
	go work(1)
}
`

// report runs a check that reports every site by the name of its function.
func report(t *testing.T, o check.Options, src string, finding func(*sites.Site) check.Finding) (lines []string, index *directives.Index, all []analysis.Diagnostic) {
	t.Helper()
	f := flowtest.Source(t, "p.go", src)
	for _, a := range o.Requires() {
		flowtest.Run(t, f.Pass, a)
	}
	pass := *f.Pass
	pass.Analyzer = &analysis.Analyzer{Name: "spawnloop", URL: "https://example.com/spawnloop.md"}
	pass.Report = func(d analysis.Diagnostic) {
		all = append(all, d)
		lines = append(lines, d.Message)
	}
	r := o.Reporter(&pass)
	for _, s := range r.Table.Sites {
		r.Report(finding(s))
	}
	return lines, pass.ResultOf[directives.Analyzer].(*directives.Index), all
}

func byName(s *sites.Site) check.Finding {
	return check.Finding{Site: s, Category: "unbounded", Message: s.Func}
}

// TestReportLevels: each level reports what those below it do; a site without a
// level is not reported, unless the finding brings its own.
func TestReportLevels(t *testing.T) {
	for level, want := range map[string][]string{
		"strong": {"strong"}, "data": {"strong", "data"}, "audit": {"strong", "data", "audit"}, "": {"strong", "data"},
	} {
		if got, _, _ := report(t, check.Options{Level: level}, levels, byName); !slices.Equal(got, want) {
			t.Errorf("level %q: %q, want %q", level, got, want)
		}
	}
	own := func(s *sites.Site) check.Finding {
		return check.Finding{Site: s, Message: s.Func, Level: evidence.LevelStrong}
	}
	if got, _, _ := report(t, check.Options{Level: "strong"}, levels, own); len(got) != 4 {
		t.Errorf("findings with a level: %q", got)
	}
}

// TestReport: the mark, the category, the address and the explanation.
func TestReport(t *testing.T) {
	lines, _, all := report(t, check.Options{Explain: true}, levels, byName)
	want := []string{
		"strong [strong: + " + evidence.Unjoined.String() + "]",
		"data [data: no bound is visible and the size is data]",
	}
	if !slices.Equal(lines, want) {
		t.Errorf("got %q, want %q", lines, want)
	}
	for i, width := range []int{len("go"), len("wg.Go")} {
		if got := int(all[i].End - all[i].Pos); got != width {
			t.Errorf("%s: marks %d characters, want %d", all[i].Message, got, width)
		}
		if all[i].Category != "unbounded" || all[i].URL != "https://example.com/spawnloop.md#unbounded" {
			t.Errorf("%s: category %s, address %s", all[i].Message, all[i].Category, all[i].URL)
		}
	}
}

// TestGrades: the level of evidence stands before the category when it is asked for,
// with or without an explanation, and the address stays that of the category.
func TestGrades(t *testing.T) {
	for _, explain := range []bool{false, true} {
		_, _, all := report(t, check.Options{Level: "audit", Explain: explain, Grades: true}, levels, byName)
		var got []string
		for _, d := range all {
			got = append(got, d.Category)
			if d.URL != "https://example.com/spawnloop.md#unbounded" {
				t.Errorf("%s: address %s", d.Message, d.URL)
			}
		}
		if want := []string{"strong/unbounded", "data/unbounded", "audit/unbounded"}; !slices.Equal(got, want) {
			t.Errorf("categories are %q, want %q", got, want)
		}
	}
}

// TestIgnored: a directive on the loop or on the spawn silences the finding, and
// counts as used at every level, also at one that would not report it.
func TestIgnored(t *testing.T) {
	const onLoop, onSpawn = `
	//inflight:ignore spawnloop it is said on the loop
	for %s {
		%s
	}`, `
	for %s {
		%s //inflight:ignore spawnloop it is said on the spawn
	}`
	for _, place := range []string{onLoop, onSpawn} {
		for name, parts := range map[string][2]string{
			"strong": {"range xs", "go work(1)"},
			"data":   {"range xs", "wg.Go(func() {})"},
			"audit":  {"", "wg.Go(func() {})"},
		} {
			src := "package p\nimport \"sync\"\nfunc work(int) {}\nfunc f(xs []int, wg *sync.WaitGroup) {\n" +
				fmt.Sprintf(place, parts[0], parts[1]) + "\n}\n"
			for _, level := range []string{"strong", "data", "audit"} {
				got, index, _ := report(t, check.Options{Level: level}, src, byName)
				if len(got) > 0 {
					t.Errorf("%s, level %s: reported in%s", name, level, src)
				}
				ran := func(string) bool { return true }
				if problems := index.Problems([]string{"spawnloop"}, ran); len(problems) > 0 {
					t.Errorf("%s, level %s: %s in%s", name, level, problems[0].Message, src)
				}
			}
		}
	}
}

// TestIgnoredOther: a directive for another check silences nothing.
func TestIgnoredOther(t *testing.T) {
	src := strings.Replace(levels, "go work(x)", "go work(x) //inflight:ignore other for another", 1)
	if got, _, _ := report(t, check.Options{}, src, byName); !slices.Equal(got, []string{"strong", "data"}) {
		t.Errorf("got %q", got)
	}
}

// TestShort: one line, cut by characters and not by bytes.
func TestShort(t *testing.T) {
	long := strings.Repeat("é", 60)
	for src, want := range map[string]string{
		"xs":                    "xs",
		"a.b.c":                 "a.b.c",
		"f(x,  y)":              "f(x, y)",
		"f(\n\tx,\n\ty,\n)":     "f(x, y)",
		long:                    strings.Repeat("é", 37) + "...",
		strings.Repeat("é", 40): strings.Repeat("é", 40),
		strings.Repeat("é", 41): strings.Repeat("é", 37) + "...",
	} {
		e, err := parser.ParseExpr(src)
		if err != nil {
			t.Fatal(err)
		}
		if got := check.Short(e); got != want {
			t.Errorf("%q: %q, want %q", src, got, want)
		}
	}
	if got := check.Short(&ast.BadExpr{}); got == "" {
		t.Error("an expression that cannot be printed has no name")
	}
}

// TestWords says how messages speak of each site.
func TestWords(t *testing.T) {
	f := flowtest.Load(t, "testdata/words.go")
	got := map[token.Pos]string{}
	for _, s := range flowtest.Run(t, f.Pass, sites.Analyzer).(*sites.Table).Sites {
		if s.Regime == sites.Unbounded {
			got[s.Node.Pos()] = check.Operation(s) + " " + check.Subject(s) + ", before " + check.Before(s)
		}
	}
	f.Want(t, got)
}

// TestLines: line numbers for messages, each once.
func TestLines(t *testing.T) {
	f := flowtest.Source(t, "p.go", "package p\nfunc f() {\n go f(); go f()\n go f()\n go f()\n}\n")
	all := flowtest.Run(t, f.Pass, sites.Analyzer).(*sites.Table).Sites
	r := &check.Reporter{Pass: f.Pass}
	for n, want := range []string{"", "line 3", "line 3", "lines 3 and 4", "lines 3, 4 and 5"} {
		if got := r.Lines(all[:n]); got != want {
			t.Errorf("%d sites: %q, want %q", n, got, want)
		}
	}
}
