// Package analyzers holds the suite: every check of inflight, in the order in
// which they are listed to people, with the settings that apply to all of them.
//
// Drivers (the inflight program, linter plugins, Bazel) take the suite from
// here. A setting is a flag of the analyzers that understand it: flags are the
// only way into an analyzer that every driver knows, and go vet caches results
// by them.
package analyzers

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes"
	"github.com/inflight-go/inflight/passes/baddirective"
	"github.com/inflight-go/inflight/passes/copyloop"
	"github.com/inflight-go/inflight/passes/errgrouplimit"
	"github.com/inflight-go/inflight/passes/fanout"
	"github.com/inflight-go/inflight/passes/handlerspawn"
	"github.com/inflight-go/inflight/passes/inventory"
	"github.com/inflight-go/inflight/passes/readall"
	"github.com/inflight-go/inflight/passes/semaphore"
	"github.com/inflight-go/inflight/passes/shortread"
	"github.com/inflight-go/inflight/passes/shortwrite"
	"github.com/inflight-go/inflight/passes/spawnloop"
)

// RowsFlag is the name of the flag that adds rows to the table of libraries.
const RowsFlag = "rows"

// New returns the suite with the settings applied. The checks are built
// freshly, so that suites with different settings can live in one process,
// though not in one run: their facts would have the same types. It
// includes the checks that a driver must not run unless asked, and those that the
// settings disable: see [OptIn] and [Settings.Select]. An error names the setting.
func New(s Settings) ([]*analysis.Analyzer, error) {
	table := passes.NewTable()
	io := passes.NewStreams(table)
	var (
		loops    spawnloop.Options
		handlers handlerspawn.Options
		groups   errgrouplimit.Options
		results  fanout.Options
		slots    semaphore.Options
		wholes   readall.Options
		writes   shortwrite.Options
		reads    shortread.Options
		copies   copyloop.Options
	)
	loops.Sites, handlers.Sites, groups.Sites, results.Sites, slots.Sites = table, table, table, table, table
	wholes.Sites, wholes.Streams = table, io
	writes.Sites, writes.Streams = table, io
	reads.Sites, reads.Streams = table, io
	copies.Sites, copies.Streams = table, io
	checks := []*analysis.Analyzer{
		spawnloop.New(loops), handlerspawn.New(handlers), errgrouplimit.New(groups), fanout.New(results), semaphore.New(slots),
		shortwrite.New(writes), shortread.New(reads), copyloop.New(copies), readall.New(wholes),
	}
	list := inventory.New(inventory.Options{Sites: table})
	suite := append(slices.Clip(checks),
		baddirective.New(baddirective.Options{Checks: checks, Others: []string{list.Name}}),
		list,
	)
	if err := s.apply(suite); err != nil {
		return nil, err
	}
	return suite, nil
}

// Alternative reports whether the message of a fix says that nobody but a person may pick
// it: it is not proven, or not the first choice.
func Alternative(message string) bool { return strings.HasPrefix(message, passes.AlternativePrefix) }

// OptIn reports whether the check of that name runs only when it is named: it
// describes the program rather than finding fault with it.
func OptIn(name string) bool {
	return name == inventory.Analyzer.Name
}

// Lookup returns the check of that name, or nil.
func Lookup(suite []*analysis.Analyzer, name string) *analysis.Analyzer {
	for _, a := range suite {
		if a.Name == name {
			return a
		}
	}
	return nil
}

// Set gives a value to the suite-wide flag of that name: to every analyzer that
// declares it, both the checks and what they require. It fails if none does or
// if one refuses the value.
func Set(suite []*analysis.Analyzer, name, value string) error {
	found := false
	for _, a := range closure(suite) {
		f := a.Flags.Lookup(name)
		if f == nil {
			continue
		}
		found = true
		if err := f.Value.Set(value); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	if !found {
		return fmt.Errorf("no check has a setting %q", name)
	}
	return nil
}

// closure lists the analyzers and, once each, all that they require.
func closure(suite []*analysis.Analyzer) []*analysis.Analyzer {
	var all []*analysis.Analyzer
	seen := make(map[*analysis.Analyzer]bool)
	var visit func([]*analysis.Analyzer)
	visit = func(list []*analysis.Analyzer) {
		for _, a := range list {
			if !seen[a] {
				seen[a] = true
				all = append(all, a)
				visit(a.Requires)
			}
		}
	}
	visit(suite)
	return all
}
