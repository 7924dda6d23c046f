// shape: a few consumers are started after the loop over producers, which send twice
// want: none (the work waits for a receiver that starts after the loop)
// hangs: the first 16 wait for the consumers

package consumersafter

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return store(l, l.IDs()), nil
}

func store(l *load.Load, records []int) int64 {
	rows := make(chan int)
	var producers, consumers sync.WaitGroup
	for _, record := range records {
		producers.Add(1)
		go func() {
			defer producers.Done()
			rows <- l.Value(record)
			rows <- 1 // and its header
		}()
	}
	var stored atomic.Int64
	for range 4 {
		consumers.Add(1)
		go func() {
			defer consumers.Done()
			for row := range rows {
				stored.Add(int64(row))
			}
		}()
	}
	producers.Wait()
	close(rows)
	consumers.Wait()
	return stored.Load()
}
