package repeats

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
)

// Classify says how often a loop goes round.
func (a *Analysis) Classify(l *flow.Loop) Factor {
	if f, ok := a.loops[l]; ok {
		return f
	}
	// Entered first, so that a loop whose size depends on itself ends here.
	a.loops[l] = Factor{Size: Size{Class: Unknown}, Loop: l, Stmt: l.Stmt, Func: l.Header.Parent(), Pos: l.Pos()}
	f := a.loops[l]
	switch s := l.Stmt.(type) {
	case *ast.RangeStmt:
		f.Subject = s.X
		f.Size = a.rangeLoop(l, s)
		if t := a.P.Info.TypeOf(s.X); t != nil {
			b, ok := t.Underlying().(*types.Basic)
			f.Counted = ok && b.Info()&types.IsInteger != 0
		}
	case *ast.ForStmt:
		f.Size, f.Subject = a.forLoop(l, s)
		if f.Subject != nil {
			if t := a.P.Info.TypeOf(f.Subject); t != nil {
				b, ok := t.Underlying().(*types.Basic)
				f.Counted = ok && b.Info()&types.IsInteger != 0
			}
		}
	default:
		f.Size = a.endless(l)
	}
	if f.Class.Unbounded() {
		if n, ok := a.exitCount(l); ok && n.Class < f.Class {
			f.Size = n
		}
	}
	if lists := used(l); lists > 1 || lists == 1 && f.Origin != nil && f.Origin.Kind != Queue {
		// Each turn takes something from a list and the loop ends when there is
		// none: idle workers, free slots. How many there are cannot be seen.
		f.Size, f.Spends = Size{Class: Unknown}, true
	}
	a.loops[l] = f
	return f
}

func (a *Analysis) rangeLoop(l *flow.Loop, s *ast.RangeStmt) Size {
	t := a.P.Info.TypeOf(s.X)
	if t == nil {
		return Size{Class: Unknown}
	}
	if sig, ok := t.Underlying().(*types.Signature); ok && sig != nil {
		return Size{Class: Unknown} // its body is a function of its own
	}
	// The value stands in the test of the loop: the length compared, the
	// iterator advanced, the channel received from.
	for _, b := range l.InOrder() {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Next:
				if rng, ok := instr.Iter.(*ssa.Range); ok && rng.Pos() == s.For {
					return a.container(rng.X, instr)
				}
			case *ssa.UnOp:
				if instr.Op == token.ARROW && instr.CommaOk && instr.Pos() == s.For {
					return a.channel(l, instr.X)
				}
			}
		}
	}
	for _, b := range loopTests(l) {
		test := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		cmp, ok := test.Cond.(*ssa.BinOp)
		if !ok || cmp.Op != token.LSS || cmp.Pos() != token.NoPos {
			continue
		}
		if x := flow.LenOf(cmp.Y); x != nil && b.Comment == "rangeindex.loop" {
			return a.container(x, cmp)
		}
		return a.count(cmp.Y, cmp, 0)
	}
	if _, ok := t.Underlying().(*types.Array); ok {
		return Size{Class: Constant}
	}
	return Size{Class: Unknown}
}

// loopTests returns the blocks of l that end in a test which can leave it.
func loopTests(l *flow.Loop) []*ssa.BasicBlock {
	var out []*ssa.BasicBlock
	add := func(b *ssa.BasicBlock) {
		if len(b.Instrs) == 0 {
			return
		}
		if _, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok && (!l.Blocks[b.Succs[0]] || !l.Blocks[b.Succs[1]]) {
			out = append(out, b)
		}
	}
	add(l.Header)
	for _, b := range l.Header.Parent().Blocks {
		if l.Blocks[b] && b != l.Header {
			add(b)
		}
	}
	return out
}

// channel: as many turns as messages are sent, which is known only when all of
// them are sent before the loop by this function.
func (a *Analysis) channel(l *flow.Loop, ch ssa.Value) Size {
	return a.receive(ch.Type(), ch)
}
