package tokens

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// An outcome is what a return says.
type outcome uint8

const (
	silent  outcome = iota // nothing is returned
	success                // no error, true, or something rather than nil
	failure
	unclear
)

// outcome is what a return says about how it went.
func (x *explorer) outcome(ret *ssa.Return, st *state) outcome {
	if len(ret.Results) == 0 {
		return silent
	}
	last := ret.Results[len(ret.Results)-1]
	said := func(good, ok bool) outcome {
		switch {
		case !ok:
			return unclear
		case good:
			return success
		}
		return failure
	}
	if knowledge.IsError(last.Type()) {
		is, ok := x.isNil(last, st)
		if !ok {
			is, ok = x.found(last, ret.Block(), st)
		}
		if !ok && written(last) {
			is, ok = false, true
		}
		if _, call := last.(*ssa.Call); !ok && call {
			is, ok = x.found(nil, ret.Block(), st) // another error, made of the one that was found
			ok = ok && !is
		}
		return said(is, ok)
	}
	if verdict(last.Type()) {
		is, ok := x.holds(last, st)
		return said(is, ok)
	}
	switch last.Type().Underlying().(type) {
	case *types.Pointer, *types.Interface, *types.Signature, *types.Map, *types.Chan, *types.Slice:
		c, ok := x.value(last, *st).(*ssa.Const)
		return said(!ok || !c.IsNil(), true)
	}
	return unclear
}

// written: an error that the code has a text for: a package variable, or what a function of
// the standard library makes of a constant.
func written(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Call:
		if !standard(flow.Callee(&v.Call)) || v.Call.Signature().Results().Len() != 1 || len(v.Call.Args) == 0 {
			return false
		}
		text, ok := v.Call.Args[0].(*ssa.Const)
		return ok && text.Value != nil && text.Value.Kind() == constant.String
	case *ssa.UnOp:
		_, ok := v.X.(*ssa.Global)
		return ok && v.Op == token.MUL
	}
	return false
}

// found: a test that leads to block b, and nowhere else, has found v to be nil or not. nil
// stands for any error.
func (x *explorer) found(v ssa.Value, b *ssa.BasicBlock, st *state) (is, ok bool) {
	if v != nil {
		v = x.value(v, *st)
	}
	for up := b.Idom(); up != nil; up = up.Idom() {
		test, ok := up.Instrs[len(up.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		tested, isNil := flow.AgainstNil(test.Cond)
		if tested == nil || v != nil && x.value(tested, *st) != v || v == nil && !knowledge.IsError(tested.Type()) {
			continue
		}
		for i, succ := range up.Succs {
			if len(succ.Preds) == 1 && succ.Dominates(b) {
				return (i == 0) == isNil, true
			}
		}
	}
	return false, false
}
