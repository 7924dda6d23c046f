package drivers_test

import (
	"slices"
	"strings"
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
	{name: "default", packages: "./...", comments: []string{"want", "builtin"}},
	// Of what the program imports, facts alone are wanted.
	{name: "program alone", packages: "./program", comments: []string{"want", "builtin"}},
	// Facts depend on what users say about libraries.
	{
		name:     "rows",
		packages: "./program",
		comments: []string{"want"},
		flags:    []string{"-rows=" + row},
		settings: analyzers.Settings{Rows: []string{row}},
	},
	everything,
}

const row = "(*example.com/drivers/library.Meter).Begin=acquire"

// The inventory has a row for each place that starts work: in it, drivers cannot
// agree by staying silent.
var everything = config{
	name:     "everything",
	packages: "./...",
	comments: []string{"want", "builtin", "audit"},
	flags:    []string{"-level=audit", "-explain", "-spawnloop", "-handlerspawn", "-errgrouplimit", "-semaphore", "-shortwrite", "-shortread", "-copyloop", "-readall", "-baddirective", "-inventory"},
	settings: analyzers.Settings{Level: "audit", Explain: true},
	optIn:    true,
}

// drivers run in this order: go vet has nothing in its cache at first.
var drivers = []struct {
	name  string
	run   func(t *testing.T, dir string, c config) []finding
	lacks string // check and category of what it cannot find
}{
	{"go vet", goVet, ""},
	{"go vet from its cache", goVetCached, ""},
	{"inflight", standalone, ""},
	{"a process for each package", eachAlone, ""},
	{"nogo", nogo, nogoLacks},
	{"all in memory", inMemory, ""},
}

// nogoLacks is found by a check that has to know the others, which are packages of
// their own.
const nogoLacks = "baddirective unused"

// TestDriversAgree holds that whoever drives the checks finds the same, with every
// fact there is, and that it is what the comments in the fixture say.
func TestDriversAgree(t *testing.T) {
	for _, c := range configs {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := newFixture(t)
			var first []finding
			for i, driver := range drivers {
				found := driver.run(t, dir, c)
				if i == 0 {
					first = found
				}
				reported, rows := split(found)
				wanted := slices.DeleteFunc(expected(t, dir, c.packages, c.comments...), func(place string) bool {
					return driver.lacks != "" && strings.HasSuffix(place, ": "+driver.lacks)
				})
				compare(t, driver.name+", against the fixture", reported, wanted)
				if c.optIn {
					want := expected(t, dir, c.packages, "row")
					compare(t, driver.name+", rows of the inventory", both(want, rows), want)
				}
				want := slices.DeleteFunc(slices.Clone(first), func(f finding) bool { return f.check+" "+f.category == driver.lacks })
				compare(t, driver.name+", against "+drivers[0].name, lines(found, finding.String), lines(want, finding.String))
			}
		})
	}
}

// split tells what is reported from the rows of the inventory.
func split(found []finding) (reported, rows []string) {
	listed := func(f finding) bool { return analyzers.OptIn(f.check) }
	reported = lines(slices.DeleteFunc(slices.Clone(found), listed), finding.place)
	rows = lines(slices.DeleteFunc(slices.Clone(found), func(f finding) bool { return !listed(f) }), finding.place)
	return reported, rows
}

// both returns the lines of list that are in other too.
func both(list, other []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(line string) bool { return !slices.Contains(other, line) })
}

// TestFactsMatter holds that the fixture shows what it is meant to show: a driver
// that hands no facts over finds just what the comments say, and not the rows that
// they name. It looks at all levels, since evidence depends on facts too.
func TestFactsMatter(t *testing.T) {
	t.Parallel()
	dir := newFixture(t)
	var found []finding
	for _, u := range units(t, dir, "./...") {
		u.PackageVetx = nil
		found = append(found, u.analyze(t, everything.flags)...)
	}
	reported, rows := split(found)
	compare(t, "without facts", reported, expected(t, dir, "./...", "lost"))
	compare(t, "rows of the inventory without facts", both(expected(t, dir, "./...", "row"), rows), nil)
}
