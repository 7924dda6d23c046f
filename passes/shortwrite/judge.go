package shortwrite

import (
	"fmt"
	"go/ast"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/evidence"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/streams"
)

// A verdict is what there is to say of a write; the zero level says nothing.
type verdict struct {
	level    evidence.Level
	category string
	// lost says what is dropped, rest what follows from that; between them stands how
	// many other writes it is true of.
	lost, rest string
	reasons    []string
	// layer is the writer that would tell of all the writes through it; nil when each
	// write stands for itself.
	layer ssa.Value
	// first: of the writes of a cluster, this is the one to mark.
	first bool
}

// judge weighs a write by its sink.
func judge(w *streams.Write) verdict {
	if w.Told {
		return verdict{}
	}
	sink, mixed := where(w)
	for _, l := range sink.Layers {
		if l.Sticky && l.Buffers {
			return unflushed(w, sink, l.Writer, mixed)
		}
	}
	switch {
	case w.Kind == streams.Guessed:
		return guessed(w)
	case w.Kind == streams.Finish:
		return verdict{} // it tells of nothing that a write did not
	case sink.Kind == knowledge.File:
		return file(w, sink, mixed)
	case sink.Kind == knowledge.Connection, sink.Kind == knowledge.Response:
		return peer(w, sink.Kind)
	case sink.Interface:
		return writer(w, sink)
	}
	return verdict{}
}

// where picks the sink that decides: a file before a connection before a writer that is
// not known. mixed: it may also be the terminal, or thrown away.
func where(w *streams.Write) (best streams.Sink, mixed bool) {
	rank := func(s streams.Sink) int {
		switch {
		case s.Kind == knowledge.File:
			return 4
		case s.Kind == knowledge.Connection:
			return 3
		case s.Kind == knowledge.Response:
			return 2
		case s.Kind == knowledge.NoSink && s.Interface:
			return 1
		}
		return 0
	}
	for _, s := range w.Sinks {
		if rank(s) > rank(best) {
			best = s
		}
		mixed = mixed || s.Kind == knowledge.Console || s.Kind == knowledge.Discard
	}
	return best, mixed
}

// unflushed: a layer keeps the first error for whoever asks, and nobody does.
func unflushed(w *streams.Write, sink streams.Sink, layer ssa.Value, mixed bool) verdict {
	v := verdict{level: evidence.LevelData, category: "unflushed", layer: layer, first: w.Kind == streams.Finish}
	switch {
	case mixed:
		v.lower("- it may also be the terminal")
	case sink.Kind == knowledge.File:
	case sink.Interface && w.Returns && w.Kind == streams.Finish:
	case sink.Kind == knowledge.Connection && w.Returns, sink.Interface && w.Returns, sink.Interface && w.Loop != nil:
		v.lower("- what is under " + name(w) + " is not known, or a connection")
	default:
		return verdict{}
	}
	if w.Kind == streams.Finish {
		v.lost = fmt.Sprintf("the error of %s is dropped", call(w))
		v.rest = fmt.Sprintf(": it alone tells that a write to %s failed", name(w))
	} else {
		v.lost = fmt.Sprintf("the error of %s is dropped", call(w))
		v.rest = fmt.Sprintf(", and nobody asks %s at the end whether all was written", name(w))
	}
	return v
}

// file: what is written before and after a failed write stays, with a hole between.
func file(w *streams.Write, sink streams.Sink, mixed bool) verdict {
	v := verdict{level: evidence.LevelData, category: "dropped"}
	switch {
	case mixed:
		v.lower("- it may also be the terminal")
	case w.Kind == streams.Helper:
		v.lower("- a function of the program writes it")
	case w.EndlessAround && !w.Returns:
		v.lower("- a loop that goes on, as for a log, in a function that can tell nobody")
	}
	switch {
	case w.Fate == streams.Last:
		v.category = "overwritten"
		if !w.Endless {
			v.lower("- the loop ends")
		}
		v.lost = fmt.Sprintf("the error of %s is overwritten in each turn of the loop", call(w))
		v.rest = fmt.Sprintf(": only the last write to %s counts", name(w))
	case w.Kind == streams.Helper && w.Loop != nil:
		v.lost = fmt.Sprintf("the error of %s in this loop is dropped", call(w))
		v.rest = ": it writes to a file, and nobody learns that a write failed"
	case w.Row.Creates && w.Loop != nil:
		v.lost = fmt.Sprintf("the error of %s in this loop is dropped", call(w))
		v.rest = ": the file is missing or cut short, and nobody learns of it"
	case w.Loop != nil && sticks(sink):
		v.lost = fmt.Sprintf("the error of %s in this loop is dropped", call(w))
		v.rest = ": after a failed write all that follows is lost too, and nobody looks"
	case w.Loop != nil:
		v.lost = fmt.Sprintf("the error of %s in this loop is dropped", call(w))
		v.rest = fmt.Sprintf(": %s keeps a hole when it fails, and Close does not tell", name(w))
	case w.Returns && w.Kind != streams.Helper:
		v.lost = fmt.Sprintf("the error of %s is dropped", call(w))
		v.rest = fmt.Sprintf(": the function can return nil with %s cut short, and Close does not tell", name(w))
	default:
		return verdict{}
	}
	return v
}

