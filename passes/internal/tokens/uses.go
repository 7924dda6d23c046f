package tokens

import (
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// uses are the operations on one channel or semaphore.
type uses struct {
	key any
	// value is the first place where it is used.
	value ssa.Value
	ops   []op
	in    []*ssa.Function
	// made is where it is made, nil if that is out of sight.
	made ssa.Value
	// message: it is closed, ranged over, or what is received is looked at.
	message bool
	channel bool
}

// collect notes the operations of all functions.
func (a *Analysis) collect() {
	a.uses = map[any]*uses{}
	a.busy = map[*ssa.Function]bool{}
	for _, fn := range a.P.Funcs {
		flow.Instructions(fn, false, func(instr ssa.Instruction) {
			a.closed(instr)
			for _, o := range a.ops(instr, nil) {
				u := a.use(o.key)
				if u.value == nil {
					u.value = o.value
				}
				u.ops = append(u.ops, o)
				if !slices.Contains(u.in, fn) {
					u.in = append(u.in, fn)
				}
				u.channel = u.channel || o.kind == sends || o.kind == receives
				u.message = u.message || a.tells(instr, o)
				a.busy[fn] = true
			}
		})
	}
	for range maxCalls {
		for _, fn := range a.P.Funcs {
			flow.Instructions(fn, false, func(instr ssa.Instruction) {
				for _, g := range a.reached(instr) {
					a.busy[fn] = a.busy[fn] || a.busy[g]
				}
			})
		}
	}
	for _, u := range a.uses {
		u.made = a.maker(u)
	}
}

// maxCalls is how many calls deep a token is followed.
const maxCalls = 3

func (a *Analysis) use(key any) *uses {
	u := a.uses[key]
	if u == nil {
		u = &uses{key: key}
		a.uses[key] = u
	}
	return u
}

// reached are the functions with a body that an instruction calls, starts or closes over.
func (a *Analysis) reached(instr ssa.Instruction) []*ssa.Function {
	var out []*ssa.Function
	if mc, ok := instr.(*ssa.MakeClosure); ok {
		out = append(out, mc.Fn.(*ssa.Function))
	}
	if call, ok := instr.(ssa.CallInstruction); ok {
		out = append(out, a.bodies(call.Common(), nil)...)
	}
	return out
}

// bodies are the functions in sight that a call runs.
func (a *Analysis) bodies(common *ssa.CallCommon, e flow.Env) []*ssa.Function {
	if callee := flow.Callee(common); callee != nil {
		if g := a.P.FuncOf(callee); g != nil {
			return []*ssa.Function{g}
		}
	}
	if _, ok := common.Value.(*ssa.Builtin); ok || common.IsInvoke() {
		return nil
	}
	fns, _ := flow.Functions(common.Value)
	if len(fns) == 0 {
		fns, _ = flow.Functions(a.P.Resolve(common.Value, e))
	}
	var out []*ssa.Function
	for _, g := range fns {
		if g = flow.Origin(g); g.Blocks != nil {
			out = append(out, g)
		} else if g.Synthetic != "" {
			if m := a.P.FuncOf(flow.FuncObject(g)); m != nil {
				out = append(out, m)
			}
		}
	}
	return out
}

// closed notes channels that are closed: what is received from them may be the end.
func (a *Analysis) closed(instr ssa.Instruction) {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return
	}
	if b, ok := call.Common().Value.(*ssa.Builtin); ok && b.Name() == "close" {
		if key := a.key(call.Common().Args[0], nil); key != nil {
			a.use(key).message = true
		}
	}
}

// tells reports whether an operation is one on messages: the value says something.
func (a *Analysis) tells(instr ssa.Instruction, o op) bool {
	switch instr := instr.(type) {
	case *ssa.Send:
		return !plain(instr.X)
	case *ssa.UnOp:
		return instr.CommaOk || len(*instr.Referrers()) > 0
	case *ssa.Select:
		if o.kind == sends {
			return !plain(instr.States[o.choice].Send)
		}
		// Index and ok come first, then what each receive got.
		n := 2
		for i, st := range instr.States {
			if st.Dir != types.RecvOnly {
				continue
			}
			if i == o.choice {
				break
			}
			n++
		}
		for _, ref := range *instr.Referrers() {
			if ex, ok := ref.(*ssa.Extract); ok && (ex.Index == n || ex.Index == 1) && len(*ex.Referrers()) > 0 {
				return true
			}
		}
	}
	return false
}

// maker is what made a channel or semaphore, nil if that cannot be seen or is not one.
func (a *Analysis) maker(u *uses) ssa.Value {
	var found []ssa.Value
	add := func(v ssa.Value) {
		switch v := a.P.Resolve(v, nil).(type) {
		case *ssa.MakeChan:
			found = append(found, v)
		case *ssa.Call:
			if a.P.Table.Lookup(flow.Callee(&v.Call)).Role == knowledge.NewSemaphore {
				found = append(found, v)
			} else {
				found = append(found, nil)
			}
		default:
			found = append(found, nil)
		}
	}
	switch key := u.key.(type) {
	case *ssa.MakeChan:
		add(key)
	case *ssa.Call:
		add(key)
	case *ssa.Alloc:
		for _, st := range flow.CellStores(key) {
			add(st.Val)
		}
	case *types.Var:
		for _, v := range a.P.Stores(key) {
			add(v)
		}
	}
	if len(found) != 1 {
		return nil
	}
	return found[0]
}

// capacity is the number that a semaphore was made with.
func (a *Analysis) capacity(made ssa.Value) ssa.Value {
	switch made := made.(type) {
	case *ssa.MakeChan:
		return made.Size
	case *ssa.Call:
		row := a.P.Table.Lookup(flow.Callee(&made.Call))
		if args := flow.Args(&made.Call); row.Arg < len(args) {
			return args[row.Arg]
		}
	}
	return nil
}

// unbuffered: the channel has no room.
func (a *Analysis) unbuffered(made ssa.Value) bool {
	mc, ok := made.(*ssa.MakeChan)
	if !ok {
		return false
	}
	c, ok := a.P.Resolve(mc.Size, nil).(*ssa.Const)
	return ok && c.Value != nil && constant.Sign(c.Value) == 0
}
