package tokens

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// A client follows a number back to what a client sent.
type client struct {
	a *Analysis
	// from is the function that makes a number of what was sent.
	from *types.Func
	// numbers are the values on the way, message what they are read from.
	numbers []ssa.Value
	message ssa.Value
	decoder ssa.CallInstruction
}

// number: the integer v is read from a request or a decoded message.
func (c *client) number(v ssa.Value, depth int) bool {
	if v == nil || depth > 10 {
		return false
	}
	c.numbers = append(c.numbers, v)
	switch v := v.(type) {
	case *ssa.Convert:
		return c.number(v.X, depth+1)
	case *ssa.ChangeType:
		return c.number(v.X, depth+1)
	case *ssa.Phi:
		for _, e := range v.Edges {
			if c.number(e, depth+5) {
				return true
			}
		}
	case *ssa.Extract:
		call, ok := v.Tuple.(*ssa.Call)
		return ok && c.parsed(call, depth)
	case *ssa.Call:
		return c.parsed(v, depth)
	case *ssa.UnOp:
		switch addr := v.X.(type) {
		case *ssa.Alloc:
			for _, st := range flow.CellStores(addr) {
				if c.number(st.Val, depth+2) {
					return true
				}
			}
		case *ssa.FieldAddr:
			return v.Op == token.MUL && (c.request(addr.X, depth+1) || c.sent(addr.X, depth+1))
		}
	case *ssa.FreeVar:
		return c.number(flow.Binding(v), depth+1)
	}
	return false
}

// parsed: a call of the standard library makes a number of text of a request, or a getter
// reads one from a message.
func (c *client) parsed(call *ssa.Call, depth int) bool {
	fn := flow.Callee(&call.Call)
	if recv := flow.Receiver(&call.Call); recv != nil && len(flow.Args(&call.Call)) == 0 && c.sent(recv, depth+1) {
		return true
	}
	if !standard(fn) {
		return false
	}
	for _, arg := range call.Call.Args {
		if c.request(arg, depth+1) {
			c.from = fn
			return true
		}
	}
	return false
}

// request: v is a request, or is read from one.
func (c *client) request(v ssa.Value, depth int) bool {
	if v == nil || depth > 10 {
		return false
	}
	if s, ok := knowledge.ServedType(v.Type()); ok && !s.Message {
		return true
	}
	switch v := v.(type) {
	case *ssa.Parameter:
		// Code that sends requests has them in hand too: only of a handler it is that of a client.
		_, ok := knowledge.Handler(v.Parent().Name(), v.Parent().Signature)
		return ok && knowledge.IsNamed(v.Type(), "net/http", "Request")
	case *ssa.UnOp:
		if cell, ok := v.X.(*ssa.Alloc); ok {
			for _, st := range flow.CellStores(cell) {
				if c.request(st.Val, depth+1) {
					return true
				}
			}
		}
		return c.request(v.X, depth+1)
	case *ssa.FieldAddr:
		return c.request(v.X, depth+1)
	case *ssa.FreeVar:
		return c.request(flow.Binding(v), depth+1)
	case *ssa.Lookup:
		return c.request(v.X, depth+1)
	case *ssa.Extract:
		return c.request(v.Tuple, depth+1)
	case *ssa.IndexAddr:
		return c.request(v.X, depth+1)
	case *ssa.Call:
		fn := flow.Callee(&v.Call)
		if recv := flow.Receiver(&v.Call); recv != nil {
			return c.request(recv, depth+1)
		}
		if standard(fn) {
			for _, arg := range v.Call.Args {
				if c.request(arg, depth+1) {
					return true
				}
			}
		}
	}
	return false
}

// sent: v is a message that a client sent: the one that a handler is called with, or one
// that was decoded from a request.
func (c *client) sent(v ssa.Value, depth int) bool {
	if v == nil || depth > 10 {
		return false
	}
	switch v := v.(type) {
	case *ssa.Parameter:
		fn := v.Parent()
		if _, ok := knowledge.Handler(fn.Name(), fn.Signature); !ok || fn.Signature.Recv() != nil && v == fn.Params[0] || knowledge.IsNamed(v.Type(), "context", "Context") {
			return false
		}
		c.message = v
		return true
	case *ssa.FieldAddr:
		return c.sent(v.X, depth+1)
	case *ssa.UnOp:
		return v.Op == token.MUL && c.sent(v.X, depth+1)
	case *ssa.FreeVar:
		return c.sent(flow.Binding(v), depth+1)
	case *ssa.Alloc:
		for _, ref := range *v.Referrers() {
			mi, ok := ref.(*ssa.MakeInterface)
			if !ok {
				continue
			}
			for _, use := range *mi.Referrers() {
				call, ok := use.(ssa.CallInstruction)
				if !ok {
					continue
				}
				for _, other := range call.Common().Args {
					if other != mi && c.holds(other) {
						c.message, c.decoder = v, call
						return true
					}
				}
			}
		}
	}
	return false
}

// holds: a decoder of a request, or the request.
func (c *client) holds(v ssa.Value) bool {
	if c.request(v, 0) {
		return true
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	for _, arg := range call.Call.Args {
		if mi, ok := arg.(*ssa.ChangeInterface); ok {
			arg = mi.X
		}
		if c.request(arg, 0) {
			return true
		}
	}
	return false
}

// clamped: a number on the way is compared with another, or the message is shown to a
// function that may refuse it.
func (c *client) clamped() bool {
	texts := map[string]bool{}
	for _, v := range c.numbers {
		texts[c.a.same(v, nil)] = true
	}
	found := false
	fn := c.numbers[0].Parent()
	if fn == nil {
		return true
	}
	flow.Instructions(fn, true, func(instr ssa.Instruction) {
		switch instr := instr.(type) {
		case *ssa.BinOp:
			switch instr.Op {
			case token.LSS, token.LEQ, token.GTR, token.GEQ:
				found = found || texts[c.a.same(instr.X, nil)] || texts[c.a.same(instr.Y, nil)]
			}
		case ssa.CallInstruction:
			if c.message == nil || instr == c.decoder {
				return
			}
			for _, arg := range instr.Common().Args {
				if mi, ok := arg.(*ssa.MakeInterface); ok {
					arg = mi.X
				}
				res := instr.Common().Signature().Results()
				found = found || arg == c.message && res.Len() > 0 && verdict(res.At(res.Len()-1).Type())
			}
		}
	})
	return found
}
