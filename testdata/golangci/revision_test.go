package main_test

import (
	"strings"
	"testing"
)

// TestNewFromRevision: of a repository with old findings, those in changed lines are shown.
func TestNewFromRevision(t *testing.T) {
	t.Parallel()
	c := newCheckout(t, "report.txtar")
	c.env = []string{"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null"}
	git := func(args ...string) {
		t.Helper()
		c.must("git", append([]string{"-c", "user.name=test", "-c", "user.email=test@example.com"}, args...)...)
	}
	git("init", "-q")
	git("add", ".")
	git("commit", "-q", "-m", "first")
	if issues := c.report("--new-from-rev=HEAD"); len(issues) > 0 {
		t.Errorf("nothing has changed, but it reports %s", texts(issues))
	}
	source := c.read("tasks/tasks.go")
	c.write("tasks/tasks.go", strings.Replace(source, "func run(string) {}", `func E(names []string) {
	for _, name := range names {
		go run(name) // new spawnloop
	}
}

func run(string) {}`, 1))
	compare(t, "findings", places(c.report("--new-from-rev=HEAD")), c.wanted(comments("new"), "."))
	c.write("tasks/later.go", `package tasks

func later(names []string) {
	for _, name := range names {
		go run(name) // new spawnloop
	}
}
`)
	git("add", ".")
	git("commit", "-q", "-m", "second")
	compare(t, "findings", places(c.report("--new-from-rev=HEAD~1")), c.wanted(comments("new"), "."))
	compare(t, "all findings", places(c.report()), c.wanted(comments("want|new"), "."))
}
