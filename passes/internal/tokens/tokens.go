// Package tokens answers which semaphores a package has, who takes tokens from them and
// gives them back where, and what each way out of a function keeps.
//
// A semaphore is what the table of library functions knows as one, or a channel that is used
// as one: values that say nothing are sent before and
// received after, or the other way round where the channel is filled when it is made.
package tokens

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/repeats"
)

// An Analysis finds the semaphores of one package, and what is wrong with their use.
type Analysis struct {
	P       *flow.Program
	Facts   *facts.Facts
	Repeats *repeats.Analysis

	uses map[any]*uses
	// busy are the functions that have to do with any semaphore, themselves or through what
	// they call.
	busy map[*ssa.Function]bool
	// work are the functions that run as work of their own, once they were asked for.
	work map[*ssa.Function]bool
	// inverse are the semaphores that are taken from by receiving.
	inverse map[any]bool
}

// New returns the analysis of p.
func New(p *flow.Program, known *facts.Facts, r *repeats.Analysis) *Analysis {
	a := &Analysis{P: p, Facts: known, Repeats: r, inverse: map[any]bool{}}
	a.collect()
	return a
}

// A Kind says what is wrong.
type Kind uint8

const (
	Leak    Kind = iota // a way out, or to the next turn, keeps the token
	Panics              // a panic that the function recovers from keeps it
	Twice               // it is given back twice on one way
	Untaken             // it is given back on a way that did not take it
	Early               // it is given back with work still to do
	Ignored             // whether it was taken is not looked at
	Cause               // the context of a group makes Acquire hide the error of the group
	Zero                // nothing can ever be taken
	Client              // a client says how many there are
)

var kindNames = [...]string{"leak", "panics", "twice", "untaken", "early", "ignored", "cause", "zero", "client"}

func (k Kind) String() string { return kindNames[k] }

// A Fault is one thing that is wrong with a semaphore.
type Fault struct {
	Kind Kind
	// Pos is the operation that the fault is about: where the token is taken; of a Client
	// or Zero where the semaphore is made.
	Pos token.Pos
	// At is the other place: the return that keeps the token, the second release.
	At token.Pos
	// First is a third place where there is one: the first of two releases.
	First token.Pos
	// Turn: the way that keeps the token leads to the next turn of a loop.
	Turn bool
	// Work: the token was taken for this work by who started it.
	Work bool
	// Seen: the semaphore is not one that a caller hands over.
	Seen bool
	// Call is the call of an Ignored or Cause fault, or the one that made the semaphore of a
	// Zero or Client fault; nil for a channel.
	Call *ssa.Call
	// From is the function that a client's number comes through, nil if it is read from a
	// message.
	From *types.Func
	// Group is the group of a Cause fault.
	Group ssa.Value
	// Explicit are the releases of a Leak or Panics fault, if all stand in the code of the
	// function itself and none is deferred.
	Explicit []ssa.Instruction
	// Func is the function that the fault is in.
	Func *ssa.Function
}

// Faults returns what is wrong, in source order.
func (a *Analysis) Faults() []Fault {
	var out []Fault
	for _, key := range a.keys() {
		out = append(out, a.misused(key)...)
	}
	out = append(out, a.results()...)
	out = append(out, a.capacities()...)
	return sorted(out)
}
