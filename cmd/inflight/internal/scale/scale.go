package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// figures are what was measured on one repository.
type figures struct {
	packages     int
	cold, cached time.Duration
	memory       int64 // of the largest process of the tool
	largest      int64 // of the largest process there is, which is the go command
	edits        []edit
}

// edit is what followed from a change of one package.
type edit struct {
	where      string
	analyzed   int // packages that the tool looked at
	dependents int // the package and all that need it
	cpu        time.Duration
}

// measure analyzes a repository that was just written, again when nothing has changed,
// and after changes. It fails if a package is analyzed that nothing has happened to, or
// if the findings are not what is in the repository.
func measure(r *runner, repo *repository) (*figures, error) {
	// What the compiler has to do is no part of the analysis.
	if _, err := r.command(repo.dir, nil, nil, "go", "build", "./..."); err != nil {
		return nil, err
	}
	changed := map[int]int{}
	f := &figures{packages: repo.size()}
	for _, took := range []*time.Duration{&f.cold, &f.cached} {
		result, err := r.run(repo.dir, false)
		if err != nil {
			return nil, err
		}
		*took = result.cpu
		f.largest = max(f.largest, result.largest)
		if err := same("findings", result.found, repo.found(changed)); err != nil {
			return nil, err
		}
	}

	// Results of another flag are others, and so this is a cold run too.
	const flag = "-explain"
	result, err := r.run(repo.dir, true, flag)
	if err != nil {
		return nil, err
	}
	if len(result.analyzed) != repo.size() {
		return nil, fmt.Errorf("%d packages were analyzed at first, not %d", len(result.analyzed), repo.size())
	}
	f.memory = result.memory
	if result, err = r.run(repo.dir, true, flag); err != nil {
		return nil, err
	}
	if err := same("packages analyzed though nothing has changed", result.analyzed, r.always(repo)); err != nil {
		return nil, err
	}

	// From the top down, in columns of their own: each still has its go statement.
	for i, where := range []struct {
		name  string
		layer int
	}{{"top", repo.layers - 1}, {"middle", repo.layers / 2}, {"bottom", 0}} {
		n := name{where.layer, 3 + 10*i}
		if err := repo.writePackage(n, false); err != nil {
			return nil, err
		}
		changed[n.column] = n.layer
		if result, err = r.run(repo.dir, true, flag); err != nil {
			return nil, err
		}
		if err := same("findings after a change at the "+where.name, result.found, repo.found(changed)); err != nil {
			return nil, err
		}
		dependents := repo.dependents(n)
		for path := range result.analyzed {
			if !dependents[path] && !r.always(repo)[path] {
				return nil, fmt.Errorf("%s was analyzed after a change of %s, which it does not need", path, n.path())
			}
		}
		for layer := n.layer; layer < repo.layers; layer++ {
			if path := (name{layer, n.column}).path(); !result.analyzed[path] {
				return nil, fmt.Errorf("%s was not analyzed after a change of %s, on which its findings depend", path, n.path())
			}
		}
		f.edits = append(f.edits, edit{where.name, len(result.analyzed), len(dependents), result.cpu})
	}
	return f, nil
}

// same returns an error that names what is only in one of two sets.
func same(what string, got, want map[string]bool) error {
	if maps.Equal(got, want) {
		return nil
	}
	only := func(set, other map[string]bool) string {
		var list []string
		for _, path := range slices.Sorted(maps.Keys(set)) {
			if !other[path] {
				list = append(list, path)
			}
		}
		return strings.Join(list, " ")
	}
	return fmt.Errorf("%s: too many: %s; missing: %s", what, only(got, want), only(want, got))
}
