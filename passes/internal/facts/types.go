package facts

import (
	"fmt"
	"strings"
)

// spawning: a call starts a goroutine for each of these arguments, without
// waiting before or after.
type spawning struct{ Args []int }

// starting: each call starts a goroutine of its own, and returns.
type starting struct{ Start Start }

// A Start is what can be said of a goroutine that a function starts.
type Start struct {
	// Tells: it says when it is done, to a WaitGroup, group or channel that
	// outlives the call.
	Tells bool
	// Stays: it goes round, or waits for something, or what it does cannot be
	// seen: it may live as long as the object that it belongs to.
	Stays bool
	// Maybe: not on every way. Such a fact is not handed to other packages, which
	// could not see what decides.
	Maybe bool
}

// waiting: a call may wait for a channel, a condition or a semaphore.
type waiting struct{}

// holding: what a call does with tokens that are not its own.
type holding struct{ Ops []Op }

// An Op is one thing that a call does with a channel of tokens or a semaphore.
type Op struct {
	Kind OpKind
	// On is the parameter that holds the object, -1 for the receiver and -2 for
	// a variable of the package.
	On int
	// Name is the path of fields from there, or the name of the variable.
	Name string
}

// An OpKind says what is done.
type OpKind uint8

const (
	Sends OpKind = iota
	Receives
	Acquires
	Releases
)

// trying: a call notes something in its receiver, and says whether it could.
type trying struct{}

// grouping: the result is a group that the function makes.
type grouping struct{ Limited bool }

// limiting: a call sets a limit on the groups that are these arguments.
type limiting struct{ Args []int }

// limited: the group or pool that a field or variable holds is given a limit
// where it is declared.
type limited struct{}

// sized: the result of a function, or what a variable holds, is no larger than
// something that the data does not change.
type sized struct{ Size Size }

// A Size says what bounds a value.
type Size uint8

const (
	// Constant: a number or literal written in the code.
	Constant Size = iota + 1
	// Processors: the number of processors.
	Processors
)

// bounded: a directive where the object is declared says so.
type bounded struct{ Why string }

func (*spawning) AFact() {}
func (*starting) AFact() {}
func (*waiting) AFact()  {}
func (*holding) AFact()  {}
func (*trying) AFact()   {}
func (*grouping) AFact() {}
func (*limiting) AFact() {}
func (*limited) AFact()  {}
func (*sized) AFact()    {}
func (*bounded) AFact()  {}

func (f *spawning) String() string { return "spawns(" + numbers(f.Args) + ")" }
func (f *starting) String() string {
	text := "starts"
	if f.Start.Tells {
		text += " and tells"
	}
	if f.Start.Stays {
		text += " and stays"
	}
	if f.Start.Maybe {
		text += ", maybe"
	}
	return text
}
func (*waiting) String() string { return "waits" }
func (f *holding) String() string {
	var ops []string
	for _, op := range f.Ops {
		ops = append(ops, op.String())
	}
	return strings.Join(ops, ", ")
}
func (*trying) String() string { return "tries" }
func (f *grouping) String() string {
	if f.Limited {
		return "returns a limited group"
	}
	return "returns a group without a limit"
}
func (f *limiting) String() string { return "limits(" + numbers(f.Args) + ")" }
func (*limited) String() string    { return "limited" }
func (f *sized) String() string {
	if f.Size == Processors {
		return "as large as the processors"
	}
	return "of constant size"
}
func (f *bounded) String() string { return "bounded(" + f.Why + ")" }

var opNames = [...]string{"sends to", "receives from", "acquires", "releases"}

func (op Op) String() string { return fmt.Sprintf("%s %d %s", opNames[op.Kind], op.On, op.Name) }

func numbers(args []int) string {
	text := make([]string, len(args))
	for i, a := range args {
		text[i] = fmt.Sprint(a)
	}
	return strings.Join(text, ",")
}
