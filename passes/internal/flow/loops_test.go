package flow_test

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/token"
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/flowtest"
)

// TestLoops says of every call of mark which loops it stands in.
func TestLoops(t *testing.T) {
	for _, name := range []string{"loops", "go121", "go122"} {
		t.Run(name, func(t *testing.T) {
			f := flowtest.Load(t, "testdata/"+name+".go")
			got := map[token.Pos]string{}
			calls(f.Program, "mark", func(call *ssa.Call) {
				got[call.Pos()] = chain(f.Program.Loops(call.Parent()).Of(call))
			})
			f.Want(t, got)
		})
	}
}

// TestLoopPos holds that a loop is where its statement is, and that a goto is
// where something of its target is.
func TestLoopPos(t *testing.T) {
	f := flowtest.Load(t, "testdata/loops.go")
	calls(f.Program, "mark", func(call *ssa.Call) {
		for l := f.Program.Loops(call.Parent()).Of(call); l != nil; l = l.Parent {
			if !l.Pos().IsValid() || l.Stmt != nil && l.Pos() != l.Stmt.Pos() {
				t.Errorf("line %d: loop at line %d", f.Line(call.Pos()), f.Line(l.Pos()))
			}
			if !l.Contains(call) {
				t.Errorf("line %d: not in its loop", f.Line(call.Pos()))
			}
		}
	})
}

// calls visits the calls of a function by name.
func calls(p *flow.Program, name string, visit func(*ssa.Call)) {
	for _, fn := range p.Funcs {
		flow.Instructions(fn, false, func(instr ssa.Instruction) {
			if call, ok := instr.(*ssa.Call); ok {
				if callee := flow.Callee(&call.Call); callee != nil && callee.Name() == name {
					visit(call)
				}
			}
		})
	}
}

// chain describes a loop and those around it, by the expression in the head.
func chain(l *flow.Loop) string {
	if l == nil {
		return "no loop"
	}
	text := "goto"
	switch s := l.Stmt.(type) {
	case *ast.ForStmt:
		text = "for " + print(s.Cond)
		if s.Cond == nil {
			text = "for"
		}
	case *ast.RangeStmt:
		text = "range " + print(s.X)
	}
	if l.Parent != nil {
		text += " in " + chain(l.Parent)
	}
	return text
}

func print(e ast.Expr) string {
	var buf bytes.Buffer
	if e != nil {
		_ = format.Node(&buf, token.NewFileSet(), e)
	}
	return buf.String()
}
