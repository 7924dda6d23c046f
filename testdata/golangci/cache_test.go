package main_test

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// layers is a program of three packages, one on top of the other, and a cache that knows
// nothing of it.
func layers(t *testing.T) *checkout {
	c := newCheckout(t, "layers.txtar")
	c.cache = t.TempDir()
	return c
}

var analyzedPackage = regexp.MustCompile(`(\w+): analyzed package \\"(\w+)\\"`)

// analyzed runs golangci-lint and returns the packages that inflight was run on, and those of
// which only facts were wanted, beside the findings. golangci-lint tells it when asked to.
func (c *checkout) analyzed() (checked, facts []string, findings []issue) {
	c.t.Helper()
	c.env = append(c.env, "GL_DEBUG=goanalysis/analyze,goanalysis/issues/cache")
	stdout, stderr, code := c.run("--output.json.path=stdout")
	c.env = c.env[:len(c.env)-1]
	if !strings.Contains(stderr, " packages") {
		c.t.Fatalf("golangci-lint does not say what it analyzes:\n%s", stderr)
	}
	for _, m := range analyzedPackage.FindAllStringSubmatch(stderr, -1) {
		switch m[1] {
		case "inflight":
			checked = append(checked, m[2])
		case "inflightfacts":
			facts = append(facts, m[2])
		}
	}
	slices.Sort(checked)
	slices.Sort(facts)
	return checked, facts, c.decode(stdout, code)
}

// TestCache: what has not changed is not looked at again, and what has is, with all that
// depends on it.
func TestCache(t *testing.T) {
	t.Parallel()
	c := layers(t)
	all := []string{"bottom", "middle", "top"}
	step := func(what string, checked []string, texts ...string) {
		t.Helper()
		got, facts, findings := c.analyzed()
		if !slices.Equal(got, checked) {
			t.Errorf("%s: it analyzes %q, want %q", what, got, checked)
		}
		if len(checked) == 0 && len(facts) > 0 {
			t.Errorf("%s: it looks for facts in %q", what, facts)
		}
		compare(t, what, asInflight(findings), texts)
	}
	const (
		inBottom = "bottom/bottom.go:5:3: spawnloop: goroutine per element of names (parameter): no limit found before the go statement, nor anybody who waits for it"
		inTop    = "top/top.go:7:3: spawnloop: middle.Start per element of names (parameter): it starts a goroutine and returns, no limit found before it"
	)
	step("first run", all, inBottom, inTop)
	step("second run", nil, inBottom, inTop)

	c.write("top/top.go", c.read("top/top.go")+"\n// Changed.\n")
	step("top has changed", []string{"top"}, inBottom, inTop)

	// What top finds follows from a fact of bottom.
	source := c.read("bottom/bottom.go")
	c.write("bottom/bottom.go", strings.Replace(source, "func Start(name string) { go run(name) }", "func Start(name string) { run(name) }", 1))
	step("bottom has changed", all, inBottom)
	c.write("bottom/bottom.go", source)
	step("bottom is as before", nil, inBottom, inTop)

	c.configure(config{settings: "disable: [spawnloop]"})
	step("other settings", all)
	c.configure(config{settings: "rows: [example.com/layers/middle.Start=spawn]"})
	step("a row", all, inBottom, strings.Replace(inTop, "it starts a goroutine and returns, no limit found before it", "no limit found before middle.Start, nor anybody who waits for it", 1))
	c.configure(config{})
	step("the settings are as before", nil, inBottom, inTop)
}

// TestCacheOfChangedPlugin: a golangci-lint with another inflight does not take the results
// of this one.
func TestCacheOfChangedPlugin(t *testing.T) {
	t.Parallel()
	other := filepath.Join(t.TempDir(), "golangci-lint")
	c := layers(t)
	before := c.report()
	build := &checkout{t: t, dir: "."}
	build.must("go", "build", "-o", other, "./internal/changed")
	stdout, _, code := c.execute(other, "run", "--allow-parallel-runners", "--show-stats=false", "--output.json.path=stdout")
	after := c.decode(stdout, code)
	for i := range before {
		before[i].Text = "changed: " + before[i].Text
	}
	compare(t, "findings", texts(after), texts(before))
}

// TestSharedCache: with a cache that machines share, a second checkout, elsewhere and with
// nothing in its own cache, has the findings without an analysis, at its own paths.
func TestSharedCache(t *testing.T) {
	t.Parallel()
	prog, shared := filepath.Join(t.TempDir(), "cacheprog"), t.TempDir()
	(&checkout{t: t, dir: top}).must("go", "build", "-o", prog, "./internal/cacheprog")
	var wanted, kept []string
	for i, checked := range []int{3, 0} {
		c := layers(t)
		c.env = []string{"GOLANGCI_LINT_CACHEPROG=" + prog + " " + shared}
		packages, facts, findings := c.analyzed()
		if len(packages) != checked || checked == 0 && len(facts) > 0 {
			t.Errorf("checkout %d analyzes %q, and has facts of %q", i, packages, facts)
		}
		names, err := filepath.Glob(filepath.Join(shared, "*"))
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			wanted, kept = texts(findings), names
		}
		if len(names) == 0 || !slices.Equal(names, kept) {
			t.Errorf("after checkout %d, the cache has %d files, and had %d", i, len(names), len(kept))
		}
		compare(t, "findings", texts(findings), wanted)
		for _, at := range c.report("--path-mode=abs") {
			if !strings.HasPrefix(at.Pos.Filename, c.dir) {
				t.Errorf("checkout %d has a finding elsewhere: %s", i, at)
			}
		}
	}
}
