package main_test

import (
	"strings"
	"testing"
)

// TestNolint: a comment nolint that names the linter silences it, wherever golangci-lint
// takes one, and one that silences nothing is told by nolintlint.
func TestNolint(t *testing.T) {
	t.Parallel()
	c := newCheckout(t, "nolint.txtar")
	c.configure(config{others: ", nolintlint"})
	compare(t, "findings", places(c.report("./placed")), c.wanted(want, "placed"))
}

// TestNolintOfCheck: the name of a check is none of a linter. golangci-lint says so.
func TestNolintOfCheck(t *testing.T) {
	t.Parallel()
	c := newCheckout(t, "nolint.txtar")
	stdout, stderr, code := c.run("--output.json.path=stdout", "./check")
	compare(t, "findings", places(c.decode(stdout, code)), c.wanted(want, "check"))
	if !strings.Contains(stderr, "Found unknown linters in //nolint directives: spawnloop") {
		t.Errorf("standard error:\n%s", stderr)
	}
}

// TestExclusions: a rule can name a check by how the text begins, and a message by what
// it says.
func TestExclusions(t *testing.T) {
	t.Parallel()
	c := newCheckout(t, "report.txtar")
	for rule, left := range map[string]string{
		`{linters: [inflight], text: "^spawnloop:"}`:                  "feed/feed.go:23: shortwrite",
		`{linters: [inflight], text: "^(spawnloop|shortwrite):"}`:     "",
		`{linters: [inflight], path: "tasks/", text: "no limit"}`:     "feed/feed.go:13: spawnloop feed/feed.go:23: shortwrite",
		`{linters: [inflight], source: "go func", path: "feed\\.go"}`: "feed/feed.go:23: shortwrite",
	} {
		c.configure(config{linters: "  exclusions: {warn-unused: true, rules: [" + rule + "]}\n"})
		folder := "./feed"
		if strings.Contains(rule, "tasks") {
			folder = "./..."
		}
		if got := strings.Join(places(c.report(folder)), " "); got != left {
			t.Errorf("%s: left are %s, want %s", rule, got, left)
		}
	}
}

// TestSilencedIsNotFixed: what a comment or a rule silences stays as it is.
func TestSilencedIsNotFixed(t *testing.T) {
	t.Parallel()
	c := newCheckout(t, "nolint.txtar")
	before := c.read("fixes/fixes.go")
	c.configure(config{linters: `  exclusions: {rules: [{linters: [inflight], text: "^spawnloop:.*Excluded"}]}` + "\n"})
	if issues := c.report("--fix", "./fixes"); len(issues) > 0 {
		t.Errorf("findings %s", issues)
	}
	if after := c.read("fixes/fixes.go"); after != before {
		t.Errorf("the file is now\n%s", after)
	}
	c.configure(config{})
	c.report("--fix", "./fixes")
	if after := c.read("fixes/fixes.go"); strings.Count(after, "<-sem") != 1 {
		t.Errorf("without the rule, the file is now\n%s", after)
	}
}

// TestSilencedShares: a fix is whole also where golangci-lint drops another one that adds the
// same import.
func TestSilencedShares(t *testing.T) {
	t.Parallel()
	c := newCheckout(t, "nolint.txtar")
	if issues := c.report("--fix", "./imports"); len(issues) > 0 {
		t.Errorf("findings %s", issues)
	}
	if after := c.read("imports/imports.go"); strings.Count(after, "runtime.GOMAXPROCS(0)") != 1 || strings.Count(after, `"runtime"`) != 1 {
		t.Errorf("the file is now\n%s", after)
	}
	c.must("go", "build", "./imports")
}

// TestSkipped: tests and generated files are skipped, until inflight and golangci-lint are
// both told otherwise.
func TestSkipped(t *testing.T) {
	t.Parallel()
	c := newCheckout(t, "report.txtar")
	show := "  exclusions: {generated: disable}\n"
	for _, test := range []struct {
		conf  config
		kinds string
	}{
		{config{}, "want"},
		{config{linters: show}, "want"},
		{config{settings: "tests: true"}, "want|test"},
		{config{settings: "generated: true"}, "want"},
		{config{settings: "generated: true", linters: show}, "want|generated"},
	} {
		c.configure(test.conf)
		compare(t, test.kinds, places(c.report("./feed")), c.wanted(comments(test.kinds), "feed"))
	}
	c.configure(config{settings: "tests: true"})
	compare(t, "without tests", places(c.report("--tests=false", "./feed")), c.wanted(want, "feed"))
}
