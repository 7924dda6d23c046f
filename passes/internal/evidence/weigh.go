package evidence

import (
	"go/types"
	"reflect"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/gates"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// A Scale weighs the spawns of one package.
type Scale struct {
	P       *flow.Program
	Repeats *repeats.Analysis
	Gates   *gates.Analysis
	Facts   *facts.Facts

	// given is what the parameters of a function are called with, while the work
	// that it starts is looked at.
	given map[*ssa.Parameter]ssa.Value
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

	add(FailedBound, v.Fake != gates.NoFake && v.Fake != gates.RateOnly && !s.Start.Maybe)
	add(Sometimes, s.Start.Maybe)
	add(Unjoined, !work.Joined && joinable(s))
	o := f.Origin
	add(External, o.Is(repeats.Listing) || o.Is(repeats.Stream) || o.Is(repeats.Decoded))
	add(Query, o != nil && o.Kind == repeats.Stream && isRows(o.Func))
	_, request := sc.Repeats.Handler(s.Instr)
	add(Peer, request && o.Is(repeats.Decoded))
	add(Message, o.Is(repeats.Channel))
	add(Broker, sc.broker(o))
	served := o != nil && (o.Kind == repeats.Request || o.Kind == repeats.Delivery)
	tied := served && sc.tied(s)
	add(Detached, served && !tied)
	multiplied := sc.multiplied(s, r, f)
	if _, again := sc.Repeats.Recursive(s.Instr, s.Work); again {
		multiplied = true
	}
	add(Multiplied, multiplied)
	// What is small once is not when it is multiplied.
	if !multiplied && !served {
		add(Topology, o != nil && topology(o))
		add(Component, sc.Component(s, f))
		add(Settings, o != nil && settings(o))
		add(Written, o.Is(repeats.Variadic))
	}
	add(Stops, sc.stops(s, f))
	add(LongLived, sc.longLived(s))
	add(Waiter, sc.waiter(s))
	add(CommandArgs, o.Is(repeats.Arguments))
	add(Connections, o != nil && o.Kind == repeats.Accept)
	add(Signals, o != nil && (o.Kind == repeats.Event || o.Kind == repeats.Endless))
	add(Tied, tied)
	add(Acked, work.Acks && o != nil && (o.Kind == repeats.Delivery || o.Is(repeats.Stream) || o.Is(repeats.Channel) && !sc.P.Table.Prefetches(o.Func)))
	add(Handed, o != nil && o.Kind == repeats.Callback)
	add(Delayed, s.Kind == spawns.Timer || s.Inner != nil && s.Inner.Kind == spawns.Timer)
	add(Keyed, sc.Gates.Keyed(s, f) || sc.P.Table.Lookup(s.Callee).Keyed)
	return out
}

// joinable: somebody could wait for the work; of a process or a timer, and of what
// a group collects, that is not asked.
func joinable(s *spawns.Spawn) bool {
	switch s.Kind {
	case spawns.Go, spawns.Helper, spawns.Starter:
		return true
	}
	return false
}

// broker: the loop receives messages that their sender takes as done by then.
func (sc *Scale) broker(o *repeats.Origin) bool {
	for range 8 {
		if o == nil {
			return false
		}
		if sc.P.Table.Lookup(o.Func).Broker {
			return true
		}
		o = o.From
	}
	return false
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
func (sc *Scale) multiplied(s *spawns.Spawn, r repeats.Repeat, f repeats.Factor) bool {
	past := false
	for _, g := range r.Factors {
		if g.At == f.At && g.Loop == f.Loop && g.Func == f.Func {
			past = true
			continue
		}
		if past && sc.Gates.JoinedIn(s, g) {
			return false // what one turn of that loop starts has ended before the next
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
