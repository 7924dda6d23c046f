package progress

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
)

// A part is a field of a certain value.
type part struct {
	of    any
	field *types.Var
}

// exactly identifies a value like KeyOf, but never two that may be different things: a
// field is that of one value, and an element of a slice or a variable that is set again
// is nothing certain.
func (a *Analysis) exactly(v ssa.Value, env flow.Env) any {
	switch from := a.p.Resolve(v, env).(type) {
	case nil, *ssa.IndexAddr, *ssa.Index, *ssa.Lookup:
		return nil
	case *ssa.FieldAddr:
		return a.partOf(from.X, flow.FieldOf(from), v, env)
	case *ssa.Field:
		return a.partOf(from.X, flow.FieldOfValue(from), v, env)
	case *ssa.Alloc:
		if !types.Identical(from.Type(), v.Type()) {
			return nil // what the variable holds now
		}
		return from
	default:
		return a.p.KeyOf(from, env)
	}
}

func (a *Analysis) partOf(of ssa.Value, field *types.Var, v ssa.Value, env flow.Env) any {
	if field == nil || isChan(field.Type()) && len(a.p.Stores(field)) > 1 {
		return nil // another channel from time to time
	}
	base := a.exactly(of, env)
	if base == nil {
		return nil
	}
	return part{base, field}
}
