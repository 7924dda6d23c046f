package tokens

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// An opKind is what an operation does with a channel or semaphore.
type opKind uint8

const (
	sends opKind = iota
	receives
	takes
	tries
	gives
)

// An op is one operation on a channel of tokens or a semaphore.
type op struct {
	kind opKind
	key  any
	// value is the channel or semaphore, weight how much of it is meant.
	value, weight ssa.Value
	pos           token.Pos
	// choice is the case of a select.
	choice int
}

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

// plain: a value that says nothing: a constant, or a struct without fields.
func plain(v ssa.Value) bool {
	if st, ok := v.Type().Underlying().(*types.Struct); ok {
		return st.NumFields() == 0
	}
	_, ok := v.(*ssa.Const)
	return ok
}

// Channel reports whether t is a channel whose elements can be tokens.
func Channel(t types.Type) bool {
	ch, ok := t.Underlying().(*types.Chan)
	if !ok {
		return false
	}
	switch u := ch.Elem().Underlying().(type) {
	case *types.Struct:
		return u.NumFields() == 0
	case *types.Basic:
		return u.Info()&(types.IsBoolean|types.IsInteger) != 0
	}
	return false
}

// key identifies a channel or semaphore, nil when it is one of several that cannot be told
// apart.
func (a *Analysis) key(v ssa.Value, e flow.Env) any {
	switch a.P.Resolve(v, e).(type) {
	case *ssa.IndexAddr, *ssa.Index, *ssa.Lookup:
		return nil
	}
	return a.P.KeyOf(v, e)
}

// A holder identifies a semaphore that only another package can name: what holds it, and
// the fields that lead there.
type holder struct {
	object any
	name   string
}

// ops are the operations that an instruction itself is, or that the table or a fact says a
// call is.
func (a *Analysis) ops(instr ssa.Instruction, e flow.Env) []op {
	var out []op
	channel := func(kind opKind, ch ssa.Value, pos token.Pos, choice int) {
		if key := a.key(ch, e); key != nil && Channel(ch.Type()) {
			out = append(out, op{kind: kind, key: key, value: ch, pos: pos, choice: choice})
		}
	}
	switch instr := instr.(type) {
	case *ssa.Send:
		channel(sends, instr.Chan, instr.Pos(), 0)
	case *ssa.UnOp:
		if instr.Op == token.ARROW {
			channel(receives, instr.X, instr.Pos(), 0)
		}
	case *ssa.Select:
		for i, st := range instr.States {
			kind := receives
			if st.Dir == types.SendOnly {
				kind = sends
			}
			channel(kind, st.Chan, st.Pos, i)
		}
	case ssa.CallInstruction:
		return a.callOps(instr, e)
	}
	return out
}

func (a *Analysis) callOps(call ssa.CallInstruction, e flow.Env) []op {
	common := call.Common()
	callee := flow.Callee(common)
	if callee == nil {
		return nil
	}
	kind := takes
	switch a.P.Table.Lookup(callee).Role {
	case knowledge.Acquire:
	case knowledge.TryAcquire:
		kind = tries
	case knowledge.Release:
		kind = gives
	case knowledge.None:
		return a.factOps(call, callee, e)
	default:
		return nil
	}
	object := flow.Receiver(common)
	if object == nil {
		return nil
	}
	key := a.key(object, e)
	if key == nil {
		return nil
	}
	o := op{kind: kind, key: key, value: object, pos: call.Pos()}
	for _, arg := range flow.Args(common) {
		if b, ok := arg.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsInteger != 0 {
			o.weight = arg
		}
	}
	return []op{o}
}

// factOps are the operations of a function of another package.
func (a *Analysis) factOps(call ssa.CallInstruction, callee *types.Func, e flow.Env) []op {
	if callee.Pkg() == a.P.Pkg {
		return nil // its body says it
	}
	var out []op
	for _, f := range a.Facts.Holds(callee) {
		var object ssa.Value
		var on any
		switch args := flow.Args(call.Common()); {
		case f.On == -2:
			on = callee.Pkg()
		case f.On == -1:
			object = flow.Receiver(call.Common())
		case f.On < len(args):
			object = args[f.On]
		}
		if object != nil {
			on = a.key(object, e)
		}
		if on == nil {
			continue
		}
		key := on
		if f.Name != "" {
			key = holder{on, f.Name}
		}
		kind := [...]opKind{facts.Sends: takes, facts.Receives: gives, facts.Acquires: takes, facts.Releases: gives}[f.Kind]
		out = append(out, op{kind: kind, key: key, value: object, pos: call.Pos()})
	}
	if len(out) != 1 {
		return nil // it takes and gives back, or does so on several
	}
	return out
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

// same is a text that is equal for values that are computed in the same way from the same
// things.
func (a *Analysis) same(v ssa.Value, e flow.Env) string { return a.sameAt(v, e, 0) }

func (a *Analysis) sameAt(v ssa.Value, e flow.Env, depth int) string {
	if depth > 8 {
		return fmt.Sprintf("%p", v) // it goes round
	}
	switch v := a.P.Resolve(v, e).(type) {
	case nil:
		return ""
	case *ssa.Const:
		return v.String()
	case *ssa.FieldAddr:
		return fmt.Sprintf("%s.%d", a.sameAt(v.X, e, depth+1), v.Field)
	case *ssa.Field:
		return fmt.Sprintf("%s.%d", a.sameAt(v.X, e, depth+1), v.Field)
	case *ssa.BinOp:
		return "(" + a.sameAt(v.X, e, depth+1) + v.Op.String() + a.sameAt(v.Y, e, depth+1) + ")"
	case *ssa.UnOp:
		if v.Op == token.ARROW {
			return fmt.Sprintf("%p", v)
		}
		return v.Op.String() + a.sameAt(v.X, e, depth+1)
	case *ssa.Extract:
		return fmt.Sprintf("%p#%d", v.Tuple, v.Index)
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok && len(v.Call.Args) == 1 {
			return b.Name() + a.sameAt(v.Call.Args[0], e, depth+1)
		}
		return fmt.Sprintf("%p", v)
	default:
		return fmt.Sprintf("%p", v)
	}
}
