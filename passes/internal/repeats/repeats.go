// Package repeats says how often one activation of a function reaches an
// instruction, and where that number comes from.
package repeats

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
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
)

var kindNames = [...]string{"", "parameter", "variadic parameter", "field", "package variable", "result",
	"listing", "command arguments", "stream", "channel", "iterator", "text", "queue", "connections", "event",
	"endless loop", "local value", "recursion", "decoded value", "request"}

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

// Unbounded returns the innermost factor that nothing limits.
func (r Repeat) Unbounded() (Factor, bool) {
	for _, f := range r.Factors {
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
	// Literal reports whether a package variable is only ever set to a literal.
	Literal func(v *types.Var) bool
	// Bounded reports whether somebody has said that what an object holds is
	// bounded.
	Bounded func(obj types.Object) bool

	loops map[*flow.Loop]Factor
}

// New returns an analysis of p.
func New(p *flow.Program) *Analysis {
	return &Analysis{P: p, loops: map[*flow.Loop]Factor{}}
}

// Of returns how often instr is reached.
func (a *Analysis) Of(instr ssa.Instruction) Repeat {
	return a.of(instr, 0)
}

func (a *Analysis) of(instr ssa.Instruction, depth int) Repeat {
	var r Repeat
	fn := instr.Parent()
	for l := a.P.Loops(fn).Of(instr); l != nil; l = l.Parent {
		f := a.Classify(l)
		f.At = instr
		if f.Class == Forever {
			f.Origin = a.trigger(l, instr, f.Origin)
		}
		r.Factors = append(r.Factors, f)
	}
	if fn.Parent() == nil || depth > 8 {
		return r
	}
	// Have: fn is a literal, and runs when and as often as its value is called.
	outer := a.context(fn, depth)
	r.Factors = append(r.Factors, outer.Factors...)
	r.Spawned, r.By = outer.Spawned, outer.By
	r.Escapes = outer.Escapes
	return r
}

// context returns how often a literal runs in one activation of the function it
// stands in.
func (a *Analysis) context(fn *ssa.Function, depth int) Repeat {
	var best Repeat
	first := true
	consider := func(r Repeat) {
		if first || r.Largest().Class > best.Largest().Class || best.Escapes && !r.Escapes {
			best = r
		}
		first = false
	}
	for _, use := range Uses(fn) {
		call, ok := use.Instr.(ssa.CallInstruction)
		if !ok {
			consider(Repeat{Escapes: true})
			continue
		}
		if _, spawns := use.Instr.(*ssa.Go); spawns && use.Arg < 0 {
			consider(Repeat{Spawned: fn, By: use.Instr})
			continue
		}
		if use.Arg < 0 {
			consider(a.of(use.Instr, depth+1))
			continue
		}
		consider(a.callback(fn, call, use.Arg, depth))
	}
	return best
}

// callback returns how often fn runs when it is argument arg of call.
func (a *Analysis) callback(fn *ssa.Function, call ssa.CallInstruction, arg int, depth int) Repeat {
	common := call.Common()
	if fn.Synthetic == "range-over-func yield" {
		r := a.of(call, depth+1)
		if stmt, ok := fn.Syntax().(*ast.RangeStmt); ok {
			size := a.iterator(common.Value)
			f := Factor{Size: size, Func: fn, Stmt: stmt, Subject: stmt.X, Pos: stmt.Pos(), At: call}
			if leavesAfterOne(fn) {
				f.Size = Size{Class: Once}
			}
			r.Factors = append([]Factor{f}, r.Factors...)
		}
		return r
	}
	callee := flow.Callee(common)
	if callee == nil && isIterator(common.Signature()) {
		r := a.of(call, depth+1)
		f := Factor{Size: a.iterator(common.Value), Func: fn, Pos: call.Pos(), At: call}
		r.Factors = append([]Factor{f}, r.Factors...)
		return r
	}
	row := knowledge.Lookup(callee)
	switch row.Role {
	case knowledge.Spawn, knowledge.TrySpawn:
		if row.Arg == arg {
			return Repeat{Spawned: fn, By: call}
		}
	case knowledge.Once:
		return Repeat{Factors: []Factor{{Size: Size{Class: Once}, Func: fn, Pos: call.Pos(), At: call}}}
	case knowledge.Iterate:
		if row.Arg == arg {
			r := a.of(call, depth+1)
			f := Factor{Size: Size{Class: Data, Origin: &Origin{Kind: Iterator, Func: callee}}, Func: fn, Pos: call.Pos(), At: call}
			if callee.Name() == "WalkDir" || callee.Name() == "Walk" {
				f.Origin.Kind = Listing
			}
			r.Factors = append([]Factor{f}, r.Factors...)
			return r
		}
	}
	if a.Wraps != nil && callee != nil && a.Wraps(callee, arg) {
		return Repeat{Spawned: fn, By: call}
	}
	// A function of this package shows what it does with its parameter.
	if g := a.P.FuncOf(callee); g != nil && depth < 4 {
		index := arg
		if g.Signature.Recv() != nil {
			index++
		}
		if index < len(g.Params) {
			var inner Repeat
			found := false
			for _, ref := range *g.Params[index].Referrers() {
				c, ok := ref.(ssa.CallInstruction)
				if !ok || c.Common().Value != g.Params[index] {
					continue
				}
				if _, spawns := ref.(*ssa.Go); spawns {
					return Repeat{Spawned: fn, By: call}
				}
				if r := a.of(c, depth+2); !found || r.Largest().Class > inner.Largest().Class {
					inner = r
				}
				found = true
			}
			if found {
				r := a.of(call, depth+1)
				r.Factors = append(inner.Factors, r.Factors...)
				return r
			}
		}
	}
	return Repeat{Escapes: true}
}

// isIterator: the signature of iter.Seq and iter.Seq2.
func isIterator(sig *types.Signature) bool {
	if sig.Params().Len() != 1 || sig.Results().Len() != 0 {
		return false
	}
	yield, ok := sig.Params().At(0).Type().Underlying().(*types.Signature)
	if !ok || yield.Results().Len() != 1 {
		return false
	}
	b, ok := yield.Results().At(0).Type().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Bool
}

// leavesAfterOne reports whether the body of a range over a function always ends
// the iteration: every return of the yield function is false.
func leavesAfterOne(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		if len(b.Instrs) == 0 {
			continue
		}
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || len(ret.Results) != 1 {
			continue
		}
		c, ok := ret.Results[0].(*ssa.Const)
		if !ok || c.Value == nil || c.Value.String() != "false" {
			return false
		}
	}
	return true
}

