// shape: the work goes round until something is in a channel, which is filled after the loop
// want: none (the work waits until a value changes)
// hangs: the first 16 go round until the channel has something

package polllen

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	news := make(chan string, 1)
	var read atomic.Int64
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for len(news) == 0 {
				time.Sleep(time.Millisecond)
			}
			read.Add(int64(l.Value(id)))
		}()
	}
	news <- "extra"
	wg.Wait()
	return read.Load(), nil
}
