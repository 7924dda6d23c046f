// shape: the group is handed to another function, which adds work that lasts
// want: none (the group is used elsewhere too)
// hangs: if the monitors take part in the limit, they keep their places

package groupelsewhere

import (
	"context"
	"sync/atomic"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return build(l, l.IDs())
}

func build(l *load.Load, targets []int) (int64, error) {
	var g errgroup.Group
	done := make(chan struct{})
	monitor(&g, done, 20)
	var built atomic.Int64
	for _, target := range targets {
		g.Go(func() error {
			l.Do(target)
			if built.Add(1) == int64(len(targets)) {
				close(done)
			}
			return nil
		})
	}
	err := g.Wait()
	return built.Load(), err
}

// monitor starts n monitors that run until done is closed.
func monitor(g *errgroup.Group, done <-chan struct{}, n int) {
	for range n {
		g.Go(func() error {
			<-done
			return nil
		})
	}
}
