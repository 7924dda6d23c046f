package streams

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// A Breach is a return of a Write method with a count that is not that of what it was
// given, and an error that can be nil.
type Breach struct {
	Fn     *ssa.Function
	Return *ssa.Return
	How    How
	// Of is the source of what was counted instead, NoPos when it has none.
	Of token.Pos
}

// How says what a count counts.
type How uint8

const (
	// Zero: nothing, though something was given.
	Zero How = iota
	// OtherLength: the length of something else.
	OtherLength
	// Copied: what there was room for.
	Copied
	// OtherWrite: what another writer took of something else.
	OtherWrite
)

// Breaches returns the returns that break the contract of io.Writer, as far as they can
// be seen.
func (t *Table) Breaches() []Breach {
	if t.P == nil {
		return nil
	}
	var out []Breach
	for _, fn := range t.P.Funcs {
		obj, ok := fn.Object().(*types.Func)
		if !ok || obj.Name() != "Write" || fn.Parent() != nil || len(fn.Params) != 2 {
			continue
		}
		if _, ok := knowledge.WritingOf(obj); !ok {
			continue
		}
		decl, ok := fn.Syntax().(*ast.FuncDecl)
		if !ok || !t.covers(decl) {
			continue
		}
		for _, b := range fn.Blocks {
			ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
			if !ok || len(ret.Results) != 2 {
				continue
			}
			n, err := returned(ret, 0), returned(ret, 1)
			if !canBeNil(err) {
				continue
			}
			if how, of, ok := t.counts(ret, n, err, fn.Params[1]); ok {
				out = append(out, Breach{fn, ret, how, of})
			}
		}
	}
	return out
}

// returned is what a return says for one result: in a function that defers, what was put
// into the variable of that result right before.
func returned(ret *ssa.Return, i int) ssa.Value {
	load, ok := ret.Results[i].(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return ret.Results[i]
	}
	v := ret.Results[i]
	for _, instr := range ret.Block().Instrs {
		if st, ok := instr.(*ssa.Store); ok && st.Addr == load.X {
			v = st.Val
		}
	}
	return v
}

// Returns lists the return statements of a declared function, without those of literals.
func (t *Table) Returns(fn *ssa.Function) []*ast.ReturnStmt {
	decl, ok := fn.Syntax().(*ast.FuncDecl)
	if !ok {
		return nil
	}
	var out []*ast.ReturnStmt
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			out = append(out, n)
		}
		return true
	})
	return out
}

// covers reports whether a declaration stands in a file that is not left out.
func (t *Table) covers(decl *ast.FuncDecl) bool {
	covered := false
	ast.Inspect(decl, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && t.calls[call.Lparen] == call {
			covered = true
		}
		return !covered
	})
	return covered
}

// canBeNil: an error that is nil, or may be. One that was compared on the way is not
// followed: what is returned under `if err != nil` is.
func canBeNil(v ssa.Value) bool {
	switch x := v.(type) {
	case *ssa.Const:
		return x.Value == nil
	case *ssa.Extract:
		return !tested(v)
	}
	return false
}

// tested: the program asks whether the error is nil.
func tested(v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		if _, ok := ref.(*ssa.BinOp); ok {
			return true
		}
	}
	return false
}

// counts says what the count of a return counts, when that is not what was given.
func (t *Table) counts(ret *ssa.Return, n, err ssa.Value, given *ssa.Parameter) (How, token.Pos, bool) {
	switch n := n.(type) {
	case *ssa.Const:
		_, isNil := err.(*ssa.Const)
		if isNil && n.Value != nil && n.Value.Kind() == constant.Int && n.Int64() == 0 && len(*given.Referrers()) > 0 && !whenEmpty(ret.Block(), given) {
			return Zero, token.NoPos, true
		}
	case *ssa.Call:
		b, ok := n.Call.Value.(*ssa.Builtin)
		if !ok || len(n.Call.Args) == 0 {
			break
		}
		switch b.Name() {
		case "len":
			if arg := n.Call.Args[0]; t.replaced(arg, given, 0) {
				return OtherLength, arg.Pos(), true
			}
		case "copy":
			if sameBytes(n.Call.Args[1], given) && !compared(n) {
				return Copied, n.Pos(), true
			}
		}
	case *ssa.Extract:
		call, ok := n.Tuple.(*ssa.Call)
		if !ok || n.Index != 0 || compared(n) {
			break
		}
		fn := flow.Callee(&call.Call)
		if row, ok := knowledge.WritingOf(fn); ok && row.To == -1 && fn.Name() == "Write" {
			if args := flow.Args(&call.Call); len(args) == 1 && t.replaced(args[0], given, 0) {
				return OtherWrite, args[0].Pos(), true
			}
		}
	}
	return 0, token.NoPos, false
}

