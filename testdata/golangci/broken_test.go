package main_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestBroken: where a package does not compile, golangci-lint says that, and nothing else; and
// inflight takes nobody down with it.
func TestBroken(t *testing.T) {
	t.Parallel()
	for name, source := range map[string]string{
		"syntax":   "package broken\n\nfunc f( {\n",
		"types":    "package broken\n\nfunc f(names []string) {\n\tfor _, name := range names {\n\t\tgo undefined(name)\n\t}\n}\n",
		"imports":  "package broken\n\nimport \"example.com/nothing\"\n\nvar _ = nothing.X\n",
		"packages": "package broken\n-- two\npackage other\n",
	} {
		c := newCheckout(t, "report.txtar")
		for i, text := range strings.Split(source, "-- two\n") {
			c.write(fmt.Sprintf("broken/b%d.go", i), text)
		}
		c.write("above/above.go", "package above\n\nimport _ \"example.com/report/broken\"\n\nfunc f(names []string) {\n\tfor range names {\n\t\tgo f(nil)\n\t}\n}\n")
		stdout, stderr, code := c.run("--output.json.path=stdout", "./...")
		if code != 1 || strings.Contains(stderr, "panic") || strings.Contains(stderr, "inflight") {
			t.Errorf("%s: exit code %d, standard error:\n%s", name, code, stderr)
		}
		for _, i := range c.decode(stdout, code) {
			if i.FromLinter != "typecheck" {
				t.Errorf("%s: %s", name, i)
			}
		}
		// The other packages are looked at by a run that does not need the broken one.
		compare(t, name, places(c.report("./feed", "./tasks")), c.wanted(want, "feed", "tasks"))
	}
}

// TestOddCode: code that is correct and unusual is no reason for a warning, let alone for a
// panic, which would end golangci-lint with all its linters.
func TestOddCode(t *testing.T) {
	t.Parallel()
	c := newCheckout(t, "odd.txtar")
	c.configure(config{settings: "level: audit, explain: true, tests: true, generated: true, enable: [inventory]"})
	if issues := c.report("--build-tags=special"); len(issues) == 0 {
		t.Error("no findings")
	}
}
