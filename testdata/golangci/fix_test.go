package main_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// content returns the Go files of the checkout by name.
func (c *checkout) content() map[string]string {
	c.t.Helper()
	content := map[string]string{}
	for _, name := range c.files(".") {
		content[name] = c.read(name)
	}
	return content
}

// restore makes the Go files of the checkout as they were.
func (c *checkout) restore(content map[string]string) {
	c.t.Helper()
	for name, text := range content {
		c.write(name, text)
	}
}

// differences returns the names of the files that differ.
func differences(a, b map[string]string) []string {
	var names []string
	for name := range a {
		if a[name] != b[name] {
			names = append(names, name)
		}
	}
	return names
}

// fixed fixes the whole checkout and returns how many files have changed. It requires
// that they are as inflight -fix makes them, whose fixes are tested by running them, and
// that a second run changes nothing and finds nothing that has a fix.
func (c *checkout) fixed() int {
	c.t.Helper()
	original := c.content()
	if stdout, stderr, code := c.execute(inflight, "-fix", "./..."); code > 1 || stderr != "" {
		c.t.Fatalf("inflight -fix exits with %d:\n%s%s", code, stdout, stderr)
	}
	want := c.content()
	c.restore(original)

	c.report("--fix")
	got := c.content()
	for _, name := range differences(got, want) {
		c.t.Errorf("%s is after golangci-lint --fix:\n%s\nafter inflight -fix:\n%s", name, got[name], want[name])
	}
	c.must("go", "build", "./...")

	for _, i := range c.report("--fix") {
		if len(i.SuggestedFixes) > 0 {
			c.t.Errorf("not fixed: %s", i)
		}
	}
	if names := differences(got, c.content()); len(names) > 0 {
		c.t.Errorf("a second run changes %s", names)
	}
	return len(differences(original, got))
}

// TestFix: all that can be fixed in a file is fixed in one run.
func TestFix(t *testing.T) {
	t.Parallel()
	c := newCheckout(t, "fix.txtar")
	findings := c.report("./many")
	for _, i := range findings {
		if len(i.SuggestedFixes) != 1 {
			t.Errorf("%d fixes: %s", len(i.SuggestedFixes), i)
		}
	}
	if len(findings) != 8 {
		t.Errorf("%d findings, want 8:\n%s", len(findings), strings.Join(texts(findings), "\n"))
	}
	if n := c.fixed(); n != 3 {
		t.Errorf("%d files were fixed, want 3", n)
	}
	if issues := c.report("./many"); len(issues) > 0 {
		t.Errorf("left are %s", texts(issues))
	}
	if n := strings.Count(c.read("many/many.go"), `"runtime"`); n != 1 {
		t.Errorf("package runtime is imported %d times", n)
	}
}

// TestFixOfChecks: so it is with the fixtures of the checks.
func TestFixOfChecks(t *testing.T) {
	t.Parallel()
	c := newCheckout(t, "fix.txtar")
	folders, err := filepath.Glob(top + "/passes/*/testdata/src/fixes")
	if err != nil || len(folders) == 0 {
		t.Fatal(folders, err)
	}
	for _, folder := range folders {
		check := filepath.Base(filepath.Dir(filepath.Dir(filepath.Dir(folder))))
		c.copy("checks/"+check, folder)
	}
	// Some are not formatted. golangci-lint formats what it fixes, and then more has a fix.
	c.must("gofmt", "-w", ".")
	for name, text := range c.content() {
		c.write(name, strings.ReplaceAll(text, "//nolint:", "//lint:")) // as in any other driver
	}
	if n := c.fixed(); n < len(folders) {
		t.Errorf("%d files were fixed, of %d checks", n, len(folders))
	}
}

// TestFixOfGauntlet: so it is with the programs of the gauntlet, which are run with and
// without their fixes elsewhere.
func TestFixOfGauntlet(t *testing.T) {
	t.Parallel()
	c := emptyCheckout(t)
	c.copy(".", top+"/testdata/gauntlet")
	if n := c.fixed(); n < 100 {
		t.Errorf("%d files were fixed", n)
	}
}

// TestFixBesideOthers: other linters change the same loops in the same run.
func TestFixBesideOthers(t *testing.T) {
	t.Parallel()
	c := newCheckout(t, "fix.txtar")
	original := c.content()
	for others, spawns := range map[string]int{", modernize": 2, ", copyloopvar, intrange": 0} {
		c.restore(original)
		c.configure(config{others: others})
		if issues := c.report("--fix", "./others"); len(issues) > 0 {
			t.Errorf("inflight%s: left are %s", others, texts(issues))
		}
		after := c.read("others/others.go")
		for text, want := range map[string]int{"sem <- struct{}{}": 2, "<-sem }()": 2, "name := name": 0, "i++": 0, "wg.Go": spawns} {
			if n := strings.Count(after, text); n != want {
				t.Errorf("inflight%s: %q stands there %d times, want %d, in\n%s", others, text, n, want, after)
			}
		}
		c.must("go", "build", "./others")
		if findings := asInflight(c.report("./others")); len(findings) > 0 {
			t.Errorf("inflight%s: then it reports %s", others, findings)
		}
	}
}

// TestFixInConflict: where the edits of another linter overlap, golangci-lint applies those
// of one linter, says so, and another run does the rest.
func TestFixInConflict(t *testing.T) {
	t.Parallel()
	c := newCheckout(t, "fix.txtar")
	// perfsprint leaves the imports to a formatter.
	c.configure(config{others: ", perfsprint", linters: "formatters: {enable: [goimports]}\n"})
	stdout, stderr, _ := c.run("--fix", "./conflict")
	if !strings.Contains(stderr, "inflight") || !strings.Contains(stderr, "are skipped for the file") {
		t.Fatalf("no conflict:\n%s%s", stdout, stderr)
	}
	c.must("go", "build", "./conflict")
	if issues := c.report("--fix", "./conflict"); len(issues) > 0 {
		t.Errorf("left are %s", texts(issues))
	}
	c.must("go", "build", "./conflict")
	if after := c.read("conflict/conflict.go"); !strings.Contains(after, "io.CopyBuffer(") {
		t.Errorf("the loop is still there:\n%s", after)
	}
}
