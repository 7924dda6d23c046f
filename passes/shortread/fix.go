package shortread

import (
	"fmt"
	"go/ast"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/streams"
)

// readFull lets the read go on until the buffer is full. proven: less than that is of no
// use to the code. why says what keeps the fix from being offered.
func readFull(r *check.StreamReporter, read *streams.Read, proven, alternatives bool) (fixes []analysis.SuggestedFix, why string) {
	sel, ok := ast.Unparen(read.Node.Fun).(*ast.SelectorExpr)
	if !ok || read.Raw {
		return nil, "a system call"
	}
	switch read.OnError() {
	case streams.Ignored:
		return nil, "nobody looks at the error either"
	case streams.Told:
		return nil, "io.EOF is told from other errors, and io.ReadFull has two of them"
	}
	if knowledge.IsNamed(r.Pass.TypesInfo.TypeOf(sel.X), "net", "Conn") {
		proven = false // it may be one of datagrams
	}
	if !proven && !alternatives {
		return nil, "less than a full buffer may be enough"
	}
	file, ok := r.Fixer().FileAt(read.Node.Pos())
	if !ok {
		return nil, "a generated file"
	}
	if !check.Implements(file.Info().TypeOf(sel.X), "Read") {
		return nil, "the reader has to be passed by its address"
	}
	if file.Comments(read.Node.Pos(), read.Node.End()) {
		return nil, "a comment at the read"
	}
	qualifier, edits, ok := file.Qualifier("io", "ReadFull", read.Node.Pos())
	if !ok {
		return nil, "package io cannot be imported here"
	}
	text := fmt.Sprintf("%sReadFull(%s, %s)", qualifier, file.Text(sel.X), file.Text(read.Node.Args[0]))
	fix := check.Fix("Read until the buffer is full", append(edits, file.Replace(read.Node, text)))
	if !proven {
		fix = check.Alternative(fix)
	}
	return []analysis.SuggestedFix{fix}, ""
}
