package gates

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// A Work is what can be said of the work of a spawn.
type Work struct {
	// Joined: the work tells somebody when it is done: a WaitGroup or group, or
	// a channel that it sends on or closes.
	Joined bool
	// Counted: it tells a WaitGroup or group, for which any caller may wait.
	Counted bool
	// Acks: it tells a broker that a message is done.
	Acks bool
}

// Work looks into the work of s.
func (a *Analysis) Work(s *spawns.Spawn) Work {
	o := a.workOps(s)
	w := Work{Counted: len(o.done) > 0 || s.Group != nil && a.joins(s.Group), Acks: o.acks}
	w.Joined = w.Counted || len(o.closes) > 0 || s.Start.Tells
	for key := range o.sends {
		if !o.receives[key] {
			w.Joined = true // a result; a token is taken back by the work itself
		}
	}
	if s.Call != nil {
		// A WaitGroup or channel handed over is there to tell.
		for _, arg := range s.Call.Args {
			group := knowledge.IsNamed(arg.Type(), "sync", "WaitGroup")
			w.Counted = w.Counted || group
			w.Joined = w.Joined || group || isChan(arg)
		}
	}
	return w
}

func isChan(v ssa.Value) bool {
	_, ok := v.Type().Underlying().(*types.Chan)
	return ok
}

// joins reports whether the group has a method that waits.
func (a *Analysis) joins(group ssa.Value) bool {
	obj, _, _ := types.LookupFieldOrMethod(group.Type(), true, a.P.Pkg, "Wait")
	_, ok := obj.(*types.Func)
	return ok
}

// Answers reports whether the function that starts s, on some way, waits for it,
// receives what it sends or closes, or closes what it receives from.
func (a *Analysis) Answers(s *spawns.Spawn) bool {
	work := a.workOps(s)
	here := a.opsOf(s.Instr.Parent(), nil, 0)
	for key := range here.receives {
		if work.sends[key] || work.closes[key] {
			return true
		}
	}
	for key := range here.closes {
		if work.receives[key] {
			return true
		}
	}
	for key := range here.joins {
		if work.done[key] || s.Group != nil && a.P.KeyOf(s.Group, nil) == key {
			return true
		}
	}
	return false
}

// Keyed reports whether the spawn is reached only for a key that a map does not
// have yet, and the key is then put there.
func (a *Analysis) Keyed(s *spawns.Spawn, f repeats.Factor) bool {
	at := s.Instr
	r := regionOf(at, f)
	for _, b := range r.fn.Blocks {
		if !r.contains(b) || len(b.Instrs) == 0 {
			continue
		}
		test, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		for i, succ := range b.Succs {
			if !succ.Dominates(at.Block()) || len(succ.Preds) != 1 {
				continue
			}
			if m := missing(test.Cond, i == 0); m != nil && a.fills(m, r) {
				return true
			}
		}
	}
	return false
}

// missing returns the map that cond, as wanted, says a key is not in.
func missing(cond ssa.Value, want bool) ssa.Value {
	switch c := cond.(type) {
	case *ssa.UnOp:
		return missing(c.X, !want)
	case *ssa.Extract:
		if l, ok := c.Tuple.(*ssa.Lookup); ok && c.Index == 1 && !want {
			return l.X
		}
	case *ssa.Lookup:
		if !want {
			return c.X
		}
	case *ssa.BinOp:
		v, is, ok := comparedTo(cond, want)
		if !ok || !is.IsNil() {
			return nil
		}
		if l, ok := v.(*ssa.Lookup); ok {
			return l.X
		}
	}
	return nil
}

// JoinedIn reports whether each turn of a loop around the spawn waits for what it
// started.
func (a *Analysis) JoinedIn(s *spawns.Spawn, f repeats.Factor) bool {
	return f.Loop != nil && a.before(s, f).Gate == Join
}
