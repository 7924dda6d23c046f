package evidence

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/gates"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// A Scale weighs the spawns of one package.
type Scale struct {
	P       *flow.Program
	Repeats *repeats.Analysis
	Gates   *gates.Analysis
	Facts   *facts.Facts
}

// Weigh returns the reasons that speak for and against a spawn that nothing
// bounds. f is the innermost factor without a limit.
func (sc *Scale) Weigh(s *spawns.Spawn, r repeats.Repeat, f repeats.Factor, v gates.Verdict) []Reason {
	var out []Reason
	add := func(r Reason, if_ bool) {
		if if_ {
			out = append(out, r)
		}
	}
	work := sc.Gates.Work(s)

	add(FailedBound, v.Fake != gates.NoFake && v.Fake != gates.RateOnly)
	add(Unjoined, !work.Joined && s.Kind != spawns.Group && s.Kind != spawns.TryGroup && s.Kind != spawns.WaitGroup)
	o := f.Origin
	add(External, o.Is(repeats.Listing) || o.Is(repeats.Stream) || o.Is(repeats.Decoded))
	add(Query, o != nil && o.Kind == repeats.Stream && isRows(o.Func))
	_, request := sc.Repeats.Handler(s.Instr)
	add(Peer, request && o.Is(repeats.Decoded))
	add(Message, o.Is(repeats.Channel))
	multiplied := sc.multiplied(r, f)
	if _, again := sc.Repeats.Recursive(s.Instr, s.Work); again {
		multiplied = true
	}
	add(Multiplied, multiplied)
	// What is small once is not when it is multiplied.
	if !multiplied {
		add(Topology, o != nil && topology(o))
		add(Component, sc.component(s, f))
		add(Settings, o != nil && settings(o))
		add(Written, o.Is(repeats.Variadic))
	}
	add(LongLived, sc.longLived(s))
	add(Waiter, sc.waiter(s))
	add(CommandArgs, o.Is(repeats.Arguments))
	add(Connections, o != nil && o.Kind == repeats.Accept)
	add(Signals, o != nil && (o.Kind == repeats.Event || o.Kind == repeats.Endless))
	add(Handler, o != nil && o.Kind == repeats.Request)
	add(Keyed, sc.Gates.Keyed(s, f))
	return out
}

// isRows: the method that advances a query's result, told from other iterators
// by its neighbours Scan and Err.
func isRows(next *types.Func) bool {
	if next == nil || next.Name() != "Next" || next.Signature().Recv() == nil {
		return false
	}
	for _, name := range []string{"Scan", "Err", "Close"} {
		obj, _, _ := types.LookupFieldOrMethod(next.Signature().Recv().Type(), true, next.Pkg(), name)
		if _, ok := obj.(*types.Func); !ok {
			return false
		}
	}
	return true
}

// multiplied: another loop around the innermost one, over other data.
func (sc *Scale) multiplied(r repeats.Repeat, f repeats.Factor) bool {
	past := false
	for _, g := range r.Factors {
		if g.At == f.At && g.Loop == f.Loop && g.Func == f.Func {
			past = true
			continue
		}
		if past && g.Class.Unbounded() && g.Origin != nil && !topology(g.Origin) {
			switch g.Origin.Kind {
			case repeats.Event, repeats.Endless, repeats.Accept:
			default:
				return true
			}
		}
	}
	return false
}

// topology: a field of the receiver, or what was built from one.
func topology(o *repeats.Origin) bool {
	for range 8 {
		if o == nil {
			return false
		}
		if o.Kind == repeats.Field {
			return o.From == nil
		}
		switch o.Kind {
		case repeats.Variable:
			return true
		case repeats.Listing, repeats.Queue:
			return false
		}
		o = o.From
	}
	return false
}

// settings: a field with the tag of a configuration format.
func settings(o *repeats.Origin) bool {
	for range 8 {
		if o == nil {
			return false
		}
		if o.Kind == repeats.Field && o.Var != nil && o.Value != nil && configTag(o) {
			return true
		}
		o = o.From
	}
	return false
}

var configTags = []string{"yaml", "toml", "hcl", "mapstructure", "koanf", "ini", "env", "envconfig", "flag", "long"}

func configTag(o *repeats.Origin) bool {
	var st *types.Struct
	index := 0
	switch v := o.Value.(type) {
	case *ssa.UnOp:
		if fa, ok := v.X.(*ssa.FieldAddr); ok {
			st, _ = fa.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
			index = fa.Field
		}
	case *ssa.Field:
		st, _ = v.X.Type().Underlying().(*types.Struct)
		index = v.Field
	}
	if st == nil {
		return false
	}
	tag := reflect.StructTag(st.Tag(index))
	for _, key := range configTags {
		if _, ok := tag.Lookup(key); ok {
			return true
		}
	}
	return false
}

