// shape: a few consumers are started after the loop over producers, which send once each
// want: may (the channel needs room)
// k: 16
// hangs: the first 16 wait for the consumers

package consumerslate

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
