// shape: g is declared anew in the loop
// want: fix
// k: 16

package shadowg

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

type grade struct{ id, factor int }

func Run(_ context.Context, l *load.Load) (any, error) {
	var grades []grade
	for _, id := range l.IDs() {
		grades = append(grades, grade{id, id%3 + 1})
	}
	return average(l, grades)
}

func average(l *load.Load, grades []grade) (float64, error) {
	weighted := make([]int, len(grades))
	var g errgroup.Group
	for i, grade := range grades {
		g.Go(func() error {
			g := grade
			weighted[i] = g.factor * l.Value(g.id)
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return 0, err
	}
	sum, factors := 0, 0
	for i, g := range grades {
		sum += weighted[i]
		factors += g.factor
	}
	return float64(sum) / float64(factors), nil
}
