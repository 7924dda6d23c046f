// Package spawns finds the operations that start work which may outlive the
// statement.
package spawns

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// A Kind is how work is started.
type Kind uint8

const (
	Go        Kind = iota // a go statement
	Group                 // Go of a group or pool that can have a limit
	TryGroup              // as Group, when there is room
	WaitGroup             // Go of what collects work and can have no limit
	Helper                // a function that starts a goroutine for its argument
	Starter               // a function that starts a goroutine of its own
	Process               // exec.Cmd.Start
	Timer                 // time.AfterFunc
)

// A Spawn is one operation that starts work.
type Spawn struct {
	Kind  Kind
	Instr ssa.CallInstruction
	// Callee is the function that starts the work, nil for a go statement.
	Callee *types.Func
	// Group is the value that collects the work: the receiver of Go.
	Group ssa.Value
	// Work are the functions that run, as far as they can be looked into.
	Work []*ssa.Function
	// Named is the function or method that runs, when it is one with a name.
	Named *types.Func
	// Call is the call whose arguments the work gets: that of the go statement.
	Call *ssa.CallCommon
	// Value is the function value handed over, nil for a go statement.
	Value ssa.Value

	// Start is what a fact says of the work of a Starter.
	Start facts.Start
	// Inner is what a Starter does to start its work, when its body can be looked
	// into.
	Inner *Spawn
	// Through is the body of a Starter, when it can be looked into: Call and
	// Value are what stands there.
	Through *ssa.Function
}

// Pooled reports whether a group or pool that can have a limit collects the work.
func (s *Spawn) Pooled() bool { return s.Kind == Group || s.Kind == TryGroup }

// Pos is the position of the go keyword, or of the start of the call.
func (s *Spawn) Pos() token.Pos { return s.Instr.Pos() }

// Find returns the spawns of the functions in p, in source order.
func Find(p *flow.Program, known *facts.Facts) []*Spawn {
	var out []*Spawn
	for _, fn := range p.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(ssa.CallInstruction); ok {
					if s := Of(p, call, known); s != nil {
						out = append(out, s)
					}
				}
			}
		}
	}
	return out
}

// Of returns the spawn that call is, nil if it starts nothing.
func Of(p *flow.Program, call ssa.CallInstruction, known *facts.Facts) *Spawn {
	return of(p, call, known, 0)
}

// maxDepth is how many functions that start something are looked into, each
// called by the one before.
const maxDepth = 3

func of(p *flow.Program, call ssa.CallInstruction, known *facts.Facts, depth int) *Spawn {
	common := call.Common()
	if _, ok := call.(*ssa.Go); ok {
		s := &Spawn{Kind: Go, Instr: call, Call: common}
		s.run(common.Value)
		if common.IsInvoke() {
			s.Named = common.Method
		}
		return s
	}
	if _, ok := call.(*ssa.Call); !ok {
		return nil // deferred: runs once, at the end
	}
	callee := flow.Concrete(common)
	if callee == nil {
		return nil
	}
	row := known.Table.Lookup(callee)
	args := flow.Args(common)
	s := &Spawn{Instr: call, Callee: callee, Group: flow.Receiver(common)}
	switch row.Role {
	case knowledge.Spawn, knowledge.TrySpawn:
		if row.Arg >= len(args) {
			return nil
		}
		switch {
		case row.Pool != knowledge.NoPool && row.Role == knowledge.TrySpawn:
			s.Kind = TryGroup
		case row.Pool != knowledge.NoPool:
			s.Kind = Group
		case s.Group != nil:
			s.Kind = WaitGroup
		case callee.Pkg().Path() == "time":
			s.Kind = Timer
		default:
			s.Kind = Helper
		}
		s.Value = args[row.Arg]
		s.run(s.Value)
		return s
	case knowledge.Start:
		s.Kind = Process
		return s
	case knowledge.Supervise:
		s.Kind, s.Start.Stays = Starter, true
		return s
	case knowledge.None:
	default:
		return nil // the table says what it does
	}
	for i, arg := range args {
		if _, ok := arg.Type().Underlying().(*types.Signature); ok && known.Spawns(callee, i) {
			s.Kind = Helper
			s.Value = arg
			s.run(arg)
			return s
		}
	}
	if start, ok := known.Starts(callee); ok && call.Pos().IsValid() { // not the call of init
		s.Kind, s.Start = Starter, start
		s.lookInto(p, known, depth+1)
		return s
	}
	return nil
}

