// Package repeats says how often one activation of a function reaches an
// instruction, and where that number comes from.
package repeats

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
)

// A Class is how often something happens. A later class wins where several
// apply, so nested loops have the class of the largest.
type Class uint8

const (
	Once       Class = iota // at most once
	Constant                // a number written in the code
	Processors              // the number of processors
	Configured              // a number somebody chose: a count, not a length
	Unknown                 // the analysis cannot see it
	Data                    // as often as there is data
	Forever                 // until something outside stops it
)

var classNames = [...]string{"once", "constant", "processors", "configured", "unknown", "data", "forever"}

func (c Class) String() string { return classNames[c] }

// Unbounded reports whether nothing in the program limits the number.
func (c Class) Unbounded() bool { return c >= Data }

// A Kind is where a number that follows the data comes from.
type Kind uint8

const (
	NoOrigin  Kind = iota
	Parameter      // a parameter: the caller's data
	Variadic       // a variadic parameter: mostly written out by callers
	Field          // a field of a struct
	Variable       // a package variable
	Result         // the result of a call
	Listing        // the result of a call that can fail: a query, a folder, a remote list
	Arguments      // the arguments of a command
	Stream         // rows, lines or records read until there are no more
	Channel        // messages received from a channel
	Iterator       // an iterator or callback of unknown length
	Text           // the runes or pieces of a string
	Queue          // work that is consumed while it grows
	Accept         // connections
	Event          // a timer or a signal without data
	Endless        // a loop without a condition
	Local          // a value built in this function
	Recursion      // a function that starts itself
	Decoded        // a value that another function fills through a pointer
	Request        // requests, one call of a handler each
	Delivery       // messages of a broker, one call of a handler each
	Callback       // calls of a function that is handed over, out of sight
)

var kindNames = [...]string{"", "parameter", "variadic parameter", "field", "package variable", "result",
	"listing", "command arguments", "stream", "channel", "iterator", "text", "queue", "connections", "event",
	"endless loop", "local value", "recursion", "decoded value", "request", "delivery", "calls of a callback"}

func (k Kind) String() string { return kindNames[k] }

// An Origin is where the data of a repeat comes from.
type Origin struct {
	Kind Kind
	// Var is the parameter, field or variable, if there is one.
	Var *types.Var
	// Func is the function whose result it is, if it is known.
	Func *types.Func
	// Value is the container or count in SSA form.
	Value ssa.Value
	// From is where this origin itself gets its data, if that could be seen:
	// the argument behind a parameter, the loop that fills a slice.
	From *Origin
}

// Root follows From to the last origin known.
func (o *Origin) Root() *Origin {
	for range 8 {
		if o == nil || o.From == nil {
			break
		}
		o = o.From
	}
	return o
}

// Is reports whether o or an origin behind it is of the given kind.
func (o *Origin) Is(kind Kind) bool {
	for range 8 {
		if o == nil {
			return false
		}
		if o.Kind == kind {
			return true
		}
		o = o.From
	}
	return false
}

// A Size is a class with its origin.
type Size struct {
	Class  Class
	Origin *Origin
	// Callers is the function whose callers all limit it, when that is what
	// bounds it.
	Callers *ssa.Function
}

func largest(a, b Size) Size {
	if b.Class > a.Class {
		return b
	}
	return a
}

// A Factor is one thing that makes an instruction run more than once.
type Factor struct {
	Size
	// Loop is the loop, nil when the factor is a callback.
	Loop *flow.Loop
	// Func is the function the loop stands in, or the callback.
	Func *ssa.Function
	// Stmt is the loop statement, nil for a goto or a callback.
	Stmt ast.Stmt
	// Subject is the expression the loop ranges over, nil if there is none.
	Subject ast.Expr
	// Counted is set when the loop counts to a number instead of going over a
	// container: Subject is then the number.
	Counted bool
	// Spends is set when every turn takes something from a list and the loop ends
	// when it is empty: loops around it do not make that more.
	Spends bool
	// Pos is where the loop or the call that takes the callback stands.
	Pos token.Pos
	// At is the instruction that the factor repeats: the one asked for, or the
	// call of the closure that it stands in.
	At ssa.Instruction
}

// A Repeat is how often one activation of a declared function, or of the work of
// another spawn, reaches an instruction.
type Repeat struct {
	// Factors are the loops around the instruction, innermost first.
	Factors []Factor
	// Spawned is the function that is itself the work of a spawn and ends the
	// walk outwards; nil when a declared function does.
	Spawned *ssa.Function
	// By is the instruction that spawns it.
	By ssa.Instruction
	// Single is set when the instruction runs at most once in the life of the
	// program, or of the object that it belongs to.
	Single bool
	// Escapes is set when the instruction stands in a function value that other
	// code may call any number of times.
	Escapes bool
}

// Largest returns the factor with the largest class, the innermost of equals.
func (r Repeat) Largest() Factor {
	var best Factor
	for _, f := range r.Factors {
		if f.Class > best.Class {
			best = f
		}
	}
	return best
}

// Spends reports whether the innermost loops use up a list of their own.
func (r Repeat) Spends() bool {
	for _, f := range r.Factors {
		if f.Spends || f.Class.Unbounded() {
			return f.Spends
		}
	}
	return false
}

// Unbounded returns the innermost factor that nothing limits.
func (r Repeat) Unbounded() (Factor, bool) {
	for _, f := range r.Factors {
		if f.Spends {
			return Factor{}, false
		}
		if f.Class.Unbounded() {
			return f, true
		}
	}
	return Factor{}, false
}

// An Analysis answers questions about one package.
type Analysis struct {
	P *flow.Program
	// Wraps reports whether a function starts the goroutine itself when it is
	// given its argument arg: a spawning helper.
	Wraps func(callee *types.Func, arg int) bool
	// Sized returns the class of what a function returns or a package variable
	// holds, when it does not follow the data.
	Sized func(obj types.Object) (Class, bool)
	// Bounded reports whether somebody has said that what an object holds is
	// bounded.
	Bounded func(obj types.Object) bool

	loops    map[*flow.Loop]Factor
	contexts map[*ssa.Function]Repeat
}

// New returns an analysis of p.
func New(p *flow.Program) *Analysis {
	return &Analysis{P: p, loops: map[*flow.Loop]Factor{}}
}
