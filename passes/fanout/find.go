package fanout

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/channels"
	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/evidence"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/sites"
)

// A finding is what can go wrong on a channel, and where it stands in the source.
type finding struct {
	channels.Finding
	// op is the send, receive, range or call that is marked, nil if it is out of sight.
	op ast.Node
	// name is how the code calls the channel there, or the group.
	name string
}

// find returns what can go wrong on the channels that the functions of the package make, in
// the order of the source.
func find(r *check.Reporter) (out []finding) {
	if r.Table.Scale == nil {
		return nil
	}
	r.Table.Asking.Lock()
	defer r.Table.Asking.Unlock()
	a := &channels.Analysis{P: r.Table.Scale.P, Facts: r.Table.Scale.Facts}
	var all []channels.Finding
	for _, fn := range a.P.Funcs {
		if r.Covers(fn.Pos()) {
			all = append(all, findIn(a, fn)...)
		}
	}
	for _, f := range all {
		if f.Kind == channels.Alone && slices.ContainsFunc(all, func(g channels.Finding) bool { return g.Pos == f.Pos && g.Kind != f.Kind }) {
			continue // what is said of the function around it says more
		}
		op, channel := operation(r.FileOf(f.Pos), f.Pos)
		name := "the channel"
		if channel != nil {
			name = check.Short(channel)
		}
		out = append(out, finding{f, op, name})
	}
	return out
}

// findIn looks at one function. What cannot be digested has no findings: a panic must not
// take the driver down.
func findIn(a *channels.Analysis, fn *ssa.Function) (out []channels.Finding) {
	if !sites.Strict {
		defer func() {
			if recover() != nil {
				out = nil
			}
		}()
	}
	return a.Find(fn)
}

// weigh says at which level a finding is reported, and why.
func weigh(r *check.Reporter, f finding) (level evidence.Level, reasons []string) {
	level = evidence.LevelData
	if f.Several {
		level = evidence.LevelStrong
		reasons = append(reasons, "+ several wait")
	}
	r.Table.Asking.Lock()
	defer r.Table.Asking.Unlock()
	switch {
	case f.Kind == channels.Alone:
		level = evidence.LevelAudit
		reasons = append(reasons, "- it may never happen that all work ends")
	case onlyMain(r.Table.Scale.P, f.Fn, 0):
		level = evidence.LevelAudit
		reasons = append(reasons, "- called once, by main")
	case serves(r.Table.Scale.P, f):
		level = evidence.LevelAudit
		reasons = append(reasons, "- the work serves until the program ends")
	}
	return level, reasons
}

// onlyMain reports whether fn runs when main does, and once.
func onlyMain(p *flow.Program, fn *ssa.Function, depth int) bool {
	if p.Pkg.Name() != "main" || depth > 3 {
		return false
	}
	if fn.Parent() == nil && fn.Signature.Recv() == nil && (fn.Name() == "main" || fn.Name() == "init") {
		return true
	}
	calls, all := p.Callers(fn)
	if !all {
		return false
	}
	for _, call := range calls {
		if _, started := call.(*ssa.Go); started || p.Loops(call.Parent()).Of(call) != nil || !onlyMain(p, call.Parent(), depth+1) {
			return false
		}
	}
	return true
}

// serves reports whether the work that waits has served until then.
func serves(p *flow.Program, f finding) bool {
	found := false
	for fn := f.At.Parent(); fn != nil && fn != f.Fn; fn = fn.Parent() {
		flow.Instructions(fn, false, func(instr ssa.Instruction) {
			if call, ok := instr.(*ssa.Call); ok && p.Table.Lookup(flow.Callee(&call.Call)).Role == knowledge.Serve {
				found = true
			}
		})
	}
	return found
}

// operation returns the send, receive, range or call that stands at pos, and the channel that
// it is on.
func operation(file *ast.File, pos token.Pos) (op ast.Node, channel ast.Expr) {
	if file == nil {
		return nil, nil
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil || pos < n.Pos() || n.End() <= pos {
			return false
		}
		switch n := n.(type) {
		case *ast.SendStmt:
			if n.Arrow == pos {
				op, channel = n, n.Chan
			}
		case *ast.UnaryExpr:
			if n.OpPos == pos && n.Op == token.ARROW {
				op, channel = n, n.X
			}
		case *ast.RangeStmt:
			if n.For == pos || n.X.Pos() == pos || n.TokPos == pos {
				op, channel = n.X, n.X
			}
		case *ast.CallExpr:
			if n.Lparen == pos || n.Pos() == pos {
				op, channel = n, n.Fun
				if id, ok := n.Fun.(*ast.Ident); ok && id.Name == "close" && len(n.Args) == 1 {
					channel = n.Args[0]
				}
			}
		case *ast.GoStmt:
			if n.Go == pos {
				op, channel = n, n.Call.Fun
			}
		}
		return true
	})
	return op, channel
}
