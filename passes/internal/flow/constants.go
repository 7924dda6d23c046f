package flow

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// ConstInt returns the whole number that v is, where it is written out.
func ConstInt(v ssa.Value) (int64, bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(c.Value)
}

// IsInt reports whether v is the number n, written out.
func IsInt(v ssa.Value, n int64) bool {
	have, ok := ConstInt(v)
	return ok && have == n
}

// AgainstNil returns what a condition compares with nil, and whether it asks that it is
// nil; v is nil if the condition is another.
func AgainstNil(cond ssa.Value) (v ssa.Value, isNil bool) {
	cmp, ok := cond.(*ssa.BinOp)
	if !ok || cmp.Op != token.EQL && cmp.Op != token.NEQ {
		return nil, false
	}
	if c, ok := cmp.Y.(*ssa.Const); ok && c.IsNil() {
		return cmp.X, cmp.Op == token.EQL
	}
	if c, ok := cmp.X.(*ssa.Const); ok && c.IsNil() {
		return cmp.Y, cmp.Op == token.EQL
	}
	return nil, false
}