// lookInto finds the work of a function that starts it, when that function is in
// sight.
func (s *Spawn) lookInto(p *flow.Program, known *facts.Facts, depth int) {
	g := p.FuncOf(s.Callee)
	if g == nil || depth > maxDepth {
		return
	}
	for _, b := range g.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			inner := of(p, call, known, depth)
			if inner == nil || inner.Kind == Starter && inner.Work == nil && inner.Named == nil {
				continue
			}
			s.Work, s.Named, s.Call, s.Value = inner.Work, inner.Named, inner.Call, inner.Value
			if s.Inner = inner; inner.Inner != nil {
				s.Inner = inner.Inner
			}
			if inner.Kind != Starter {
				s.Through = g // one step: what goes further has no names here
			}
			return
		}
	}
}

// run notes what function value v is.
func (s *Spawn) run(v ssa.Value) {
	fns, _ := flow.Functions(v)
	for _, fn := range fns {
		fn = flow.Origin(fn) // an instance has no body of its own
		if strings.HasPrefix(fn.Synthetic, "bound method wrapper") || fn.Synthetic != "" && fn.Blocks != nil && fn.Parent() == nil {
			s.Named = flow.FuncObject(fn)
			continue
		}
		if fn.Blocks != nil {
			s.Work = append(s.Work, fn)
		}
		if obj := flow.FuncObject(fn); obj != nil {
			s.Named = obj
		}
	}
}

// Mentions reports whether a declaration says anything that could start work, often
// enough to matter: a cheap look at the syntax before anything is built.
func Mentions(info *types.Info, decl ast.Node, known *facts.Facts) bool {
	found, starts, often := false, false, false
	ast.Inspect(decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			found = true
		case *ast.ForStmt, *ast.RangeStmt, *ast.FuncLit:
			often = true
		case *ast.FuncDecl:
			often = often || handler(info, n)
		case *ast.CallExpr:
			fn := flow.Called(info, n)
			if fn == nil {
				break
			}
			switch known.Table.Lookup(fn).Role {
			case knowledge.Spawn, knowledge.TrySpawn, knowledge.Start, knowledge.Supervise:
				found = true
			}
			if _, ok := known.Starts(fn); ok {
				starts = true
			}
			recv := fn.Signature().Recv()
			abstract := recv != nil && types.IsInterface(recv.Type())
			for i, arg := range n.Args {
				if t := info.TypeOf(arg); t != nil && !found {
					if _, ok := t.Underlying().(*types.Signature); ok && (abstract || known.Spawns(fn, i)) {
						found = true // of an interface: perhaps a group
					}
				}
			}
		}
		return !found
	})
	return found || starts && often
}

// handler reports whether a server calls a function for each request.
func handler(info *types.Info, decl *ast.FuncDecl) bool {
	fn, ok := info.Defs[decl.Name].(*types.Func)
	if !ok {
		return false
	}
	_, ok = knowledge.Handler(fn.Name(), fn.Signature())
	return ok
}

// Env is the environment of the work: what its parameters are where it is started.
func (s *Spawn) Env() flow.Env {
	if s.Through != nil && s.Call == nil {
		return flow.EnvOf(s.Instr.Common(), s.Through)
	}
	if s.Call == nil || s.Call.IsInvoke() {
		return nil
	}
	e := flow.Env{}
	for _, fn := range s.Work {
		e = e.With(flow.EnvOf(s.Call, fn))
	}
	if s.Through != nil {
		e = e.With(flow.EnvOf(s.Instr.Common(), s.Through))
	}
	return e
}
