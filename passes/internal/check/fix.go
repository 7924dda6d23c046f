package check

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/progress"
	"github.com/inflight-go/inflight/passes/internal/rewrite"
	"github.com/inflight-go/inflight/passes/internal/sites"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// A Fixer is what the rewrites of one package share.
type Fixer struct {
	*progress.Analysis
	reporter *Reporter
	files    map[*ast.File]*rewrite.File
	limits   *downstreams
}

// Fixer returns the fixer of the package.
func (r *Reporter) Fixer() *Fixer {
	if r.fixer == nil {
		r.fixer = &Fixer{
			Analysis: progress.New(r.Table), reporter: r,
			files: map[*ast.File]*rewrite.File{},
		}
	}
	return r.fixer
}

// File returns the file of a site for editing.
func (x *Fixer) File(s *sites.Site) (*rewrite.File, bool) { return x.open(s.File) }

// FileAt returns the file around pos for editing.
func (x *Fixer) FileAt(pos token.Pos) (*rewrite.File, bool) { return x.open(x.reporter.FileOf(pos)) }

func (x *Fixer) open(file *ast.File) (*rewrite.File, bool) {
	f, ok := x.files[file]
	if !ok && file != nil {
		f, _ = rewrite.Open(x.reporter.Pass, file)
		x.files[file] = f
	}
	return f, f != nil
}

// Limit chooses the limit for the work of sites that share one. option is the expression
// of the user, if there is one.
func (x *Fixer) Limit(f *rewrite.File, all []*sites.Site, option LimitOption, pure bool, pos token.Pos) (rewrite.Limit, bool) {
	if x.limits == nil {
		x.limits = findDownstreams(x.reporter.Pass, x.reporter.Table)
	}
	return f.Limit(rewrite.Need{
		Option:     option.Limit,
		Downstream: x.limits.behind(all),
		Pure:       pure,
		Nth:        x.Nth(f, all[0]),
	}, pos)
}

// Nth counts the places in the declaration around s that get a limit of their own,
// before that of s.
func (x *Fixer) Nth(f *rewrite.File, s *sites.Site) int {
	decl := f.Decl(s.Node.Pos())
	if decl == nil {
		return 0
	}
	var places []token.Pos
	place := func(s *sites.Site) token.Pos {
		if s.Spawn.Pooled() {
			if pos, ok := x.MadeAt(s); ok {
				return pos
			}
		}
		return s.Factor.Pos
	}
	for _, other := range x.reporter.Table.Sites {
		if other.Regime == sites.Unbounded && decl.Pos() <= other.Node.Pos() && other.Node.Pos() < decl.End() {
			if p := place(other); p < place(s) && !slices.Contains(places, p) {
				places = append(places, p)
			}
		}
	}
	return len(places)
}

// HasGoto reports whether the declaration around pos jumps: a variable that is declared
// between a goto and its label does not compile.
func HasGoto(decl ast.Node) bool {
	found := false
	if decl != nil {
		ast.Inspect(decl, func(n ast.Node) bool {
			if b, ok := n.(*ast.BranchStmt); ok && b.Tok == token.GOTO {
				found = true
			}
			return !found
		})
	}
	return found
}

// Fix is a fix with edits in the order of the file.
func Fix(message string, edits []analysis.TextEdit) analysis.SuggestedFix {
	slices.SortStableFunc(edits, func(a, b analysis.TextEdit) int { return int(a.Pos - b.Pos) })
	return analysis.SuggestedFix{Message: message, TextEdits: edits}
}

// AlternativePrefix begins the message of a fix that is not proven, or not the first choice:
// nobody but a person may pick it.
const AlternativePrefix = "Alternative: "

// Alternative marks a fix as one for a person to pick.
func Alternative(fix analysis.SuggestedFix) analysis.SuggestedFix {
	fix.Message = AlternativePrefix + strings.ToLower(fix.Message[:1]) + fix.Message[1:]
	return fix
}

// Spawns returns the places where the work of all starts, as text; why says what keeps one
// from being rewritten.
func (x *Fixer) Spawns(f *rewrite.File, all []*sites.Site) (out []rewrite.Spawn, why string) {
	for _, s := range all {
		arg := 0
		switch s.Spawn.Kind {
		case spawns.Go, spawns.WaitGroup:
		case spawns.Helper:
			arg = helperArg(s)
		default:
			return nil, "what starts the work is out of sight"
		}
		sp, ok := f.SpawnAt(s.Node, arg)
		if !ok {
			return nil, "the work is not started by a statement"
		}
		out = append(out, sp)
	}
	return out, ""
}

// helperArg is the index of the work among the arguments of a helper.
func helperArg(s *sites.Site) int {
	for i, arg := range s.Spawn.Instr.Common().Args {
		if arg == s.Spawn.Value {
			if s.Spawn.Instr.Common().Signature().Recv() != nil && !s.Spawn.Instr.Common().IsInvoke() {
				i--
			}
			return i
		}
	}
	return len(s.Spawn.Instr.Common().Args)
}
