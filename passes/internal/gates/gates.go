// Package gates finds what makes the spawner wait before the work in flight
// exceeds a bound, and what only looks as if it did.
//
// Package effects says what a piece of code does with channels, semaphores, locks and
// groups; here the spawner and its work are compared. A gate in front of the spawn
// must stand on every way from one spawn to the next: it cuts the turn (see cuts).
package gates

import (
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/effects"
	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// An Analysis finds the gates of one package's spawns.
type Analysis struct {
	P       *flow.Program
	Repeats *repeats.Analysis
	Facts   *facts.Facts
}

// reader reads what the code of the package does.
func (a *Analysis) reader() effects.Reader { return effects.Reader{P: a.P, Facts: a.Facts} }

// Of returns what bounds s; f is the innermost factor that
// nothing limits.
func (a *Analysis) Of(s *spawns.Spawn, f repeats.Factor) Verdict {
	var group Verdict
	if s.Pooled() {
		group = a.Group(s, f)
		if group.Gate != None {
			return group
		}
	}
	if pos, ok := a.worker(s, f); ok {
		return Verdict{Gate: Worker, Pos: pos}
	}
	if pos, ok := a.refuses(s); ok {
		return Verdict{Gate: Refusal, Pos: pos}
	}
	if pos, ok := a.switchedOff(f); ok {
		return Verdict{Gate: Unseen, Pos: pos}
	}
	work := a.reader().Work(s)
	if v := a.prefetch(work, f); v.Gate != None {
		return v
	}
	v := a.before(s, f, work)
	if v.Gate != None {
		return v
	}
	if group.Fake == NoFake {
		v.Nested, v.Limited = group.Nested, group.Limited
	} else {
		v = group
	}
	if own := work.TakesOwn(); own.IsValid() && v.Fake == NoFake {
		v.Fake, v.FakePos = Inside, own
	}
	return v
}

// before looks for a gate on every way from one spawn to the next.
func (a *Analysis) before(s *spawns.Spawn, f repeats.Factor, work *effects.Effects) Verdict {
	var fake Verdict
	// The spawn may stand in a closure that is called in the loop: a gate in
	// either place does.
	for _, at := range []ssa.Instruction{s.Instr, f.At} {
		q := &search{Analysis: a, s: s, f: f, work: work, at: at, r: regionOf(at, f), byKey: map[any]*candidate{}}
		v := q.run()
		if v.Gate != None {
			return v
		}
		if fake.Fake == NoFake {
			fake = v
		}
		if at == f.At || f.Loop == nil {
			break // a callback is called anew for each element: it is the loop
		}
	}
	return fake
}
