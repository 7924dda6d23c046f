package repeats

import (
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// Handler reports whether instr stands in a function that a server or consumer
// calls once per request or message: its accept or receive loop is then the loop
// around it.
func (a *Analysis) Handler(instr ssa.Instruction) (Factor, bool) {
	for fn := instr.Parent(); fn != nil; fn = fn.Parent() {
		if f, ok := a.handler(fn); ok {
			f.At = instr
			return f, true
		}
	}
	return Factor{}, false
}

// handler reports whether fn itself is such a function.
func (a *Analysis) handler(fn *ssa.Function) (Factor, bool) {
	if strings.HasPrefix(fn.Synthetic, "range-over-func") {
		return Factor{}, false // the body of a loop
	}
	s, ok := knowledge.Handler(fn.Name(), fn.Signature)
	given, registered := a.registered(fn)
	if !ok {
		return given, registered
	}
	origin := &Origin{Kind: Request}
	if registered {
		origin.Func = given.Origin.Func
	}
	if s.Message {
		origin.Kind = Delivery
	}
	return Factor{Size: Size{Class: Forever, Origin: origin}, Func: fn, Pos: fn.Pos()}, true
}

// registered reports whether a literal is handed to a function that calls it for
// each message or request.
func (a *Analysis) registered(fn *ssa.Function) (Factor, bool) {
	if fn.Parent() == nil {
		return Factor{}, false
	}
	for _, use := range Uses(fn) {
		call, ok := use.Instr.(ssa.CallInstruction)
		if !ok || use.Arg < 0 {
			continue
		}
		callee := flow.Callee(call.Common())
		row := a.P.Table.Lookup(callee)
		if row.Role != knowledge.Handle || row.Arg != use.Arg {
			continue
		}
		origin := &Origin{Kind: Request, Func: callee}
		if row.Broker {
			origin.Kind = Delivery
		}
		return Factor{Size: Size{Class: Forever, Origin: origin}, Func: fn, Pos: fn.Pos()}, true
	}
	return Factor{}, false
}
