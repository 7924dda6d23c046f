package streams

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// A Write is a call that writes.
type Write struct {
	Call ssa.CallInstruction
	Node *ast.CallExpr
	Fn   *types.Func
	Row  knowledge.Writing
	// To is the value that is written to.
	To ssa.Value
}

func (t *Table) findWrites() {}

var _ = flow.Callee
