package gates

import (
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// Keyed reports whether the spawn is reached only for a key that a map does not
// have yet, and the key is then put there.
func (a *Analysis) Keyed(s *spawns.Spawn, f repeats.Factor) bool {
	at := s.Instr
	r := regionOf(at, f)
	for _, b := range r.blocks() {
		test := testOf(b)
		if test == nil {
			continue
		}
		for i, succ := range b.Succs {
			if !succ.Dominates(at.Block()) || len(succ.Preds) != 1 {
				continue
			}
			if m := missing(test.Cond, i == 0); m != nil && a.fills(m, r) {
				return true
			}
		}
	}
	return false
}

// missing returns the map that cond, as wanted, says a key is not in.
func missing(cond ssa.Value, want bool) ssa.Value {
	switch c := cond.(type) {
	case *ssa.UnOp:
		return missing(c.X, !want)
	case *ssa.Extract:
		if l, ok := c.Tuple.(*ssa.Lookup); ok && c.Index == 1 && !want {
			return l.X
		}
	case *ssa.Lookup:
		if !want {
			return c.X
		}
	case *ssa.BinOp:
		v, is, ok := comparedTo(cond, want)
		if !ok || !is.IsNil() {
			return nil
		}
		if l, ok := v.(*ssa.Lookup); ok {
			return l.X
		}
	}
	return nil
}
