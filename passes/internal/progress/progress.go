// Package progress proves that work finishes while its spawner waits, so that a
// limit in front of it cannot hang.
//
// With a limit the spawner waits, in the middle of its loop, until work that runs
// gives its place back. It hangs when all work that runs waits for something that
// only the spawner, a later turn of the loop, or code after the loop gives. The
// proof is that the work waits for nothing of that kind. Where the function waits
// for the work after the loop anyway, what callers hold or give does not matter:
// work that waits for it hangs without a limit too.
//
// Functions of other packages, and methods behind an interface, are taken to come
// back by themselves, unless they are given something to wait on: a channel, a
// WaitGroup, a function of the caller.
package progress

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/evidence"
	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/sites"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// An Obstacle is why a limit could hang, or why nobody can tell.
type Obstacle uint8

const (
	None     Obstacle = iota
	Unjoined          // the function does not wait for the work after the loop
	Lasting           // the work goes on until somebody stops it
	Receives          // the work waits for a message from elsewhere
	Sends             // the work waits for somebody to take a message
	Drained           // the work waits for a receiver that comes after the loop
	Waits             // the work waits for a group, a condition or a semaphore
	Polls             // the work goes round until somebody else changes a value
	Locks             // the work takes a lock that it does not give back
	Held              // the loop holds a lock, or a connection
	Submits           // the work adds to the group that is to get the limit
	Respawns          // the work calls the function that starts it
	Callback          // the work calls a function that the caller gave
	Handed            // the work hands a channel or WaitGroup to code out of sight
	Between           // between the loop and the wait for the work, something stops it
	Shared            // the group is used elsewhere too
	Hidden            // the work, or the loop around it, is out of sight

	obstacleCount
)

var texts = [obstacleCount]string{
	None:     "",
	Unjoined: "nobody waits for the work after the loop",
	Lasting:  "the work goes on until it is stopped",
	Receives: "the work waits for a message",
	Sends:    "the work waits for a receiver",
	Drained:  "what the work sends is received after the loop",
	Waits:    "the work waits for other work",
	Polls:    "the work waits until a value changes",
	Locks:    "the work keeps a lock",
	Held:     "a lock is held across the loop",
	Submits:  "the work adds to the same group",
	Respawns: "the work calls the function that starts it",
	Callback: "the work calls a function it is given",
	Handed:   "the work hands a channel or WaitGroup on",
	Between:  "the work is told to stop after the loop",
	Shared:   "the group is used elsewhere too",
	Hidden:   "the work is out of sight",
}

func (o Obstacle) String() string { return texts[o] }

// A Proof says whether work finishes while its spawner waits.
type Proof struct {
	// Obstacle is None if it does.
	Obstacle Obstacle
	// Pos is where the obstacle stands, if that can be said.
	Pos token.Pos
	// Join is where the function waits for the work.
	Join token.Pos
	// Widen are channels that need room for every element: the work sends once on
	// each, and they are emptied after the loop.
	Widen []Channel
	// Pure: the work computes, and waits for nothing outside the program.
	Pure bool
}

// A Channel is made without room for what the work sends on it.
type Channel struct {
	Make *ssa.MakeChan
	// Loop is the loop whose elements it needs room for.
	Loop *flow.Loop
}

// An Analysis proves for one package.
type Analysis struct {
	p     *flow.Program
	facts *facts.Facts
	scale *evidence.Scale
	table *sites.Table
}

// New returns an analysis of the sites in t, nil if there are none.
func New(t *sites.Table) *Analysis {
	if t.Scale == nil {
		return nil
	}
	return &Analysis{p: t.Scale.P, facts: t.Scale.Facts, scale: t.Scale, table: t}
}

// Of says whether the work of all the sites finishes while those who start it wait.
// The sites are to share one limit.
func (a *Analysis) Of(all []*sites.Site) Proof {
	w := newWalk(a, all)
	for _, s := range all {
		if o := against(s.Evidence); o != None {
			return Proof{Obstacle: o, Pos: s.Node.Pos()}
		}
		if !a.loopInSight(s) || !a.once(s.Spawn) {
			return Proof{Obstacle: Hidden, Pos: s.Node.Pos()}
		}
	}
	for _, s := range all {
		w.bare = false
		w.work(s)
		if w.bare && a.scale.Component(s.Spawn, s.Factor) {
			w.stop(Lasting, s.Node.Pos())
		}
	}
	proof := Proof{Pure: w.pure}
	joins, joined := a.joins(all, w)
	var in *ssa.Function
	if joined {
		in = joins[0].in
	}
	for _, s := range all {
		pos, held := a.held(s, in)
		if !held {
			pos, held = a.holdsRows(s, w)
		}
		if held {
			proof.Obstacle, proof.Pos = Held, pos
			return proof
		}
	}
	if w.obstacle != None {
		proof.Obstacle, proof.Pos = w.obstacle, w.at
		return proof
	}
	if pos, shared := a.shared(all); shared {
		proof.Obstacle, proof.Pos = Shared, pos
		return proof
	}
	w.judge(in, &proof)
	if proof.Obstacle != None {
		return proof
	}
	if !joined {
		proof.Obstacle, proof.Pos = Unjoined, all[0].Node.Pos()
		return proof
	}
	proof.Join = joins[0].pos
	for i, s := range all {
		if pos, stops := a.between(s, joins[i], w); stops {
			proof.Obstacle, proof.Pos = Between, pos
			return proof
		}
	}
	return proof
}

// against reads evidence that the work does not end by itself. That there is little
// of it is no obstacle.
func against(reasons []evidence.Reason) Obstacle {
	for _, r := range reasons {
		switch r {
		case evidence.LongLived, evidence.Waiter, evidence.Connections, evidence.Stops, evidence.Delayed:
			return Lasting
		case evidence.Handed, evidence.Sometimes:
			return Hidden
		}
	}
	return None
}

// loopInSight: what repeats the spawn is a loop of the function, or a function that
// is known to call back and hold nothing meanwhile.
func (a *Analysis) loopInSight(s *sites.Site) bool {
	for _, f := range s.Repeat.Factors {
		if f.Loop != nil {
			continue
		}
		call, ok := f.At.(ssa.CallInstruction)
		if !ok || !a.harmless(call) {
			return false
		}
	}
	return true
}

// standard: fn belongs to the standard library.
func standard(fn *types.Func) bool { return fn.Pkg() == nil || facts.Standard(fn.Pkg()) }

// groupKey identifies the group of a spawn.
func (a *Analysis) groupKey(s *spawns.Spawn) any {
	if s.Group == nil {
		return nil
	}
	return a.p.KeyOf(s.Group, nil)
}
