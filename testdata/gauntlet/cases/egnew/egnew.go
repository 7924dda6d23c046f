// shape: new(errgroup.Group), results by index
// want: fix
// k: 16

package egnew

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return translate(l, l.IDs())
}

func translate(l *load.Load, words []int) ([]int, error) {
	g := new(errgroup.Group)
	translated := make([]int, len(words))
	for i, word := range words {
		g.Go(func() error {
			translated[i] = l.Value(word)
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return translated, nil
}
