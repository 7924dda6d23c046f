package gauntlet

import (
	"fmt"
	"go/version"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

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
	if tooOld() {
		return
	}
	dependOnSources(t)
	forModules(t, effort, func(t *testing.T, m Module) { runModule(t, m, effort) })
}

// forModules runs a test for each module that there is time for.
func forModules(t *testing.T, effort string, test func(*testing.T, Module)) {
	for _, m := range Modules(t, root) {
		if m.Name == "sqlite" && effort == "" {
			continue // the driver takes minutes to compile
		}
		t.Run(strings.ReplaceAll(m.Name, ".", "main"), func(t *testing.T) { test(t, m) })
	}
}

// TestHangs puts a limit in front of the work that says it would hang, and waits
// for it to hang. Otherwise such a program would not show that a fix is wrong.
func TestHangs(t *testing.T) {
	effort := os.Getenv("GAUNTLET")
	if effort != "full" || tooOld() {
		return // each takes as long as it is waited for
	}
	forModules(t, effort, func(t *testing.T, m Module) {
		dir := filepath.Join(Copy(t, root), m.Name)
		hanging := slices.DeleteFunc(slices.Clone(m.Cases), func(c Case) bool { return c.Hangs == "" })
		for _, c := range hanging {
			name := filepath.Join(dir, "cases", c.Name, c.Name+".go")
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			limited, err := Naive(string(source), 16)
			if err != nil {
				t.Fatalf("%s: %v", c.Name, err)
			}
			if err := os.WriteFile(name, []byte(limited), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		binary := Build(t, dir, false)
		for _, c := range hanging {
			t.Run(c.Name, func(t *testing.T) {
				t.Parallel()
				checkHangs(t, c, binary)
			})
		}
	})
}

// checkHangs waits for a program to hang.
func checkHangs(t *testing.T, c Case, binary string) {
	t.Helper()
	o := RunFor(t, binary, c.Name, c.Elements, 4*time.Second)
	if !o.Hung && !strings.Contains(o.Crash, "all goroutines are asleep") {
		t.Errorf("it does not hang, but ends with exit code %d, result %s\n%s", o.Exit, o.Result, o.Stderr)
	}
}

// tooOld: before Go 1.26 inflight applies no fixes, and says so, which its own tests
// hold. The programs need it too.
func tooOld() bool { return version.Compare(runtime.Version(), "go1.26") < 0 }

func runModule(t *testing.T, m Module, effort string) {
	before := Build(t, filepath.Join(Copy(t, root), m.Name), true)
	if effort == "before" {
		for _, c := range m.Cases {
			t.Run(c.Name, func(t *testing.T) {
				t.Parallel()
				checkBefore(t, c, before)
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
	// What is not reported by default may not be fixed either.
	audited := filepath.Join(Copy(t, root), m.Name)
	all := Fix(t, audited, "-level=audit")
	after := Build(t, dir, true)
	for _, c := range m.Cases {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			checkReport(t, c, report)
			if c.Want == WantNone && (report.Changed[c.Name] || all.Changed[c.Name]) {
				t.Errorf("a fix was applied, but none is right: %s\nThe program after the fix:\n%s",
					c.Reason, fixedFiles(t, audited, c.Name))
				return // it would hang
			}
			if !report.Changed[c.Name] {
				checkBefore(t, c, before)
				return
			}
			var old Outcome
			if c.Broken {
				checkBefore(t, c, before)
			} else {
				old = runBefore(t, c, before)
			}
			if err := Compare(c, old, Run(t, after, c.Name, c.Elements)); err != nil {
				t.Errorf("%v\nThe program after the fix:\n%s", err, fixedFiles(t, dir, c.Name))
			}
		})
	}
}

// checkBefore runs a program as it is written. Of those that are broken, it runs the
// ones that wait for ever: they have to.
func checkBefore(t *testing.T, c Case, binary string) {
	t.Helper()
	if c.Broken {
		if c.Stuck {
			checkHangs(t, c, binary)
		}
		return
	}
	if err := CheckBefore(c, runBefore(t, c, binary)); err != nil {
		t.Error(err)
	}
}

// runBefore runs a program as it is written. Where goroutines are counted, and not the
// work, a busy machine can look at the wrong moments: then it is run again.
func runBefore(t *testing.T, c Case, binary string) Outcome {
	t.Helper()
	const tries = 5
	for i := 1; ; i++ {
		o := Run(t, binary, c.Name, c.Elements)
		if i == tries || c.Count != "goroutines" || CheckBefore(c, o) == nil {
			return o
		}
	}
}

// checkReport holds inflight to whether a fix is wanted.
func checkReport(t *testing.T, c Case, report Report) {
	t.Helper()
	after := report.After[c.Name]
	if c.K == 0 && c.Count != "nothing" {
		// How much is under way is the business of other checks.
		after = slices.DeleteFunc(slices.Clone(after), func(line string) bool { return !strings.Contains(line, ": fanout: ") })
	}
	switch {
	case (c.Want == WantFix || c.Stuck) && len(report.Before[c.Name]) == 0:
		t.Error("nothing is reported")
	case c.Want == WantFix && !report.Changed[c.Name]:
		t.Errorf("no fix was applied for: %s", strings.Join(report.Before[c.Name], "\n"))
	case c.Want != WantNone && report.Changed[c.Name] && len(after) > 0:
		t.Errorf("after the fix, this is reported: %s", strings.Join(after, "\n"))
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
