package tokens

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
)

// A net is what a call comes to.
type net uint8

const (
	nothing   net = iota
	giving        // it gives a token back
	taking        // it takes one
	trying        // it takes one, and its result says whether it did
	sometimes     // it gives one back on some ways
	vaguely       // it cannot be said
)

// effect joins what functions that a call can run do with the semaphore.
func (x *explorer) effect(fns []*ssa.Function, common *ssa.CallCommon, e flow.Env) net {
	if n, ok := x.effects[common]; ok {
		return n
	}
	out, first := nothing, true
	for _, g := range fns {
		if !x.a.busy[g] {
			continue
		}
		env := e
		if !common.IsInvoke() {
			env = e.With(flow.EnvOf(common, g))
		}
		sum := x.a.explore(g, x.key, env, 0, token.NoPos, x.stack)
		if sum.ops == 0 && !x.mentions(g) {
			continue
		}
		x.sum.ops += sum.ops
		for f := range sum.reach {
			x.sum.reach[f] = true
		}
		n := sum.net()
		if !first && n != out {
			n = vaguely
		}
		out, first = n, false
	}
	x.effects[common] = out
	return out
}

// mentions: g or a literal in it uses the semaphore.
func (x *explorer) mentions(g *ssa.Function) bool {
	u := x.a.uses[x.key]
	if u == nil {
		return false
	}
	return slices.ContainsFunc(u.in, func(fn *ssa.Function) bool {
		for ; fn != nil; fn = fn.Parent() {
			if fn == g {
				return true
			}
		}
		return false
	})
}

// touches: one of fns uses the semaphore.
func (x *explorer) touches(fns []*ssa.Function) bool {
	for _, g := range fns {
		if x.a.busy[g] && x.mentions(g) {
			x.sum.reach[g] = true
			return true
		}
	}
	return false
}

// net says what a call of a function with this summary comes to.
func (s *summary) net() net {
	if s.vague {
		return vaguely
	}
	have := map[int]bool{}
	ordered := true // it returns success if and only if it took
	for _, e := range s.exits {
		if e.loop != nil {
			if e.net != 0 && e.sound() {
				return vaguely
			}
			continue
		}
		if !e.sound() {
			return vaguely
		}
		have[e.net] = true
		ordered = ordered && (e.net == 1) == (e.outcome == success)
	}
	switch {
	case len(have) == 0:
		return nothing
	case len(have) == 1 && have[0]:
		return nothing
	case len(have) == 1 && have[-1]:
		return giving
	case len(have) == 1 && have[1]:
		return taking
	case len(have) == 2 && have[0] && have[1] && ordered:
		return trying
	case len(have) == 2 && have[0] && have[-1]:
		return sometimes
	}
	return vaguely
}

// kept: a literal that uses the semaphore goes where it cannot be followed.
func (x *explorer) kept(mc *ssa.MakeClosure) bool {
	if !x.touches([]*ssa.Function{mc.Fn.(*ssa.Function)}) {
		return false
	}
	for _, ref := range *mc.Referrers() {
		switch ref := ref.(type) {
		case ssa.CallInstruction, *ssa.Return, *ssa.DebugRef:
		case *ssa.Store:
			if _, ok := ref.Addr.(*ssa.Alloc); !ok {
				return true
			}
		default:
			return true
		}
	}
	return false
}