// sticks: a layer over the sink refuses all that follows a failed write.
func sticks(sink streams.Sink) bool {
	return slices.ContainsFunc(sink.Layers, func(l streams.Laid) bool { return l.Sticky })
}

// writer: the function was given a writer, and tells its caller that all went well.
func writer(w *streams.Write, sink streams.Sink) verdict {
	if !w.Returns || w.Varies || w.Reads {
		return verdict{}
	}
	v := verdict{level: evidence.LevelData, category: "dropped"}
	if w.Prints {
		v.lower("- the function prints to it too, as for people")
	}
	if w.Asked {
		v.lower("- " + name(w) + " may tell at the end")
	}
	if len(sink.Layers) > 0 || sink.Own && (w.Kind != streams.Helper || w.Loop == nil) {
		v.lower("- what is under " + name(w) + " is not known")
	}
	if w.Row.Prints {
		if !w.Endless {
			return verdict{} // printing for people
		}
		v.lower("- it prints")
	}
	switch {
	case w.Fate == streams.Last:
		v.category = "overwritten"
		if !w.Endless {
			v.lower("- the loop ends")
		}
		v.lost = fmt.Sprintf("the error of %s is overwritten in each turn of the loop", call(w))
		v.rest = fmt.Sprintf(": only the last write to %s counts", name(w))
	case w.Loop != nil:
		v.lost = fmt.Sprintf("the error of %s in this loop is dropped", call(w))
		v.rest = ": the function can return nil with bytes missing"
	case w.Kind == streams.Helper:
		return verdict{}
	default:
		if w.Fn.Name() != "WriteAt" && !w.Repeated {
			v.lower("- it is no loop, and may be a terminal")
		}
		v.lost = fmt.Sprintf("the error of %s is dropped", call(w))
		v.rest = ": the function can return nil with bytes missing"
	}
	return v
}

// peer: when the peer is gone all writes fail, and a loop that does not look goes on.
func peer(w *streams.Write, kind knowledge.Sink) verdict {
	if w.Varies || w.Reads || w.Kind == streams.Helper || w.Fate == streams.Last {
		return verdict{} // a connection that failed once fails again
	}
	v := verdict{level: evidence.LevelData, category: "pump"}
	switch {
	case w.Loop == nil && (!w.Row.Message || !w.Returns):
		return verdict{}
	case w.Loop == nil:
		v.category = "dropped"
		if !w.Claims {
			v.lower("- it may be the last message")
		}
		v.lost = fmt.Sprintf("the error of %s is dropped", call(w))
		v.rest = ": the function can return nil with the message missing"
	case kind == knowledge.Response && (w.Watches || !w.Endless):
		return verdict{} // the server ends the context of the request
	case w.Row.Message && w.Returns:
		v.category = "dropped"
		v.lost = fmt.Sprintf("the error of %s in this loop is dropped", call(w))
		v.rest = ": the function can return nil with messages missing"
	case w.Endless:
		if w.Heard {
			v.lower("- other code reads from the peer")
		}
		v.lost = fmt.Sprintf("the error of %s is dropped", call(w))
		v.rest = ": when the peer is gone this loop goes on, and what it writes is lost"
	default:
		v.category = "dropped"
		v.lower("- the loop ends")
		v.lost = fmt.Sprintf("the error of %s in this loop is dropped", call(w))
		v.rest = ": when the peer is gone the rest is lost"
	}
	return v
}

// guessed: a loop without end hands on what comes to something that cannot be seen.
func guessed(w *streams.Write) verdict {
	if !w.Endless || w.Varies || w.Fate == streams.Last {
		return verdict{}
	}
	v := verdict{category: "pump"}
	v.lower("- what is behind " + name(w) + " cannot be seen")
	v.lost = fmt.Sprintf("the error of %s is dropped", call(w))
	v.rest = ": when it fails for good this loop goes on, and what it is given is lost"
	return v
}

// lower leaves the finding to level audit, for a reason.
func (v *verdict) lower(why string) {
	v.level = evidence.LevelAudit
	v.reasons = append(v.reasons, why)
}

// text words the finding.
func (c *cluster) text() string {
	others := ""
	switch n := len(c.writes) - 1; {
	case n == 1:
		others = ", and of one more"
	case n > 1:
		others = fmt.Sprintf(", and of %d more", n)
	}
	return c.lost + others + c.rest
}

// call is the function that is called, as the code writes it.
func call(w *streams.Write) string { return check.Short(w.Node.Fun) }

// name is what is written to, as the code calls it.
func name(w *streams.Write) string {
	if w.Row.Creates {
		return "the file"
	}
	if w.Row.To >= 0 && w.Kind == streams.Plain && w.Row.To < len(w.Node.Args) {
		return check.Short(w.Node.Args[w.Row.To])
	}
	if sel, ok := ast.Unparen(w.Node.Fun).(*ast.SelectorExpr); ok {
		return check.Short(sel.X)
	}
	return "it"
}
