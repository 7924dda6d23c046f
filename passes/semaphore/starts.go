package semaphore

import (
	"fmt"
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/gates"
	"github.com/inflight-go/inflight/passes/internal/sites"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// starts reports the rows of the table whose semaphore does not hold the spawner back.
func starts(r *check.Reporter, o *Options) {
	type place struct {
		loop *flow.Loop
		fn   *ssa.Function
		pos  token.Pos
		fake gates.Fake
	}
	var order []place
	found := map[place][]*sites.Site{}
	beside := map[place]bool{} // other work that nothing bounds starts there too
	var served []*sites.Site
	for _, s := range r.Table.Sites {
		if s.Regime == sites.Unbounded && check.Served(s) {
			served = append(served, s)
		}
	}
	for _, s := range r.Table.Sites {
		if s.Regime != sites.Unbounded {
			continue // bounded, or out of sight
		}
		key := place{s.Factor.Loop, s.Factor.Func, s.Factor.Pos, gates.NoFake}
		switch {
		case !check.Slotted(s):
			beside[key] = true
			continue // spawnloop's, handlerspawn's or errgrouplimit's
		case check.Served(s) && check.Within(s, served):
			continue // the outer one is where the limit belongs
		}
		key.fake = s.Verdict.Fake
		if len(found[key]) == 0 {
			order = append(order, key)
		}
		found[key] = append(found[key], s)
	}
	for _, key := range order {
		loop := key
		loop.fake = gates.NoFake
		startsOf(r, o, found[key], beside[loop])
	}
}

// startsOf reports the spawns of one loop or handler as one finding, on the first of those
// with the strongest evidence.
func startsOf(r *check.Reporter, o *Options, all []*sites.Site, beside bool) {
	first := all[0]
	for _, s := range all {
		if s.Level < first.Level {
			first = s
		}
	}
	var others []*sites.Site
	for _, s := range all {
		if s != first {
			others = append(others, s)
		}
	}
	category, why := explain(r, first)
	what := "goroutine"
	if first.Spawn.Kind != spawns.Go {
		what = check.Operation(first)
	}
	message := fmt.Sprintf("%s %s: %s", what, check.Subject(first), why)
	if lines := r.Lines(others); lines != "" {
		message += "; also " + lines
	}
	if o.Limit != "" && first.Verdict.Fake != gates.Inside {
		message += "; " + o.Limit + " slots would hold it back"
	}
	r.Report(check.Finding{Site: first, Category: category, Message: message,
		Fixes: func() ([]analysis.SuggestedFix, string) {
			if beside {
				return nil, "other work is started in the same loop"
			}
			return startFixes(r.Fixer(), o, all)
		}})
}

// explain says why the semaphore does not hold the spawner back.
func explain(r *check.Reporter, s *sites.Site) (category, why string) {
	at := r.Place(s.Verdict.FakePos, s.Node.Pos())
	switch s.Verdict.Fake {
	case gates.DataSized:
		return "datasized", fmt.Sprintf("the semaphore at %s has room for all, its capacity is len(data)", at)
	case gates.GivenBack:
		return "givenback", fmt.Sprintf("no limit found: the token taken at %s is given back at once", at)
	}
	return "inside", fmt.Sprintf("the semaphore is acquired inside it (%s), when it has started", at)
}