// component: what runs is a method of the element, and the element is handed to
// nobody else: as many goroutines as there are such things, each busy with
// itself.
func (sc *Scale) component(s *spawns.Spawn, f repeats.Factor) bool {
	own, handed := 0, 0
	note := func(call *ssa.CallCommon, derived func(ssa.Value) bool) {
		if quiet(call) {
			return
		}
		if recv := flow.Receiver(call); recv != nil && derived(recv) {
			own++
		}
		for _, arg := range flow.Args(call) {
			if derived(arg) {
				handed++
			}
		}
	}
	el := &elements{scale: sc, spawn: s, factor: f}
	if s.Call != nil && len(s.Work) == 0 || s.Named != nil && s.Call != nil {
		note(s.Call, el.derived)
		return own > 0 && handed == 0
	}
	if mc, ok := s.Value.(*ssa.MakeClosure); ok && s.Named != nil && len(mc.Bindings) == 1 {
		return el.derived(mc.Bindings[0]) // g.Go(element.Close)
	}
	for _, fn := range s.Work {
		flow.Instructions(fn, true, func(instr ssa.Instruction) {
			if call, ok := instr.(ssa.CallInstruction); ok {
				note(call.Common(), el.derived)
			}
		})
	}
	return own > 0 && handed == 0
}

// quiet: bookkeeping, conversions and logging are not the work.
func quiet(call *ssa.CallCommon) bool {
	if _, ok := call.Value.(*ssa.Builtin); ok {
		return true
	}
	fn := flow.Callee(call)
	if fn == nil {
		return false
	}
	if row := knowledge.Lookup(fn); row.Role == knowledge.Quiet || row.Role == knowledge.Join {
		return true
	}
	if fn.Pkg() != nil {
		switch fn.Pkg().Path() {
		case "fmt", "errors", "strings", "strconv", "log", "log/slog", "time", "context", "sync", "sync/atomic", "path", "path/filepath":
			return true
		}
	}
	sig := fn.Signature()
	if sig.Variadic() {
		last := sig.Params().At(sig.Params().Len() - 1).Type().(*types.Slice).Elem()
		if i, ok := last.Underlying().(*types.Interface); ok && i.NumMethods() == 0 {
			return true // key and value pairs, or a format: a logger
		}
	}
	return false
}

// elements tells what comes from the element of one turn.
type elements struct {
	scale  *Scale
	spawn  *spawns.Spawn
	factor repeats.Factor
}

// derived: v is the element, or read out of it.
func (el *elements) derived(v ssa.Value) bool { return el.walk(v, 0) }

func (el *elements) walk(v ssa.Value, depth int) bool {
	if depth > 16 || v == nil {
		return false
	}
	switch v := v.(type) {
	case *ssa.FreeVar:
		return el.walk(flow.Binding(v), depth+1)
	case *ssa.Parameter:
		fn := v.Parent()
		if fn == el.factor.Func && el.factor.Loop == nil {
			return true // what the iterator yields
		}
		for i, p := range fn.Params {
			if p != v {
				continue
			}
			if el.spawn.Call != nil && i < len(el.spawn.Call.Args) && containsFunc(el.spawn.Work, fn) {
				return el.walk(el.spawn.Call.Args[i], depth+1)
			}
			if fn.Parent() != nil {
				for _, use := range repeats.Uses(fn) {
					if call, ok := use.Instr.(ssa.CallInstruction); ok && use.Arg < 0 && i < len(call.Common().Args) {
						return el.walk(call.Common().Args[i], depth+1)
					}
				}
			}
		}
		return false
	case *ssa.Alloc:
		for _, st := range flow.CellStores(v) {
			if el.walk(st.Val, depth+1) {
				return true
			}
		}
		return false
	case *ssa.UnOp:
		if v.Op == token.ARROW {
			return el.inLoop(v)
		}
		return el.walk(v.X, depth+1)
	case *ssa.FieldAddr:
		return el.walk(v.X, depth+1)
	case *ssa.Field:
		return el.walk(v.X, depth+1)
	case *ssa.IndexAddr:
		return el.walk(v.X, depth+1) || el.variant(v.Index)
	case *ssa.Index:
		return el.walk(v.X, depth+1) || el.variant(v.Index)
	case *ssa.Lookup:
		return el.walk(v.X, depth+1) || el.variant(v.Index) || el.walk(v.Index, depth+1)
	case *ssa.Extract:
		if _, ok := v.Tuple.(*ssa.Call); ok {
			return false
		}
		return el.walk(v.Tuple, depth+1)
	case *ssa.Next, *ssa.Select:
		return el.inLoop(v.(ssa.Instruction))
	case *ssa.TypeAssert:
		return el.walk(v.X, depth+1)
	case *ssa.ChangeInterface:
		return el.walk(v.X, depth+1)
	case *ssa.ChangeType:
		return el.walk(v.X, depth+1)
	case *ssa.Convert:
		return el.walk(v.X, depth+1)
	case *ssa.MakeInterface:
		return el.walk(v.X, depth+1)
	case *ssa.Slice:
		return el.walk(v.X, depth+1)
	case *ssa.Phi:
		return el.variant(v)
	}
	return false
}

