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
	Group                 // errgroup.Group.Go
	TryGroup              // errgroup.Group.TryGo
	WaitGroup             // sync.WaitGroup.Go
	Helper                // a function that starts a goroutine for its argument
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
}

// Pos is the position of the go keyword, or of the start of the call.
func (s *Spawn) Pos() token.Pos { return s.Instr.Pos() }

// Find returns the spawns of the functions in p, in source order.
func Find(p *flow.Program, known *facts.Facts) []*Spawn {
	var out []*Spawn
	for _, fn := range p.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(ssa.CallInstruction); ok {
					if s := Of(call, known); s != nil {
						out = append(out, s)
					}
				}
			}
		}
	}
	return out
}

// Of returns the spawn that call is, nil if it starts nothing.
func Of(call ssa.CallInstruction, known *facts.Facts) *Spawn {
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
	callee := flow.Callee(common)
	row := known.Table.Lookup(callee)
	args := flow.Args(common)
	s := &Spawn{Instr: call, Callee: callee, Group: flow.Receiver(common)}
	switch {
	case (row.Role == knowledge.Spawn || row.Role == knowledge.TrySpawn) && row.Arg < len(args):
		switch {
		case row.Role == knowledge.TrySpawn:
			s.Kind = TryGroup
		case knowledge.PackagePath(callee.Pkg()) == "sync":
			s.Kind = WaitGroup
		default:
			s.Kind = Group
		}
		s.Value = args[row.Arg]
		s.run(s.Value)
		return s
	case callee != nil:
		for i, arg := range args {
			if _, ok := arg.Type().Underlying().(*types.Signature); ok && known.Spawns(callee, i) {
				s.Kind = Helper
				s.Value = arg
				s.run(arg)
				return s
			}
		}
	}
	return nil
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

// Mentions reports whether a file says anything that could start work: a cheap
// look at the syntax before anything is built.
func Mentions(info *types.Info, decl ast.Node, known *facts.Facts) bool {
	found := false
	ast.Inspect(decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			found = true
		case *ast.CallExpr:
			fn := flow.Called(info, n)
			if fn == nil {
				break
			}
			switch known.Table.Lookup(fn).Role {
			case knowledge.Spawn, knowledge.TrySpawn:
				found = true
			}
			if !found {
				for i, arg := range n.Args {
					if t := info.TypeOf(arg); t != nil {
						if _, ok := t.Underlying().(*types.Signature); ok && known.Spawns(fn, i) {
							found = true
						}
					}
				}
			}
		}
		return !found
	})
	return found
}
