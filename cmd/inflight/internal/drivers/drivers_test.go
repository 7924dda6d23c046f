package drivers_test

import (
	"slices"
	"testing"

	"github.com/inflight-go/inflight/analyzers"
)

// config is what is asked of the analysis, in the words of a command line and in
// those of a program.
type config struct {
	name     string
	packages string
	comments []string // in the fixture, at what is reported
	flags    []string
	settings analyzers.Settings
	optIn    bool // also run what runs only when it is named
}

var configs = []config{
	{name: "default", packages: "./...", comments: []string{"want"}},
	// Of what the program imports, facts alone are wanted.
	{name: "program alone", packages: "./program", comments: []string{"want"}},
	// The inventory has a row for each place that starts work: in it, drivers
	// cannot agree by staying silent.
	{
		name:     "everything",
		packages: "./...",
		comments: []string{"want", "audit"},
		flags:    []string{"-level=audit", "-explain", "-spawnloop", "-errgrouplimit", "-baddirective", "-inventory"},
		settings: analyzers.Settings{Level: "audit", Explain: true},
		optIn:    true,
	},
}

// drivers run in this order: go vet has nothing in its cache at first.
var drivers = []struct {
	name string
	run  func(t *testing.T, dir string, c config) []finding
}{
	{"go vet", goVet},
	{"go vet from its cache", goVetCached},
	{"inflight", standalone},
	{"a process for each package", eachAlone},
	{"all in memory", inMemory},
}

// TestDriversAgree holds that whoever drives the checks finds the same, with every
// fact there is, and that it is what the comments in the fixture say.
func TestDriversAgree(t *testing.T) {
	for _, c := range configs {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := newFixture(t)
			var want []string
			for i, driver := range drivers {
				found := driver.run(t, dir, c)
				reported := slices.DeleteFunc(slices.Clone(found), func(f finding) bool { return analyzers.OptIn(f.check) })
				compare(t, driver.name+", against the fixture", lines(reported, finding.place), expected(t, dir, c.packages, c.comments...))
				got := lines(found, finding.String)
				if i == 0 {
					want = got
				}
				compare(t, driver.name+", against "+drivers[0].name, got, want)
			}
		})
	}
}

// TestFactsMatter holds that the fixture shows what it is meant to show: a driver
// that hands no facts over finds just what the comments say. It looks at all levels,
// since evidence depends on facts too.
func TestFactsMatter(t *testing.T) {
	t.Parallel()
	dir := newFixture(t)
	var found []finding
	for _, u := range units(t, dir, "./...") {
		u.PackageVetx = nil
		found = append(found, u.analyze(t, []string{"-level=audit"})...)
	}
	compare(t, "without facts", lines(found, finding.place), expected(t, dir, "./...", "lost"))
}
