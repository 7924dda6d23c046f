package semaphore

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/evidence"
	"github.com/inflight-go/inflight/passes/internal/tokens"
)

// held reports what is wrong with the tokens themselves: kept, given back twice or never
// taken, and semaphores of which nothing or anything can be taken.
func held(r *check.Reporter) {
	r.Table.Asking.Lock()
	faults := r.Table.Faults()
	r.Table.Asking.Unlock()
	for _, f := range faults {
		at, ok := find(r, f.Pos)
		if !ok {
			continue // made by the compiler, or in a file that is left out
		}
		w := wording{r, f, at}
		category, message := w.say()
		r.Report(check.Finding{Range: at.mark, Level: level(f), Category: category, Message: message,
			Fixes: func() ([]analysis.SuggestedFix, string) { return faultFixes(r, at, f) }})
	}
}

// level is the lowest level that reports a fault.
func level(f tokens.Fault) evidence.Level {
	switch f.Kind {
	case tokens.Leak, tokens.Twice, tokens.Untaken:
		if f.Seen {
			return evidence.LevelStrong
		}
	case tokens.Early:
		return evidence.LevelAudit
	}
	return evidence.LevelData
}

// faultFixes returns the fix for a fault. why says what keeps it from being offered.
func faultFixes(r *check.Reporter, at place, f tokens.Fault) (fixes []analysis.SuggestedFix, why string) {
	switch f.Kind {
	case tokens.Leak, tokens.Panics:
		return deferred(r.Fixer(), at, f)
	case tokens.Ignored:
		return looked(r, at)
	case tokens.Cause:
		return waited(r, at, f)
	}
	return nil, ""
}

// A place is an operation on a semaphore as it stands in the code.
type place struct {
	file *ast.File
	node ast.Node
	// mark is what is reported, name what the semaphore is called.
	mark analysis.Range
	name string
	// call is the method of an acquire or release, as it is written.
	call string
}

// find returns the operation at pos.
func find(r *check.Reporter, pos token.Pos) (place, bool) {
	for _, file := range r.Pass.Files {
		if pos < file.FileStart || file.FileEnd <= pos || r.Table.Skipped(file) {
			continue
		}
		path, _ := astutil.PathEnclosingInterval(file, pos, pos)
		for _, n := range path {
			switch n := n.(type) {
			case *ast.SendStmt:
				if n.Arrow == pos {
					return place{file, n, n, check.Short(n.Chan), ""}, true
				}
			case *ast.UnaryExpr:
				if n.OpPos == pos {
					return place{file, n, n, check.Short(n.X), ""}, true
				}
			case *ast.CallExpr:
				if n.Lparen == pos {
					return called(file, n), true
				}
			case *ast.DeferStmt:
				if n.Defer == pos {
					return place{file, n, n.Call.Fun, "", ""}, true
				}
			case *ast.GoStmt:
				if n.Go == pos {
					return place{file, n, check.Mark(n), "", ""}, true
				}
			}
		}
	}
	return place{}, false
}

func called(file *ast.File, call *ast.CallExpr) place {
	p := place{file: file, node: call, mark: call.Fun, call: check.Short(call.Fun)}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		p.name = check.Short(sel.X)
	}
	return p
}
