// Package effects says what a piece of code does with channels, semaphores, locks,
// groups and conditions.
//
// Each of those is an object with an identity: the place where it was made, or the
// variable, field or parameter that holds it (see flow.Program.KeyOf). Functions of
// the same package that the code calls count as its own code, and so do literals that
// it hands on; what functions of other packages do is taken from the table of
// libraries and from facts. A goroutine that the code starts is not its own: what that
// one sends, gives back or unlocks happens at another time.
//
// The rooms that ask compare two pieces: a semaphore is what the spawner sends on and
// the work receives from.
package effects

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
)

// An Act is something that is done to an object.
type Act uint8

const (
	Makes         Act = iota // makes the channel: it is the code's own
	Sends                    // sends on the channel
	Receives                 // receives from the channel
	ReceivesAside            // a goroutine that the code starts receives from the channel, or gives back to the semaphore
	Closes                   // closes the channel
	Takes                    // sends or receives once and for as long as it takes, as who takes a token does
	Acquires                 // acquires the semaphore inside a limiter of another package
	Releases                 // gives back to the semaphore
	Locks                    // locks the mutex, or tries to
	Unlocks                  // unlocks the mutex
	Submits                  // adds to the group, one that can have a limit
	Finishes                 // tells the group that a piece of its work is done
	Joins                    // waits for the group
	Awaits                   // waits for the condition
	Signals                  // signals the condition
	Calls                    // calls a method of the object, or a function that gets it first
	Invokes                  // calls the function that the call, the object here, returned

	actCount
)

// Effects is what a piece of code does.
type Effects struct {
	p     *flow.Program
	acts  [actCount]objects
	calls map[any][]*types.Func
	// early are channels that the code sends on or closes with work still to do.
	early    map[any]bool
	channels map[any]channel

	// Acquire is where a semaphore of a library is first acquired.
	Acquire token.Pos
	// Acks: a broker is told that a message is done.
	Acks bool
	// Counts: a number is changed and compared.
	Counts bool
	// Polls: a loop goes round until such a number is small enough.
	Polls bool
	// Tries: something is attempted that only some succeed with.
	Tries bool
}

// objects are what one act is done to, in the order of the code.
type objects struct {
	order []any
	at    map[any]token.Pos
}

// A channel is what is known of a channel from where it is used.
type channel struct {
	// token: what it carries says nothing.
	token bool
	// value is the channel in SSA form, nil when a fact alone speaks of it.
	value ssa.Value
}

func newEffects(p *flow.Program) *Effects {
	return &Effects{p: p, calls: map[any][]*types.Func{}, early: map[any]bool{}, channels: map[any]channel{}}
}

// note adds an act, and where it is done. What has no identity is left out.
func (e *Effects) note(act Act, object any, pos token.Pos) {
	if object == nil {
		return
	}
	o := &e.acts[act]
	if _, ok := o.at[object]; !ok {
		o.order = append(o.order, object)
	}
	if o.at == nil {
		o.at = map[any]token.Pos{}
	}
	o.at[object] = pos
}

// Does reports whether the code does act to object.
func (e *Effects) Does(act Act, object any) bool {
	_, ok := e.acts[act].at[object]
	return ok
}

// Objects returns what the code does act to, in the order of the code.
func (e *Effects) Objects(act Act) []any { return e.acts[act].order }

// At is where the code does act to object: where it first takes a token, and where it
// last does anything else.
func (e *Effects) At(act Act, object any) token.Pos { return e.acts[act].at[object] }

// Called returns the methods that the code calls on object, and the functions that get
// it first, in the order of the code.
func (e *Effects) Called(object any) []*types.Func { return e.calls[object] }

// called notes that the code calls fn on object.
func (e *Effects) called(fn *types.Func, object any, pos token.Pos) {
	e.note(Calls, object, pos)
	if object != nil && !slices.Contains(e.calls[object], fn.Origin()) {
		e.calls[object] = append(e.calls[object], fn.Origin())
	}
}

// Ends reports whether what arrives on the channel says that the code is done.
func (e *Effects) Ends(object any) bool {
	return (e.Does(Sends, object) || e.Does(Closes, object)) && !e.early[object]
}
