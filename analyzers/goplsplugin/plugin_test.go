package goplsplugin

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/analysis/suite/vet"
	"golang.org/x/tools/go/packages"

	"github.com/inflight-go/inflight/analyzers"
	"github.com/inflight-go/inflight/analyzers/config"
)

// TestAdded holds that importing the package is enough, and that gopls accepts what it gets.
func TestAdded(t *testing.T) {
	if err := analysis.Validate(vet.Suite); err != nil {
		t.Error(err)
	}
	suite, err := analyzers.New(analyzers.Settings{})
	if err != nil {
		t.Fatal(err)
	}
	names := namesOf(vet.Suite)
	for _, a := range suite {
		if slices.Contains(names, a.Name) == analyzers.OptIn(a.Name) {
			t.Errorf("%s is in the list of gopls: %t", a.Name, !analyzers.OptIn(a.Name))
		}
	}
	if missing := Missing(names); missing != nil {
		t.Errorf("missing: %v", missing)
	}
	if missing := Missing([]string{"spawnloop"}); slices.Contains(missing, "spawnloop") || !slices.Contains(missing, "readall") {
		t.Errorf("missing beside spawnloop: %v", missing)
	}
}

func namesOf(list []*analysis.Analyzer) []string {
	var names []string
	for _, a := range list {
		names = append(names, a.Name)
	}
	return names
}

// TestDigest holds that all that settings can change requires an analyzer with their digest in
// its name, and that what they cannot change does not.
func TestDigest(t *testing.T) {
	marks := func(flags string) (list []string) {
		t.Setenv(config.FlagsVariable, flags)
		checks := fromEnvironment()
		for _, a := range append(analyzers.FactPasses(checks), checks...) {
			i := slices.IndexFunc(a.Requires, func(r *analysis.Analyzer) bool { return strings.HasPrefix(r.Name, "inflightcfg_") })
			if i < 0 {
				t.Fatalf("%s requires no digest of the settings", a.Name)
			}
			list = append(list, a.Requires[i].Name)
		}
		return slices.Compact(list)
	}
	a, b, again := marks("-level=audit"), marks("-level=strong"), marks("-level=audit")
	if len(a) != 1 || len(b) != 1 || a[0] == b[0] || a[0] != again[0] {
		t.Errorf("marks %v, %v and again %v, want two that differ and the first again", a, b, again)
	}
}

func TestPanic(t *testing.T) {
	check := &analysis.Analyzer{Name: "spawnloop", Doc: "spawnloop: a test", Run: func(*analysis.Pass) (any, error) { panic("a mistake") }}
	tellPanics(check)
	got := diagnostics(t, check)
	want := "1:9: spawnloop failed, so findings may be missing in this package: please report it: a mistake"
	if len(got) != 1 || got[0] != want {
		t.Errorf("diagnostics %q, want %q", got, want)
	}
}

// TestSettings holds what runs, and how, under settings of each kind.
func TestSettings(t *testing.T) {
	const loop = "5:3: goroutine per element of urls (parameter): no limit found before the go statement, nor anybody who waits for it"
	for name, test := range map[string]struct {
		flags *string
		file  string
		want  string // the start of the only diagnostic
	}{
		"nothing":              {want: loop},
		"a file":               {file: "limit: 16", want: loop + "; a semaphore of 16 slots"},
		"a file that disables": {file: "disable: [spawnloop]"},
		"flags":                {flags: ptr("-limit=8\n"), want: loop + "; a semaphore of 8 slots"},
		"flags over a file":    {flags: ptr("-limit=8"), file: "limit: 16", want: loop + "; a semaphore of 8 slots"},
		"no flags at all":      {flags: ptr(""), file: "limit: 16", want: loop},
		"a check that is off":  {flags: ptr("-spawnloop=false")},
		"another alone":        {flags: ptr("-readall=true\n-level=audit")},
		"this alone":           {flags: ptr("-spawnloop=true\n-spawnloop.limit=4"), want: loop + "; a semaphore of 4 slots"},
		"one by request":       {flags: ptr("-inventory=true"), want: "5:3: "},
		"a wrong file":         {file: "levle: data", want: `1:9: no check of inflight runs until this is corrected and gopls restarted: $DIR/.inflight.yml: unknown key "levle": did you mean "level"?`},
		"a wrong value":        {flags: ptr("-level=loud"), want: `1:9: no check of inflight runs until this is corrected and gopls restarted: invalid value "loud" for flag -level: unknown level`},
		"a wrong flag":         {flags: ptr("-levle=data"), want: `1:9: no check of inflight runs until this is corrected and gopls restarted: flag provided but not defined: -levle`},
		"no flag":              {flags: ptr("level"), want: `1:9: no check of inflight runs until this is corrected and gopls restarted: "level" is not a flag`},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if test.file != "" {
				write(t, filepath.Join(dir, ".inflight.yml"), test.file+"\n")
			}
			t.Chdir(dir)
			t.Setenv(config.FlagsVariable, "")
			if test.flags == nil {
				os.Unsetenv(config.FlagsVariable)
			} else {
				os.Setenv(config.FlagsVariable, *test.flags)
			}
			got := diagnostics(t, fromEnvironment()...)
			want := strings.ReplaceAll(test.want, "$DIR", dir)
			switch {
			case test.want == "" && len(got) > 0:
				t.Errorf("diagnostics %q, want none", got)
			case test.want != "" && (len(got) != 1 || !strings.HasPrefix(got[0], want)):
				t.Errorf("diagnostics %q, want one that starts with %q", got, want)
			}
		})
	}
}

// TestAlternatives holds that a person is offered more than the first fix, unless the settings
// say otherwise.
func TestAlternatives(t *testing.T) {
	t.Setenv(config.FlagsVariable, "")
	os.Unsetenv(config.FlagsVariable)
	for file, want := range map[string]string{"level: data": "true", "alternatives: false": "false"} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, ".inflight.yml"), file+"\n")
		t.Chdir(dir)
		check := analyzers.Lookup(fromEnvironment(), "spawnloop")
		if got := check.Flags.Lookup("alternatives").Value.String(); got != want {
			t.Errorf("%q: alternatives are %s, want %s", file, got, want)
		}
	}
}

func ptr(s string) *string { return &s }

const source = `package p

func each(urls []string) {
	for range urls {
		go fetch()
	}
}

func fetch() {}
`

// diagnostics runs analyzers over a small package.
func diagnostics(t *testing.T, list ...*analysis.Analyzer) []string {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), "module example.com/p\n\ngo 1.25\n")
	write(t, filepath.Join(dir, "p.go"), source)
	cfg := &packages.Config{Mode: packages.LoadAllSyntax, Dir: dir, Env: append(os.Environ(), "GOFLAGS=", "GOWORK=off")}
	pkgs, err := packages.Load(cfg, ".")
	if err != nil || len(pkgs) != 1 {
		t.Fatal(pkgs, err)
	}
	graph, err := checker.Analyze(list, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for act := range graph.All() {
		if act.Err != nil {
			t.Errorf("%s: %v", act, act.Err)
		}
		if !act.IsRoot {
			continue
		}
		for _, d := range act.Diagnostics {
			position := act.Package.Fset.Position(d.Pos)
			got = append(got, strings.TrimPrefix(position.String(), position.Filename+":")+": "+d.Message)
		}
	}
	return got
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
