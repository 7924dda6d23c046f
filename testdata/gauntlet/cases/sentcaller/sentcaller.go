// shape: a function of the work sends, and its caller stores what the function looks for before it receives
// want: none (with room, the store comes before its result is received)
// hangs: the work waits for the function to receive, and the function for a place

package sentcaller

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	values := make(chan int)
	heard := make([]bool, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			answer(l, values, id)
			heard[i] = true
		}()
	}
	early := 0
	for _, was := range heard {
		if was {
			early++
		}
	}
	sum := 0
	for range ids {
		sum += <-values
	}
	wg.Wait()
	return []int{early, sum}, nil
}

func answer(l *load.Load, values chan<- int, id int) { values <- l.Value(id) }
