package gates

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/repeats"
)

// A Kind is a way to bound work.
type Kind uint8

const (
	None       Kind = iota
	Semaphore       // a token is taken before the spawn and given back by the work
	Limiter         // a limiter of the program's own, taken before the spawn
	GroupLimit      // the group has a limit
	Join            // the iteration waits for the work it started
	StateFlag       // at most one at a time: started only while a flag is not set
	Counter         // started only while a count is below a limit
	Worker          // the work is a worker that takes its tasks from a channel
	Owner           // the group belongs to somebody else: a parameter, another package
	Unseen          // something that may wait is called before the spawn, out of sight
	Listener        // the listener has only so many connections open
	Refusal         // the work ends at once when other work is at it
	Prefetch        // the broker hands out only so many messages that are not acknowledged
)

var kindNames = [...]string{"none", "semaphore before the spawn", "limiter before the spawn", "group limit",
	"join in the iteration", "state flag", "counter guard", "worker on a shared channel",
	"group owned elsewhere", "a call that may wait, out of sight", "listener limit", "an attempt at the start of the work", "prefetch limit"}

func (k Kind) String() string { return kindNames[k] }

// A Fake is something that looks like a gate and bounds nothing.
type Fake uint8

const (
	NoFake      Fake = iota
	Inside           // acquired inside the spawned work
	DataSized        // the capacity or limit is the length of the same data
	Lifted           // a limit that stands for none: SetLimit(-1)
	ZeroLimit        // SetLimit(0)
	LateLimit        // SetLimit after the first Go
	GivenBack        // the token is given back by the spawner, or at once
	NotEachTime      // the acquire does not come before every spawn
	RateOnly         // a rate limiter
)

var fakeNames = [...]string{"", "acquired inside the work", "as large as the data", "a limit that means none", "zero limit",
	"limit set after the first spawn", "token given back at once", "not acquired before every spawn", "rate limiter"}

func (f Fake) String() string { return fakeNames[f] }

// A Verdict says what bounds a spawn.
type Verdict struct {
	Gate Kind
	// K is how many may be in flight, as far as it could be traced.
	K repeats.Size
	// KValue is the limit in SSA form, nil if there is none.
	KValue ssa.Value
	// Pos is where the gate stands.
	Pos token.Pos

	Fake    Fake
	FakePos token.Pos
	// FakeCall is the call of a limit that stands for none.
	FakeCall *ssa.CallCommon

	// Limited is where the limit of the group is set, also when the spawn is
	// reached only once.
	Limited token.Pos
	// Nested is where the work of a group that has a limit, or is to get one,
	// adds to the same group: with a limit all of it can wait for a place at once.
	Nested token.Pos
}
