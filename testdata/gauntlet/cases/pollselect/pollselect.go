// shape: the work goes round a select with a default, until a channel is closed after the loop
// want: none (the work waits for a message)
// hangs: the first 16 go round until the channel is closed

package pollselect

import (
	"context"
	"sync"
	"time"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	begin := make(chan struct{})
	values := make([]int, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			begun := false
			for !begun {
				select {
				case <-begin:
					begun = true
				default:
					time.Sleep(500 * time.Microsecond)
				}
			}
			values[i] = l.Value(id)
		}()
	}
	close(begin)
	wg.Wait()
	return values, nil
}
