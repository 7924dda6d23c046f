// shape: the work waits for a channel that is closed after the loop
// want: none (the work waits for a message)
// hangs: the first 16 wait for the start

package startgate

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	runners := l.IDs()
	start := make(chan struct{})
	times := make([]int, len(runners))
	var wg sync.WaitGroup
	for i, runner := range runners {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-start
			times[i] = l.Value(runner)
		}()
	}
	close(start)
	wg.Wait()
	return times, nil
}