// replaced: v has another length than what was given, or may have: something was cut from
// it, put in or added, here or in a function of the package.
func (t *Table) replaced(v ssa.Value, given ssa.Value, depth int) bool {
	index := 0
	if x, ok := v.(*ssa.Extract); ok {
		v, index = x.Tuple, x.Index
	}
	switch x := v.(type) {
	case *ssa.Convert:
		return t.replaced(x.X, given, depth)
	case *ssa.Phi:
		for _, e := range x.Edges {
			if depth < deepest && t.replaced(e, given, depth+1) {
				return true
			}
		}
	case *ssa.Call:
		if b, ok := x.Call.Value.(*ssa.Builtin); ok {
			return b.Name() == "append" && !isNil(x.Call.Args[0]) && derived(x.Call.Args[0], given)
		}
		fn := flow.Callee(&x.Call)
		if fn == nil || fn.Pkg() == nil {
			return false
		}
		switch path := fn.Pkg().Path(); {
		case path == "bytes" || path == "strings":
			return strings.HasPrefix(fn.Name(), "Trim") || strings.HasPrefix(fn.Name(), "Replace")
		case path == "encoding/json":
			return fn.Name() == "Marshal" || fn.Name() == "MarshalIndent"
		}
		callee := t.P.FuncOf(fn)
		if callee == nil || depth >= deepest {
			return false
		}
		for _, b := range callee.Blocks {
			ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
			if ok && index < len(ret.Results) && t.replaced(returned(ret, index), nil, depth+1) {
				return true
			}
		}
	}
	return false
}

// derived: v is what was given, or a part of it.
func derived(v, given ssa.Value) bool {
	for range 4 {
		if v == given && given != nil {
			return true
		}
		s, ok := v.(*ssa.Slice)
		if !ok {
			return false
		}
		if s.High != nil {
			if n, ok := number(s.High); ok && n == 0 {
				return false // its room alone
			}
		}
		v = s.X
	}
	return false
}

// sameBytes: v is what was given, or the rest of it.
func sameBytes(v ssa.Value, given *ssa.Parameter) bool {
	if s, ok := v.(*ssa.Slice); ok {
		v = s.X
	}
	return v == given
}

// compared: the program looks at the number beside returning it.
func compared(v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.BinOp:
			switch ref.Op {
			case token.LSS, token.GTR, token.LEQ, token.GEQ, token.EQL, token.NEQ:
				return true
			}
		case *ssa.Convert:
			if compared(ref) {
				return true
			}
		}
	}
	return false
}

// whenEmpty: the block is only reached when nothing was given.
func whenEmpty(b *ssa.BasicBlock, given *ssa.Parameter) bool {
	for d := b.Idom(); d != nil; d = d.Idom() {
		cond, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		cmp, ok := cond.Cond.(*ssa.BinOp)
		if !ok {
			continue
		}
		for _, side := range [...]ssa.Value{cmp.X, cmp.Y} {
			if text, ok := side.(*ssa.Convert); side == given || ok && text.X == given {
				return true // compared with nil, or with the empty string
			}
			call, ok := side.(*ssa.Call)
			if !ok {
				continue
			}
			if builtin, ok := call.Call.Value.(*ssa.Builtin); ok && builtin.Name() == "len" && call.Call.Args[0] == given {
				return true
			}
		}
	}
	return false
}
