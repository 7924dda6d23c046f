package gauntlet

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"go/version"
)

const root = "../../testdata/gauntlet"

func TestMain(m *testing.M) {
	code := m.Run()
	if name, err := program(); err == nil {
		os.RemoveAll(filepath.Dir(name))
	}
	os.Exit(code)
}

// TestGauntlet runs each program before and after its fix.
func TestGauntlet(t *testing.T) {
	effort := os.Getenv("GAUNTLET")
	if effort != "" && effort != "full" && effort != "before" {
		t.Fatalf("GAUNTLET=%s: want full, before or nothing", effort)
	}
	if version.Compare(runtime.Version(), "go1.26") < 0 {
		return // it can apply no fixes, which a test of cmd/inflight holds, and these programs need it
	}
	dependOnSources(t)
	for _, m := range Modules(t, root) {
		if m.Name == "sqlite" && effort == "" {
			continue // the driver takes minutes to compile
		}
		t.Run(strings.ReplaceAll(m.Name, ".", "main"), func(t *testing.T) { runModule(t, m, effort) })
	}
}

func runModule(t *testing.T, m Module, effort string) {
	before := Build(t, filepath.Join(Copy(t, root), m.Name), true)
	if effort == "before" {
		for _, c := range m.Cases {
			t.Run(c.Name, func(t *testing.T) {
				t.Parallel()
				if err := CheckBefore(c, Run(t, before, c.Name, c.Elements)); err != nil {
					t.Error(err)
				}
			})
		}
		return
	}

	dir := filepath.Join(Copy(t, root), m.Name)
	report := Fix(t, dir)
	for _, name := range report.Others(m.Cases) {
		t.Errorf("%s: reported %q, then %q, changed: %t, but this is no program",
			name, report.Before[name], report.After[name], report.Changed[name])
	}
	after := Build(t, dir, true)
	for _, c := range m.Cases {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			checkReport(t, c, report)
			old := Run(t, before, c.Name, c.Elements)
			if !c.Fix {
				if err := CheckBefore(c, old); err != nil {
					t.Error(err)
				}
				return
			}
			if err := Compare(c, old, Run(t, after, c.Name, c.Elements)); err != nil {
				t.Errorf("%v\nThe program after the fix:\n%s", err, fixedFiles(t, dir, c.Name))
			}
		})
	}
}

// checkReport holds inflight to whether a fix is wanted.
func checkReport(t *testing.T, c Case, report Report) {
	t.Helper()
	switch {
	case !c.Fix && report.Changed[c.Name]:
		t.Errorf("a fix was applied, but none is right: %s", c.Reason)
	case c.Fix && len(report.Before[c.Name]) == 0:
		t.Error("nothing is reported")
	case c.Fix && !report.Changed[c.Name]:
		t.Errorf("no fix was applied for: %s", strings.Join(report.Before[c.Name], "\n"))
	case c.Fix && len(report.After[c.Name]) > 0:
		t.Errorf("after the fix, this is reported: %s", strings.Join(report.After[c.Name], "\n"))
	}
}

func fixedFiles(t *testing.T, dir, name string) string {
	t.Helper()
	var all strings.Builder
	for file, content := range sources(t, dir) {
		if programOf(file) == name {
			fmt.Fprintf(&all, "-- %s --\n%s", file, content)
		}
	}
	return all.String()
}

// dependOnSources opens what the commands read, so that go test does not answer
// from its cache when it has changed.
func dependOnSources(t *testing.T) {
	t.Helper()
	for _, dir := range []string{root, "../../cmd", "../../analyzers", "../../passes"} {
		for name := range sources(t, dir) {
			if file, err := os.Open(filepath.Join(dir, name)); err == nil {
				file.Close()
			}
		}
	}
}
