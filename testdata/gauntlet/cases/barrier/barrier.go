// shape: all pieces of work meet at a barrier
// want: none (the work waits for all other work)
// hangs: the first 16 wait for those that come after them

package barrier

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

type barrier struct {
	mu      sync.Mutex
	missing int
	open    chan struct{}
}

func (b *barrier) arrive() {
	b.mu.Lock()
	b.missing--
	if b.missing == 0 {
		close(b.open)
	}
	b.mu.Unlock()
	<-b.open
}

func Run(_ context.Context, l *load.Load) (any, error) {
	return exchange(l, l.IDs()), nil
}

// exchange lets each player see the move of the next one.
func exchange(l *load.Load, players []int) []int {
	b := &barrier{missing: len(players), open: make(chan struct{})}
	moves := make([]int, len(players))
	seen := make([]int, len(players))
	var wg sync.WaitGroup
	for i, player := range players {
		wg.Add(1)
		go func() {
			defer wg.Done()
			moves[i] = l.Value(player)
			b.arrive()
			seen[i] = moves[(i+1)%len(moves)]
		}()
	}
	wg.Wait()
	return seen
}
