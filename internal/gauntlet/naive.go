package gauntlet

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
)

// Naive puts a limit in front of all work that the loops of a program start,
// without a look at what the work does. If no loop starts any, as in a recursion,
// it is in front of all work.
func Naive(source string, limit int) (string, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", source, parser.SkipObjectResolution)
	if err != nil {
		return "", err
	}
	n := &naive{source: source, offset: func(pos token.Pos) int { return fset.Position(pos).Offset }}
	n.walk(file, true)
	if len(n.edits) == 0 {
		n.walk(file, false)
	}
	if len(n.edits) == 0 {
		return "", fmt.Errorf("no work found")
	}
	slices.SortStableFunc(n.edits, func(x, y insertion) int { return cmp.Compare(x.at, y.at) })
	var out strings.Builder
	done := 0
	for _, e := range n.edits {
		out.WriteString(source[done:e.at])
		out.WriteString(e.text)
		done = e.at
	}
	out.WriteString(source[done:])
	fmt.Fprintf(&out, "\nvar naiveTokens = make(chan struct{}, %d)\n", limit)
	return out.String(), nil
}

type naive struct {
	source string
	offset func(token.Pos) int
	edits  []insertion
}

type insertion struct {
	at   int
	text string
}

const (
	acquire = "naiveTokens <- struct{}{}; "
	release = " defer func() { <-naiveTokens }();"
)

// walk looks for the statements that start work, in loops alone if loops is set.
func (n *naive) walk(file *ast.File, loops bool) {
	var stack []ast.Node
	ast.Inspect(file, func(node ast.Node) bool {
		if node == nil {
			stack = stack[:len(stack)-1]
			return true
		}
		if !loops || slices.ContainsFunc(stack, isLoop) {
			n.statement(node)
		}
		stack = append(stack, node)
		return true
	})
}

func isLoop(node ast.Node) bool {
	switch node.(type) {
	case *ast.ForStmt, *ast.RangeStmt:
		return true
	}
	return false
}

func (n *naive) statement(node ast.Node) {
	switch stmt := node.(type) {
	case *ast.GoStmt:
		n.insert(stmt.Pos(), acquire)
		if lit, ok := stmt.Call.Fun.(*ast.FuncLit); ok {
			n.insert(lit.Body.Lbrace+1, release)
			return
		}
		n.insert(stmt.Call.Pos(), "func() {"+release+" ")
		n.insert(stmt.Call.End(), " }()")
	case *ast.ExprStmt:
		call, ok := stmt.X.(*ast.CallExpr)
		if !ok || len(call.Args) != 1 {
			return
		}
		method, ok := call.Fun.(*ast.SelectorExpr)
		work, isLiteral := call.Args[0].(*ast.FuncLit)
		if ok && isLiteral && method.Sel.Name == "Go" {
			n.insert(stmt.Pos(), acquire)
			n.insert(work.Body.Lbrace+1, release)
		}
	}
}

func (n *naive) insert(pos token.Pos, text string) {
	n.edits = append(n.edits, insertion{n.offset(pos), text})
}
