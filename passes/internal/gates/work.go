package gates

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/effects"
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
	o := a.reader().Work(s)
	w := Work{Counted: len(o.Objects(effects.Finishes)) > 0 || s.Group != nil && a.joins(s.Group), Acks: o.Acks}
	w.Joined = w.Counted || len(o.Objects(effects.Closes)) > 0 || s.Start.Tells
	for _, ch := range o.Objects(effects.Sends) {
		if !o.Does(effects.Receives, ch) {
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
	work := a.reader().Work(s)
	here := a.reader().Call(s.Instr.Parent(), nil)
	for _, ch := range here.Objects(effects.Receives) {
		if work.Does(effects.Sends, ch) || work.Does(effects.Closes, ch) {
			return true
		}
	}
	for _, ch := range here.Objects(effects.Closes) {
		if work.Does(effects.Receives, ch) {
			return true
		}
	}
	for _, group := range here.Objects(effects.Joins) {
		if work.Does(effects.Finishes, group) || s.Group != nil && a.P.KeyOf(s.Group, nil) == group {
			return true
		}
	}
	return false
}

// JoinedIn reports whether each turn of a loop around the spawn waits for what it
// started.
func (a *Analysis) JoinedIn(s *spawns.Spawn, f repeats.Factor) bool {
	return f.Loop != nil && a.before(s, f, a.reader().Work(s)).Gate == Join
}
