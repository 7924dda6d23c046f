package channels

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// An op is what a node does.
type op uint8

const (
	opChoice op = iota // goes on at any of next; without ops of its own
	opSend             // on obj
	opRecv             // from obj: next[0] with a message, next[1] when it is closed
	opClose
	opSelect
	opSpawn // starts thread
	opAdd   // n to the counter obj
	opTake  // one more in the counter obj, when it has room
	opGive  // one less in the counter obj
	opTry   // as opTake: next[0] when there was room, next[1] when not
	opWait  // for the counter obj to be zero
	opExit  // the function, or the work, returns
	opStop  // the program ends, or panics
)

// A node is a point of a function or of the work that it starts where it meets others.
// Functions of this package that are called are part of their callers.
type node struct {
	id    int
	op    op
	obj   int
	n     int
	next  []*node
	arms  []arm
	tries bool // of a select: it has a default, which is the last of next

	thread *node // of a spawn
	pos    token.Pos
	instr  ssa.Instruction

	// test is the branch of a choice. opaque: which way it goes hangs together with
	// what else happens, so that ways through it prove nothing.
	test   *ssa.If
	opaque bool

	points []*node // the ops that come next
	solved bool
	class  string // the same for nodes from which the same can happen
}

// An arm is one case of a select.
type arm struct {
	send bool
	obj  int // foreign: a channel that is not looked at, and can be ready at any time
	next []*node
	pos  token.Pos
}

const foreign = -1

// A model is a function and the work that it starts, as they meet over the channels,
// groups and semaphores that it makes.
type model struct {
	*Analysis
	fn    *ssa.Function
	sizes *sizes
	// entered are the calls whose functions are a part of the model.
	entered map[ssa.Instruction]bool
	objects []object
	start   *node
	nodes   []*node
	// threads is how many pieces of work are looked at at once.
	threads int
}
