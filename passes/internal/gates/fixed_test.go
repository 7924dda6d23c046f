package gates_test

import (
	"testing"

	"github.com/inflight-go/inflight/passes/internal/flowtest"
	"github.com/inflight-go/inflight/passes/internal/gates"
)

// TestMethodValue: a group behind a method value or expression is not seen.
func TestMethodValue(t *testing.T) {
	f := flowtest.Source(t, "p.go", `package p

import "golang.org/x/sync/errgroup"

func job() error { return nil }

func f(xs []int, g *errgroup.Group) {
	submit := g.Go
	for range xs {
		submit(job)
	}
	for range xs {
		(*errgroup.Group).Go(g, job)
	}
}
`)
	a := analysis(f)
	n := 0
	for _, s := range f.Spawns() {
		factor, ok := a.Repeats.Of(s.Instr).Unbounded()
		if v := a.Of(s, factor); !ok || v.Gate != gates.Owner || !v.Pos.IsValid() {
			t.Errorf("line %d: %s", f.Line(s.Pos()), v.Gate)
		}
		n++
	}
	if n != 2 {
		t.Errorf("%d spawns", n)
	}
}
