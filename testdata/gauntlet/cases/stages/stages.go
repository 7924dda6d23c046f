// shape: the stages of a pipeline run in one group, the last one collects
// want: none (each stage waits for the next one)
// hangs: the stages that run wait for a stage that has no place

package stages

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

type stage struct {
	in, out chan int
	add     int
}

func (s stage) run() error {
	defer close(s.out)
	for v := range s.in {
		s.out <- v + s.add
	}
	return nil
}

func Run(_ context.Context, l *load.Load) (any, error) {
	return pump(l, l.IDs(), 40)
}

func pump(l *load.Load, steps []int, n int) ([]int, error) {
	var g errgroup.Group
	source := make(chan int, n)
	for v := range n {
		source <- v
	}
	close(source)

	in := source
	for _, step := range steps {
		s := stage{in, make(chan int), step % 3}
		g.Go(func() error { return s.run() })
		in = s.out
	}
	var results []int
	g.Go(func() error {
		for v := range in {
			l.Do(v)
			results = append(results, v)
		}
		return nil
	})
	return results, g.Wait()
}
