package analyzers_test

import (
	"flag"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/analyzers"
)

func newSuite(t *testing.T, s analyzers.Settings) []*analysis.Analyzer {
	t.Helper()
	suite, err := analyzers.New(s)
	if err != nil {
		t.Fatal(err)
	}
	return suite
}

func value(t *testing.T, suite []*analysis.Analyzer, check, name string) string {
	t.Helper()
	f := analyzers.Lookup(suite, check).Flags.Lookup(name)
	if f == nil {
		t.Fatalf("%s has no flag %s", check, name)
	}
	return f.Value.String()
}

func TestSuite(t *testing.T) {
	suite := newSuite(t, analyzers.Settings{})
	if err := analysis.Validate(suite); err != nil {
		t.Fatal(err)
	}
	seen := make(map[string]bool)
	for _, a := range suite {
		if seen[a.Name] {
			t.Errorf("two checks are named %s", a.Name)
		}
		seen[a.Name] = true
		// What lists the checks prints the first line.
		if title, _, _ := strings.Cut(a.Doc, "\n"); len(title) < 10 || len(title) > 80 {
			t.Errorf("the documentation of %s begins with %q", a.Name, title)
		}
	}
	if !analyzers.OptIn("inventory") || analyzers.OptIn("spawnloop") {
		t.Error("the inventory alone is off by default")
	}
	if a := analyzers.Lookup(suite, "nope"); a != nil {
		t.Errorf("there is a check %s", a)
	}
}

// TestSettings holds that a setting reaches every check that has it, and no
// other suite.
func TestSettings(t *testing.T) {
	standard := newSuite(t, analyzers.Settings{})
	audit := newSuite(t, analyzers.Settings{Level: "audit", Limit: "8", Tests: true, Generated: true, Explain: true, Alternatives: true})
	for check, names := range map[string]string{
		"spawnloop":     "alternatives explain grades level limit",
		"handlerspawn":  "explain grades level limit",
		"errgrouplimit": "alternatives explain grades level limit",
		"fanout":        "alternatives explain grades level",
		"semaphore":     "explain grades level limit",
	} {
		if got := strings.Join(flagNames(&analyzers.Lookup(standard, check).Flags), " "); got != names {
			t.Errorf("the flags of %s are %s, want %s", check, got, names)
		}
		for _, name := range strings.Fields(names) {
			want := map[string]struct{ standard, audit string }{
				"level": {"data", "audit"}, "limit": {"", "8"}, "explain": {"false", "true"}, "alternatives": {"false", "true"},
				"grades": {"false", "false"},
			}[name]
			if got := value(t, standard, check, name); got != want.standard {
				t.Errorf("%s.%s is %q by default, want %q", check, name, got, want.standard)
			}
			if got := value(t, audit, check, name); got != want.audit {
				t.Errorf("%s.%s is %q, want %q", check, name, got, want.audit)
			}
		}
	}
}

// flagNames lists flags in the order of the alphabet.
func flagNames(fs *flag.FlagSet) (names []string) {
	fs.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	return names
}

func TestSettingsRefused(t *testing.T) {
	if _, err := analyzers.New(analyzers.Settings{Level: "most"}); err == nil || !strings.Contains(err.Error(), "level") {
		t.Errorf("a level that does not exist: %v", err)
	}
	suite := newSuite(t, analyzers.Settings{})
	if err := analyzers.Set(suite, "nope", "1"); err == nil || !strings.Contains(err.Error(), `"nope"`) {
		t.Errorf("a setting that does not exist: %v", err)
	}
	if err := analyzers.Set(suite, "tests", "perhaps"); err == nil {
		t.Error("tests can be neither true nor false")
	}
}

func TestSuiteFlags(t *testing.T) {
	suite := newSuite(t, analyzers.Settings{})
	fs := analyzers.SuiteFlags(suite)
	if got, want := strings.Join(flagNames(fs), " "), "alternatives explain generated grades level limit rows tests"; got != want {
		t.Errorf("flags are %s, want %s", got, want)
	}
	if err := fs.Parse([]string{"-tests", "-level", "strong", "rest"}); err != nil {
		t.Fatal(err)
	}
	if got := value(t, suite, "errgrouplimit", "level"); got != "strong" {
		t.Errorf("level is %s", got)
	}
	if fs.NArg() != 1 {
		t.Errorf("-tests took an argument: %q", fs.Args())
	}
}
