package main_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/analyzers"
	"github.com/inflight-go/inflight/analyzers/gclplugin"
)

// TestNames: no analyzer of ours has the name of one that golangci-lint has, since it keeps
// facts under the names of analyzers, nor that of a linter or formatter, since people would
// take one for the other.
func TestNames(t *testing.T) {
	t.Parallel()
	theirs := bundled(t)
	for _, name := range []string{"govet", "errcheck", "gofmt", "printf", "nilness", "SA1000", "ST1000", "QF1001", "waitgroup", "inspect"} {
		if !theirs[name] { // the test has looked in the wrong place
			t.Errorf("golangci-lint has no %s", name)
		}
	}
	ours := names(t)
	for name := range ours {
		if theirs[name] {
			t.Errorf("golangci-lint has a %s too", name)
		}
	}
	for _, name := range []string{"inflight", "spawnloop", "inventory", "inflightfacts"} {
		if !ours[name] {
			t.Errorf("inflight has no %s", name)
		}
	}
	t.Logf("%d names of ours, %d of golangci-lint", len(ours), len(theirs))
}

// names returns those of the analyzers of the plugin, of the checks, and of what they
// require.
func names(t *testing.T) map[string]bool {
	t.Helper()
	p, err := gclplugin.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	list, err := p.BuildAnalyzers()
	if err != nil {
		t.Fatal(err)
	}
	suite, err := analyzers.New(analyzers.Settings{})
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]bool{}
	var visit func([]*analysis.Analyzer)
	visit = func(list []*analysis.Analyzer) {
		for _, a := range list {
			all[a.Name] = true
			visit(a.Requires)
		}
	}
	visit(list)
	visit(suite)
	return all
}

// bundled returns the names of the linters and formatters of golangci-lint, and of the
// analyzers that it runs when all linters are enabled, with all that they offer.
func bundled(t *testing.T) map[string]bool {
	t.Helper()
	c := emptyCheckout(t)
	c.write("go.mod", "module example.com/tiny\n\ngo 1.25.0\n")
	c.write("tiny.go", "// Package tiny has nothing in it.\npackage tiny\n")
	c.write(".golangci.yml", `version: "2"
linters:
  default: all
  settings:
    govet: {enable-all: true}
    staticcheck: {checks: [all]}
`)
	all := map[string]bool{}
	for _, command := range []string{"linters", "formatters"} {
		var list struct{ Enabled, Disabled []struct{ Name string } }
		if err := json.Unmarshal([]byte(c.must(golangci, command, "--json")), &list); err != nil {
			t.Fatal(err)
		}
		for _, l := range append(list.Enabled, list.Disabled...) {
			all[l.Name] = true
		}
	}
	c.env = []string{"GL_DEBUG=goanalysis/analyze"}
	stdout, stderr, code := c.run()
	if code != 0 || strings.Contains(stderr, "level=error") {
		t.Fatalf("golangci-lint exits with %d:\n%s%s", code, stdout, stderr)
	}
	for _, m := range regexp.MustCompile(`(\w+): analyzed package`).FindAllStringSubmatch(stderr, -1) {
		all[m[1]] = true
	}
	return all
}