func (el *elements) inLoop(instr ssa.Instruction) bool {
	l := el.factor.Loop
	return l != nil && instr.Parent() == l.Header.Parent() && l.Contains(instr)
}

// variant: the index moves with the loop, also where it is captured.
func (el *elements) variant(v ssa.Value) bool {
	if fv, ok := v.(*ssa.FreeVar); ok {
		return el.variant(flow.Binding(fv))
	}
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		if cell := flow.Cell(load.X); cell != nil {
			for _, st := range flow.CellStores(cell) {
				if el.variant(st.Val) {
					return true
				}
			}
			return false
		}
	}
	if p, ok := v.(*ssa.Parameter); ok {
		return el.walk(p, 8) || el.variantArg(p)
	}
	return el.factor.Loop != nil && v != nil && el.scale.Repeats.Variant(el.factor.Loop, v)
}

func (el *elements) variantArg(p *ssa.Parameter) bool {
	fn := p.Parent()
	if el.spawn.Call == nil || !containsFunc(el.spawn.Work, fn) {
		return false
	}
	for i, q := range fn.Params {
		if q == p && i < len(el.spawn.Call.Args) {
			return el.factor.Loop != nil && el.scale.Repeats.Variant(el.factor.Loop, el.spawn.Call.Args[i])
		}
	}
	return false
}

func containsFunc(fns []*ssa.Function, fn *ssa.Function) bool {
	for _, f := range fns {
		if f == fn {
			return true
		}
	}
	return false
}

// longLived: the work, or a function of this package that it calls, goes round
// for ever and waits in each turn.
func (sc *Scale) longLived(s *spawns.Spawn) bool {
	seen := map[*ssa.Function]bool{}
	var walk func(fn *ssa.Function, depth int) bool
	walk = func(fn *ssa.Function, depth int) bool {
		if seen[fn] || fn.Blocks == nil {
			return false
		}
		seen[fn] = true
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Select:
					if sc.waitsForever(fn, instr) {
						return true
					}
				case *ssa.UnOp:
					if instr.Op == token.ARROW && sc.waitsForever(fn, instr) {
						return true
					}
				case *ssa.Call:
					if g := sc.P.FuncOf(flow.Callee(&instr.Call)); g != nil && depth < 2 && walk(g, depth+1) {
						return true
					}
				}
			}
		}
		return false
	}
	for _, fn := range s.Work {
		if walk(fn, 0) {
			return true
		}
	}
	return false
}

func (sc *Scale) waitsForever(fn *ssa.Function, instr ssa.Instruction) bool {
	l := sc.P.Loops(fn).Of(instr)
	if l == nil {
		return false
	}
	f := sc.Repeats.Classify(l)
	if f.Class != repeats.Forever {
		return false
	}
	// The results of one call are a stream that ends.
	if _, ok := l.Stmt.(*ast.RangeStmt); ok && f.Origin != nil {
		switch ch := f.Origin.Value.(type) {
		case *ssa.Call:
			return ch.Parent() != fn
		case *ssa.Extract:
			_, call := ch.Tuple.(*ssa.Call)
			return !call || ch.Parent() != fn
		case *ssa.MakeChan:
			return ch.Parent() != fn
		}
	}
	return true
}

// waiter: before it does anything, the work waits to receive something.
func (sc *Scale) waiter(s *spawns.Spawn) bool {
	for _, fn := range s.Work {
		if len(fn.Blocks) == 0 {
			continue
		}
		for _, instr := range fn.Blocks[0].Instrs {
			switch instr := instr.(type) {
			case *ssa.Select:
				for _, st := range instr.States {
					if st.Dir == types.SendOnly {
						return false
					}
				}
				return instr.Blocking && !valueUsed(instr)
			case *ssa.UnOp:
				if instr.Op == token.ARROW {
					return !valueUsed(instr)
				}
			case *ssa.Call:
				if fn := flow.Callee(&instr.Call); fn != nil && strings.HasSuffix(fn.Name(), "Done") {
					continue // ctx.Done(), to wait on
				}
				if !quiet(&instr.Call) {
					return false
				}
			case *ssa.Go:
				return false
			}
		}
	}
	return false
}

// valueUsed reports whether what was received is looked at: then it is a message
// and not a signal.
func valueUsed(v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		if ex, ok := ref.(*ssa.Extract); ok {
			if ex.Index >= 2 && len(*ex.Referrers()) > 0 {
				return true
			}
			continue
		}
		return true
	}
	return false
}
