// shape: workers wait to send their results, and the loop over the tasks for a worker
// want: none (a worker goes on behind its send)
// before: broken
// stuck: before

package fanworkers

import (
	"context"
	"runtime"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return values(l, l.IDs()), nil
}

func values(l *load.Load, ids []int) (all []int) {
	tasks, results := make(chan int), make(chan int)
	workers := runtime.NumCPU()
	for i := 0; i < workers; i++ {
		go func() {
			for id := range tasks {
				results <- l.Value(id)
			}
		}()
	}
	for _, id := range ids {
		tasks <- id
	}
	close(tasks)
	for range ids {
		all = append(all, <-results)
	}
	return all
}
