package streams

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// A Place says where bytes come from.
type Place uint8

const (
	// NoPlace: nothing is known.
	NoPlace Place = iota
	// FromMemory: they are in memory already.
	FromMemory
	// FromFile: they are in a file.
	FromFile
	// FromRequest: the body of an http.Request.
	FromRequest
	// FromResponse: the body of an http.Response.
	FromResponse
	// FromPeer: a connection.
	FromPeer
	// FromCaller: a parameter of a function whose callers are not all in sight, or a
	// reader of the program's own.
	FromCaller
)

var placeNames = [...]string{"unknown", "memory", "file", "request", "response", "connection", "caller"}

func (o Place) String() string { return placeNames[o] }

// An Origin is one place where what is read from a value can come from.
type Origin struct {
	Place Place
	// Limited: no more than a number of bytes comes out.
	Limited bool
	// Copied: what is read goes to somebody else too.
	Copied bool
	// Unpacker is the decompressor in between; nil when there is none.
	Unpacker ssa.Value
	// Holder is the request or response whose body it is.
	Holder ssa.Value
	// End is the value that stands for the source itself.
	End ssa.Value
}

// Origins returns where what is read from v, a reader, can come from. It stays in the
// function that reads, and those that it calls; across is for those that call it too.
func (t *Table) Origins(v ssa.Value, across bool) []Origin {
	s := &tracing{t: t, across: across, seen: map[ssa.Value]bool{}}
	if in, ok := v.(interface{ Parent() *ssa.Function }); ok {
		s.in = in.Parent()
	}
	s.reader(v, Origin{}, 0)
	return s.found
}

// tracing is one walk back from a reader.
type tracing struct {
	t      *Table
	across bool
	in     *ssa.Function // that reads
	seen   map[ssa.Value]bool
	found  []Origin
}

func (s *tracing) ends(v ssa.Value) []ssa.Value {
	w := &walker{p: s.t.P, seen: map[ssa.Value]bool{}, stay: !s.across}
	w.walk(v, 0)
	return w.ends
}

// reader follows a reader; so says what lies in between.
func (s *tracing) reader(v ssa.Value, so Origin, depth int) {
	for _, end := range s.ends(v) {
		if !s.seen[end] {
			s.seen[end] = true
			s.end(end, so, depth)
		}
	}
}

func (s *tracing) end(end ssa.Value, so Origin, depth int) {
	so.End = end
	typ := end.Type()
	if call, ok := callOf(end); ok && depth < deepest {
		if row, ok := knowledge.FilterOf(flow.Callee(&call.Call)); ok {
			s.layer(end, call, row, so, depth)
			return
		}
	}
	p, isParameter := end.(*ssa.Parameter)
	if isParameter && !s.across && p.Parent() != s.in && depth < deepest && s.argument(p, so, depth) {
		return
	}
	switch {
	case knowledge.Limits(typ):
		so.Limited = true
	case knowledge.Unpacks(typ) && !isParameter:
		so.Unpacker = end // from a pool: what it reads is set elsewhere
	case knowledge.Holds(typ):
		so.Place = FromMemory
	default:
		so.Place, so.Holder = s.t.placeOf(end)
	}
	s.found = append(s.found, so)
}

// argument goes on from the parameter of a function that makes the reader to where it is
// called here.
func (s *tracing) argument(p *ssa.Parameter, so Origin, depth int) bool {
	calls, _ := s.t.P.Callers(p.Parent())
	found := false
	for i, q := range p.Parent().Params {
		for _, call := range calls {
			if args := call.Common().Args; q == p && call.Parent() == s.in && i < len(args) {
				found = true
				s.reader(args[i], so, depth+1)
			}
		}
	}
	return found
}

// layer goes on with what is under a reader.
func (s *tracing) layer(end ssa.Value, call *ssa.Call, row knowledge.Filter, so Origin, depth int) {
	args := flow.Args(&call.Call)
	so.Copied = so.Copied || row.Copies
	switch {
	case row.Limits:
		so.Limited = true
		s.found = append(s.found, so)
		return
	case row.Unpacks:
		so.Unpacker = end
	}
	switch {
	case row.From < 0 && len(args) == 1:
		for _, arg := range variadic(args[0]) {
			s.reader(arg, so, depth+1)
		}
	case row.From >= len(args) || row.From < 0:
		s.found = append(s.found, so)
	case row.Holds && so.Unpacker == nil:
		so.Place = FromMemory
		s.found = append(s.found, so)
	case row.Holds:
		s.data(args[row.From], so, depth+1)
	default:
		s.reader(args[row.From], so, depth+1)
	}
}

// data follows bytes that are in memory to where they were read.
func (s *tracing) data(v ssa.Value, so Origin, depth int) {
	for _, end := range s.ends(v) {
		so.End = end
		call, isCall := callOf(end)
		var callee *types.Func
		if isCall {
			callee = flow.Callee(&call.Call)
		}
		row, whole := knowledge.WholeOf(callee)
		switch end := end.(type) {
		case *ssa.Convert:
			s.data(end.X, so, depth)
			continue
		case *ssa.Slice:
			s.data(end.X, so, depth)
			continue
		case *ssa.Parameter:
			so.Place = FromCaller
		}
		switch {
		case whole && row.File:
			so.Place = FromFile
		case whole && row.From >= 0 && !row.Buffer && depth < deepest && row.From < len(flow.Args(&call.Call)):
			s.reader(flow.Args(&call.Call)[row.From], so, depth+1)
			continue
		}
		s.found = append(s.found, so)
	}
}

// placeOf says what an end of a walk is.
func (t *Table) placeOf(end ssa.Value) (Place, ssa.Value) {
	if holder, origin := bodyOf(end); holder != nil {
		return origin, holder
	}
	switch knowledge.SinkOf(end.Type()) {
	case knowledge.File:
		if isGlobal(end, "os", "Stdin") {
			return NoPlace, nil // what a person types, or a pipe from one
		}
		return FromFile, nil
	case knowledge.Connection:
		return FromPeer, nil
	}
	if _, ok := end.(*ssa.Parameter); ok || t.ownReader(end.Type()) {
		return FromCaller, nil
	}
	return NoPlace, nil
}

// ownReader: a reader that this package declares.
func (t *Table) ownReader(typ types.Type) bool {
	typ = types.Unalias(typ)
	if p, ok := typ.Underlying().(*types.Pointer); ok {
		typ = types.Unalias(p.Elem())
	}
	n, ok := typ.(*types.Named)
	return ok && n.Obj().Pkg() == t.P.Pkg && knowledge.HasMethods(n, "Read")
}

// bodyOf returns the request or response whose body v is, nil if it is none.
func bodyOf(v ssa.Value) (ssa.Value, Place) {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return nil, NoPlace
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return nil, NoPlace
	}
	f := flow.FieldOf(addr)
	if f == nil || f.Name() != "Body" {
		return nil, NoPlace
	}
	switch {
	case knowledge.IsNamed(addr.X.Type(), "net/http", "Request"):
		return addr.X, FromRequest
	case knowledge.IsNamed(addr.X.Type(), "net/http", "Response"):
		return addr.X, FromResponse
	}
	return nil, NoPlace
}
