package sites

import (
	"go/ast"
	"go/token"
	"go/types"
	"sort"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/directives"
	"github.com/inflight-go/inflight/passes/internal/evidence"
	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/gates"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

type builder struct {
	pass       *analysis.Pass
	table      *Table
	program    *flow.Program
	facts      *facts.Facts
	directives *directives.Index

	repeats *repeats.Analysis
	gates   *gates.Analysis
	scale   *evidence.Scale
	nodes   map[token.Pos]ast.Node
	files   map[*token.File]*ast.File
}

func (b *builder) rows() {
	b.repeats = b.counting(b.program)
	all := spawns.Find(b.program, b.facts)
	b.gates = &gates.Analysis{P: b.program, Repeats: b.repeats, Facts: b.facts}
	b.scale = &evidence.Scale{P: b.program, Repeats: b.repeats, Gates: b.gates, Facts: b.facts}
	b.table.Scale = b.scale
	b.index()
	for _, s := range all {
		if site := b.row(s); site != nil {
			b.table.Sites = append(b.table.Sites, site)
		}
	}
	sort.SliceStable(b.table.Sites, func(i, j int) bool {
		return b.table.Sites[i].Node.Pos() < b.table.Sites[j].Node.Pos()
	})
	b.siblings()
}

// counting returns the analysis of how often things happen in p.
func (b *builder) counting(p *flow.Program) *repeats.Analysis {
	r := repeats.New(p)
	r.Wraps = b.facts.Spawns
	r.Sized = func(obj types.Object) (repeats.Class, bool) {
		size, ok := b.facts.Sized(obj)
		if size == facts.Processors {
			return repeats.Processors, ok
		}
		return repeats.Constant, ok
	}
	r.Bounded = func(obj types.Object) bool {
		if b.facts.Bounded(obj) {
			return true
		}
		_, ok := b.directives.BoundedObject(obj)
		return ok
	}
	return r
}

// index finds the syntax of every spawn by its position.
func (b *builder) index() {
	b.nodes = map[token.Pos]ast.Node{}
	b.files = map[*token.File]*ast.File{}
	for _, file := range b.pass.Files {
		b.files[b.pass.Fset.File(file.FileStart)] = file
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt:
				b.nodes[n.Go] = n
			case *ast.CallExpr:
				b.nodes[n.Lparen] = n
			}
			return true
		})
	}
}

func (b *builder) row(s *spawns.Spawn) *Site {
	node := b.nodes[s.Pos()]
	if node == nil {
		return nil // made by the compiler
	}
	file := b.files[b.pass.Fset.File(node.Pos())]
	if file == nil || b.table.skipped[file] {
		return nil
	}
	site := &Site{Spawn: s, Node: node, File: file, Func: declared(s.Instr.Parent())}
	if v, ok := s.Instr.(ssa.Value); ok {
		site.ResultIgnored = v.Referrers() == nil || len(*v.Referrers()) == 0
	}
	site.Repeat = b.repeats.Of(s.Instr)
	f, open := site.Repeat.Unbounded()
	isGroup := s.Pooled()
	if !open && (isGroup || s.Kind == spawns.Go && b.repeats.Branches(s.Instr)) {
		if rec, ok := b.repeats.Recursive(s.Instr, s.Work); ok {
			f, open = rec, true
			site.Repeat.Factors = append(site.Repeat.Factors, rec)
		}
	}
	if !open && b.served(site) {
		if req, ok := b.repeats.Handler(s.Instr); ok {
			f, open = req, true
			site.Repeat.Factors = append(site.Repeat.Factors, req)
		}
	}
	if to := b.program.Handed(s.Instr.Parent()); !open && to != nil && s.Kind == spawns.Go && reacts(s.Instr.Parent()) {
		f, open = repeats.Factor{
			Size: repeats.Size{Class: repeats.Forever, Origin: &repeats.Origin{Kind: repeats.Callback, Func: to}},
			Func: s.Instr.Parent(), Pos: s.Instr.Parent().Pos(), At: s.Instr,
		}, true
		site.Repeat.Factors = append(site.Repeat.Factors, f)
	}
	if !open && s.Kind == spawns.Go && b.spilled(site) {
		// The sum over all calls is the caller's data.
		f, open = site.Repeat.Largest(), true
		f.Class, f.Origin = repeats.Data, &repeats.Origin{Kind: repeats.Parameter}
	}
	if !open && isGroup {
		// A limit that breaks the group does so without a loop.
		site.Verdict = b.gates.Group(s, site.Repeat.Largest())
		site.Verdict.Gate = gates.None
	}
	if s.Kind == spawns.Starter && (!open || b.decided(s)) {
		return nil // what it starts has a row of its own, where it stands
	}
	switch {
	case !open:
		site.Factor = site.Repeat.Largest()
		switch {
		case site.Factor.Class == repeats.Unknown, site.Repeat.Escapes, site.Repeat.Spends():
			site.Regime = Unknown
		case site.Factor.Class == repeats.Once:
			site.Regime = Sequential
		default:
			site.Regime = Bounded
			site.Verdict.K = site.Factor.Size
		}
		return site
	default:
		site.Factor = f
	}
	if why, ok := b.bounded(site); ok {
		site.Regime, site.Directive = Bounded, why
		return site
	}
	site.Verdict = b.gates.Of(s, f)
	if f.Loop == nil && f.Class == repeats.Forever && site.Verdict.Fake == gates.NotEachTime {
		// In a handler, sends on a channel of the work are no tokens.
		site.Verdict.Fake, site.Verdict.FakePos = gates.NoFake, token.NoPos
	}
	switch site.Verdict.Gate {
	case gates.None:
		site.Regime = Unbounded
	case gates.Owner, gates.Unseen:
		site.Regime = Unknown
	case gates.StateFlag:
		site.Regime = Sequential
	default:
		site.Regime = Bounded
	}
	if site.Regime == Unbounded {
		site.Evidence = b.scale.Weigh(s, site.Repeat, f, site.Verdict)
		site.Level = evidence.Grade(site.Evidence)
	}
	return site
}