// A Use is one use of a function value: called (Arg < 0), an argument of a call,
// or, when Instr is not a call, anything else.
type Use struct {
	Instr ssa.Instruction
	Arg   int
}

// Uses returns the uses of the value of a literal, through the local variables
// that hold it.
func Uses(fn *ssa.Function) []Use {
	var out []Use
	seen := map[ssa.Value]bool{}
	var follow func(v ssa.Value)
	one := func(v ssa.Value, ref ssa.Instruction) {
		switch ref := ref.(type) {
		case ssa.CallInstruction:
			common := ref.Common()
			if common.Value == v {
				out = append(out, Use{ref, -1})
			}
			for i, arg := range flow.Args(common) {
				if arg == v {
					out = append(out, Use{ref, i})
				}
			}
		case *ssa.MakeClosure:
			if ref.Fn == v {
				follow(ref)
				return
			}
			for i, b := range ref.Bindings {
				if b == v {
					follow(ref.Fn.(*ssa.Function).FreeVars[i])
				}
			}
		case *ssa.Store:
			if cell := flow.Cell(ref.Addr); cell != nil && ref.Val == v {
				for _, load := range loads(cell) {
					follow(load)
				}
				return
			}
			out = append(out, Use{ref, -1})
		case *ssa.ChangeType:
			follow(ref)
		case *ssa.Phi:
			follow(ref)
		case *ssa.DebugRef:
		default:
			out = append(out, Use{ref, -1})
		}
	}
	follow = func(v ssa.Value) {
		if seen[v] {
			return
		}
		seen[v] = true
		if refs := v.Referrers(); refs != nil {
			for _, ref := range *refs {
				one(v, ref)
			}
		}
	}
	if fn.Parent() == nil {
		return nil
	}
	if len(fn.FreeVars) > 0 {
		for _, mc := range flow.Closures(fn) {
			follow(mc)
		}
		return out
	}
	// A literal that captures nothing is a plain operand.
	for _, b := range fn.Parent().Blocks {
		for _, instr := range b.Instrs {
			for _, op := range instr.Operands(nil) {
				if *op == fn {
					one(fn, instr)
					break
				}
			}
		}
	}
	return out
}

// loads returns the reads of a local variable, those in closures too.
func loads(cell *ssa.Alloc) []ssa.Value {
	var out []ssa.Value
	seen := map[ssa.Value]bool{}
	var walk func(addr ssa.Value)
	walk = func(addr ssa.Value) {
		if seen[addr] || addr.Referrers() == nil {
			return
		}
		seen[addr] = true
		for _, ref := range *addr.Referrers() {
			switch ref := ref.(type) {
			case *ssa.UnOp:
				if ref.Op == token.MUL {
					out = append(out, ref)
				}
			case *ssa.MakeClosure:
				for i, b := range ref.Bindings {
					if b == addr {
						walk(ref.Fn.(*ssa.Function).FreeVars[i])
					}
				}
			}
		}
	}
	walk(cell)
	return out
}
