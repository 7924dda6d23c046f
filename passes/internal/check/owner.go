package check

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/gates"
	"github.com/inflight-go/inflight/passes/internal/sites"
)

// Slotted reports whether the spawn has a semaphore that does not hold it back. Such a row
// is reported by the check semaphore, whoever starts the work; errgrouplimit keeps those of
// groups and pools.
func Slotted(s *sites.Site) bool {
	if s.Spawn.Pooled() {
		return false
	}
	switch s.Verdict.Fake {
	case gates.Inside, gates.DataSized, gates.GivenBack:
		return true
	}
	return false
}

// Within reports whether s stands in the work of another of found, which is reported
// wherever s would be: the outer one is where the limit belongs.
func Within(s *sites.Site, found []*sites.Site) bool {
	for fn := s.Spawn.Instr.Parent(); fn != nil; fn = fn.Parent() {
		if slices.ContainsFunc(found, func(outer *sites.Site) bool { return outer.Level <= s.Level && runs(outer, fn) }) {
			return true
		}
	}
	return false
}

func runs(s *sites.Site, fn *ssa.Function) bool { return slices.Contains(s.Spawn.Work, fn) }