// decided: the function that s calls starts something on some ways only, and what
// decides holds it back, or cannot be seen.
func (b *builder) decided(s *spawns.Spawn) bool {
	if !s.Start.Maybe {
		return false
	}
	if s.Inner == nil {
		return true
	}
	whole := repeats.Factor{Func: s.Inner.Instr.Parent(), At: s.Inner.Instr}
	return b.gates.Of(s.Inner, whole).Gate != gates.None || b.gates.Keyed(s.Inner, whole)
}

// reacts: a function that is told something and returns nothing, as those are that
// somebody calls whenever something happens.
func reacts(fn *ssa.Function) bool {
	sig := fn.Signature
	return sig.Results().Len() == 0 && sig.Params().Len() > 0
}

// served: what one activation of the function starts, once or a few times and not
// inside other work, a server that calls it starts again for each request.
func (b *builder) served(site *Site) bool {
	s := site.Spawn
	if s.Pooled() || site.Repeat.Spawned != nil || site.Repeat.Escapes || site.Repeat.Single || site.Repeat.Spends() || site.Repeat.Largest().Class == repeats.Unknown {
		return false
	}
	if s.Kind == spawns.Starter && s.Callee.Pkg() == b.pass.Pkg {
		// Reported where it starts.
		_, ok := knowledge.Handler(s.Callee.Name(), s.Callee.Signature())
		return !ok
	}
	return true
}

// bounded reports whether a directive on the spawn, on a loop around it or on the
// function says that it is bounded.
func (b *builder) bounded(site *Site) (string, bool) {
	places := []token.Pos{site.Node.Pos()}
	for _, f := range site.Repeat.Factors {
		places = append(places, f.Pos)
	}
	for _, pos := range places {
		if why, ok := b.directives.Bounded(pos); ok {
			return why, true
		}
	}
	fn := site.Spawn.Instr.Parent()
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	if obj := fn.Object(); obj != nil {
		return b.directives.BoundedObject(obj)
	}
	return "", false
}

// spilled: the callers limit how much each call gets, but call in a loop, and the
// call does not wait for what it started.
func (b *builder) spilled(site *Site) bool {
	f := site.Repeat.Largest()
	if f.Callers == nil || b.gates.Work(site.Spawn).Counted {
		return false
	}
	whole := repeats.Factor{Func: site.Spawn.Instr.Parent(), At: site.Spawn.Instr}
	if b.gates.Of(site.Spawn, whole).Gate != gates.None {
		return false
	}
	return b.repeated(f.Callers, 0)
}

// repeated reports whether a call of fn stands in a loop that nothing limits, or
// that of a caller does.
func (b *builder) repeated(fn *ssa.Function, depth int) bool {
	calls, _ := b.program.Callers(fn)
	for _, call := range calls {
		if _, ok := b.repeats.Of(call).Unbounded(); ok {
			return true
		}
		outer := call.Parent()
		for outer.Parent() != nil {
			outer = outer.Parent()
		}
		if depth < 3 && outer != fn && b.repeated(outer, depth+1) {
			return true
		}
	}
	return false
}

// siblings: a spawn next to one that is limited was left out, rather than judged
// harmless.
func (b *builder) siblings() {
	limited := map[*ast.File]bool{}
	for _, s := range b.table.Sites {
		switch s.Verdict.Gate {
		case gates.GroupLimit, gates.Semaphore, gates.Limiter:
			limited[s.File] = true
		}
	}
	for _, s := range b.table.Sites {
		if s.Regime == Unbounded && limited[s.File] {
			s.Evidence = append(s.Evidence, evidence.Sibling)
			s.Level = evidence.Grade(s.Evidence)
		}
	}
}

// declared returns the name of the declared function that fn is or stands in.
func declared(fn *ssa.Function) string {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return fn.Name()
}
