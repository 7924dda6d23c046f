// shape: a drainer that was started before the loop needs a lock that the loop holds
// want: may (the channel needs room, or the drainer the lock)
// k: 16
// hangs: the drainer waits for the lock, the work for the drainer

package drainerlock

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

type ledger struct {
	mu      sync.Mutex
	entries map[int]int
}

func Run(_ context.Context, l *load.Load) (any, error) {
	b := &ledger{entries: make(map[int]int)}
	b.post(l, l.IDs())
	return b.entries, nil
}

func (b *ledger) post(l *load.Load, ids []int) {
	amounts := make(chan [2]int)
	drained := make(chan struct{})
	b.mu.Lock()
	go func() {
		defer close(drained)
		for a := range amounts {
			b.mu.Lock()
			b.entries[a[0]] += a[1]
			b.mu.Unlock()
		}
	}()
	var wg sync.WaitGroup
	for _, id := range ids {
		b.entries[id] = 1
		wg.Add(1)
		go func() {
			defer wg.Done()
			amounts <- [2]int{id, l.Value(id)}
		}()
	}
	b.mu.Unlock()
	wg.Wait()
	close(amounts)
	<-drained
}
