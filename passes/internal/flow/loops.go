package flow

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A Loop is a natural loop of the control flow: the blocks that can be run again
// before the function returns. A loop statement whose body always leaves it is
// not a loop; a backward goto makes one.
type Loop struct {
	Header *ssa.BasicBlock
	Blocks map[*ssa.BasicBlock]bool
	Parent *Loop
	// Stmt is the *ast.ForStmt or *ast.RangeStmt, nil for a goto.
	Stmt ast.Stmt
}

// Contains reports whether instr stands in the loop.
func (l *Loop) Contains(instr ssa.Instruction) bool { return l.Blocks[instr.Block()] }

// Pos is where the loop begins in the source.
func (l *Loop) Pos() token.Pos {
	if l.Stmt != nil {
		return l.Stmt.Pos()
	}
	for _, instr := range l.Header.Instrs {
		if instr.Pos().IsValid() {
			return instr.Pos()
		}
	}
	return token.NoPos
}

// Loops is the loop forest of one function.
type Loops struct {
	innermost map[*ssa.BasicBlock]*Loop
}

// Of returns the innermost loop around instr, nil if there is none.
func (ls *Loops) Of(instr ssa.Instruction) *Loop { return ls.innermost[instr.Block()] }

// Loops returns the loops of fn.
func (p *Program) Loops(fn *ssa.Function) *Loops {
	if ls, ok := p.loops[fn]; ok {
		return ls
	}
	ls := findLoops(fn)
	p.loops[fn] = ls
	return ls
}

func findLoops(fn *ssa.Function) *Loops {
	ls := &Loops{innermost: map[*ssa.BasicBlock]*Loop{}}
	byHeader := map[*ssa.BasicBlock]*Loop{}
	var loops []*Loop
	for _, b := range fn.Blocks {
		for _, head := range b.Succs {
			if !head.Dominates(b) {
				continue
			}
			// Have: b -> head is a back edge.
			l := byHeader[head]
			if l == nil {
				l = &Loop{Header: head, Blocks: map[*ssa.BasicBlock]bool{head: true}}
				byHeader[head] = l
				loops = append(loops, l)
			}
			work := []*ssa.BasicBlock{b}
			for len(work) > 0 {
				x := work[len(work)-1]
				work = work[:len(work)-1]
				if !l.Blocks[x] {
					l.Blocks[x] = true
					work = append(work, x.Preds...)
				}
			}
		}
	}
	for _, l := range loops {
		for _, outer := range loops {
			if outer != l && outer.Blocks[l.Header] && (l.Parent == nil || len(outer.Blocks) < len(l.Parent.Blocks)) {
				l.Parent = outer
			}
		}
		for b := range l.Blocks {
			if in := ls.innermost[b]; in == nil || len(l.Blocks) < len(in.Blocks) {
				ls.innermost[b] = l
			}
		}
	}
	// Inner loops first: what they are tells an outer one from them.
	slices.SortStableFunc(loops, func(a, b *Loop) int { return len(a.Blocks) - len(b.Blocks) })
	stmts := loopStmts(fn.Syntax())
	for _, l := range loops {
		l.Stmt = ls.stmtOf(l, loops, stmts)
	}
	return ls
}

// InOrder lists the blocks of the loop as they stand in the function.
func (l *Loop) InOrder() []*ssa.BasicBlock {
	var out []*ssa.BasicBlock
	for _, b := range l.Header.Parent().Blocks {
		if l.Blocks[b] {
			out = append(out, b)
		}
	}
	return out
}

// loopStmts lists the loop statements of a function's own body, outer before
// inner.
func loopStmts(syntax ast.Node) []ast.Stmt {
	var body ast.Node
	switch s := syntax.(type) {
	case *ast.FuncDecl:
		body = s.Body
	case *ast.FuncLit:
		body = s.Body
	case *ast.RangeStmt:
		body = s.Body // the body of a range over a function is a function of its own
	}
	if body == nil {
		return nil
	}
	var out []ast.Stmt
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ForStmt:
			out = append(out, n)
		case *ast.RangeStmt:
			out = append(out, n)
		}
		return true
	})
	return out
}

// stmtOf finds the loop statement of l: the innermost whose repeated part holds
// every position of the blocks that belong to l alone, and the statements of the
// loops inside it.
func (ls *Loops) stmtOf(l *Loop, loops []*Loop, stmts []ast.Stmt) ast.Stmt {
	if c := l.Header.Comment; !strings.HasPrefix(c, "for.") && !strings.HasPrefix(c, "range") {
		return nil // the target of a goto
	}
	var inside []token.Pos
	for b := range l.Blocks {
		if ls.innermost[b] != l {
			continue
		}
		for _, instr := range b.Instrs {
			if placed(instr) && instr.Pos().IsValid() {
				inside = append(inside, instr.Pos())
			}
		}
	}
	taken := map[ast.Stmt]bool{}
	for _, inner := range loops {
		if inner.Parent == l && inner.Stmt != nil {
			taken[inner.Stmt] = true
			inside = append(inside, inner.Stmt.Pos())
		}
	}
	var found ast.Stmt
	for _, stmt := range stmts {
		if len(inside) > 0 && !taken[stmt] && !slices.ContainsFunc(inside, func(pos token.Pos) bool { return !repeats(stmt, pos) }) {
			found = stmt
		}
	}
	return found
}

// placed reports whether an instruction has the position of its operation; the
// others have that of a variable or none.
func placed(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Call, *ssa.Go, *ssa.Defer, *ssa.Send, *ssa.BinOp, *ssa.MapUpdate, *ssa.Select, *ssa.MakeClosure:
		return true
	case *ssa.UnOp:
		return instr.Op == token.ARROW
	}
	return false
}

// repeats reports whether pos stands in the part of a loop statement that runs
// once an iteration.
func repeats(stmt ast.Stmt, pos token.Pos) bool {
	in := func(n ast.Node) bool { return n.Pos() <= pos && pos < n.End() }
	switch s := stmt.(type) {
	case *ast.ForStmt:
		return pos == s.For || in(s.Body) || s.Cond != nil && in(s.Cond) || s.Post != nil && in(s.Post)
	case *ast.RangeStmt:
		return pos == s.For || in(s.Body)
	}
	return false
}
