// shape: each turn takes a lock and gives it back before it starts work that takes it too
// want: fix
// k: 16
// order: free

package lockperturn

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

type inbox struct {
	mu   sync.Mutex
	new  []int
	read []int
}

func (b *inbox) readAll(l *load.Load, ids []int) {
	var wg sync.WaitGroup
	for _, id := range ids {
		b.mu.Lock()
		b.new = append(b.new, id)
		b.mu.Unlock()
		wg.Add(1)
		go func() {
			defer wg.Done()
			v := l.Value(id)
			b.mu.Lock()
			defer b.mu.Unlock()
			b.read = append(b.read, v)
		}()
	}
	wg.Wait()
}

func Run(_ context.Context, l *load.Load) (any, error) {
	var b inbox
	b.readAll(l, l.IDs())
	return b.read, nil
}
