package rewrite

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"strconv"

	"golang.org/x/tools/go/analysis"
)

// A Need says what a limit is for.
type Need struct {
	// Option is the expression that the user gave; empty means none.
	Option string
	// Downstream is a limit that the code already has behind the work.
	Downstream *Downstream
	// Pure: the work computes only, and more of it than processors is of no use.
	Pure bool
	// Nth tells the limits of one declaration apart.
	Nth int
}

// A Downstream is a limit behind the work: of a database pool, of a semaphore.
type Downstream struct {
	// Const is the constant that names it, nil if it is a number.
	Const *types.Const
	N     int64
	// What is how the code says it, such as SetMaxOpenConns(20).
	What string
}

// A Limit is an expression, and what it needs to be declared before.
type Limit struct {
	Expr  string
	Lines []string
	Edits []analysis.TextEdit
	// Text is the limit for a message.
	Text string
}

const (
	// limitName is the constant that a rewrite declares, or finds.
	limitName = "maxInFlight"
	// usualLimit is its value where nothing says what the slow end takes: small enough
	// for the connection pools that services come with, and enough to hide latency.
	usualLimit = 16
)

// Limit returns the limit to use at pos. It fails when the expression of the user means
// nothing there.
func (f *File) Limit(need Need, pos token.Pos) (Limit, bool) {
	switch d := need.Downstream; {
	case d != nil && d.Const != nil && f.Lookup(d.Const.Name(), pos) == d.Const:
		return Limit{Expr: toInt(d.Const), Text: d.What}, true
	case d != nil:
		return f.declared(d.N, "as many as "+d.What+" lets through", need.Nth, pos), true
	case need.Option != "":
		return f.option(need, pos)
	case need.Pure:
		return f.processors("GOMAXPROCS(0)", pos)
	}
	return f.declared(usualLimit, "set it from what the slow end takes, such as its connections", need.Nth, pos), true
}

// declared is a limit by a named constant: the one that is there, or a new one.
func (f *File) declared(n int64, why string, nth int, pos token.Pos) Limit {
	if c, ok := f.positive(limitName, pos); ok {
		return Limit{Expr: toInt(c), Text: limitName}
	}
	name := f.Fresh(limitName, pos, nth)
	number := strconv.FormatInt(n, 10)
	return Limit{Expr: name, Text: number, Lines: []string{"// " + name + " is how many run at once: " + why + ".", "const " + name + " = " + number}}
}

func (f *File) processors(call string, pos token.Pos) (Limit, bool) {
	qualifier, edits, ok := f.Qualifier("runtime", "GOMAXPROCS", pos)
	return Limit{Expr: qualifier + call, Edits: edits, Text: "the number of processors"}, ok
}

// option is the limit that the user asked for.
func (f *File) option(need Need, pos token.Pos) (Limit, bool) {
	expr, err := parser.ParseExpr(need.Option)
	if err != nil {
		return Limit{}, false
	}
	if lit, ok := expr.(*ast.BasicLit); ok {
		n, err := strconv.ParseInt(lit.Value, 0, 32)
		return f.declared(n, "as -limit says", need.Nth, pos), err == nil && n > 0
	}
	switch need.Option {
	case "runtime.GOMAXPROCS(0)":
		return f.processors("GOMAXPROCS(0)", pos)
	case "runtime.NumCPU()":
		return f.processors("NumCPU()", pos)
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	if err := types.CheckExpr(f.pass.Fset, f.pass.Pkg, pos, expr, info); err != nil {
		return Limit{}, false
	}
	tv := info.Types[expr]
	b, ok := tv.Type.Underlying().(*types.Basic)
	if !ok || !tv.IsValue() || b.Info()&types.IsInteger == 0 || tv.Value != nil && constant.Sign(tv.Value) <= 0 {
		return Limit{}, false
	}
	text := types.ExprString(expr)
	if b.Kind() != types.Int && b.Kind() != types.UntypedInt || types.Unalias(tv.Type) != b {
		if !f.Builtin("int", pos) {
			return Limit{}, false
		}
		text = "int(" + text + ")"
	}
	if tv.Value == nil && !(f.Builtin("max", pos) && positiveMax(expr, info)) {
		// With no place at all everything would wait for ever.
		if !f.AtLeast("go1.21") || !f.Builtin("max", pos) {
			return Limit{}, false
		}
		text = "max(1, " + text + ")"
	}
	return Limit{Expr: text, Text: types.ExprString(expr)}, true
}

// positiveMax: e is max(..., n, ...) of a positive number n.
func positiveMax(e ast.Expr, info *types.Info) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	if id, ok := call.Fun.(*ast.Ident); !ok || id.Name != "max" {
		return false
	}
	for _, arg := range call.Args {
		if v := info.Types[arg].Value; v != nil && v.Kind() == constant.Int && constant.Sign(v) > 0 {
			return true
		}
	}
	return false
}

// toInt is how a constant is written where an int is wanted.
func toInt(c *types.Const) string {
	if b, ok := types.Unalias(c.Type()).(*types.Basic); ok && (b.Kind() == types.Int || b.Kind() == types.UntypedInt) {
		return c.Name()
	}
	return "int(" + c.Name() + ")"
}
