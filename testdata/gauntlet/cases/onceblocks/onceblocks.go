// shape: the work shares a sync.Once whose function waits for the end of the loop
// want: none (the work waits for a message)
// hangs: the first 16 wait for the one that waits for the loop

package onceblocks

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var once sync.Once
	loaded := make(chan int, 1)
	size := 0
	ids := l.IDs()
	values := make([]int, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			once.Do(func() { size = <-loaded })
			values[i] = size + l.Value(id)
		}()
	}
	loaded <- len(ids)
	wg.Wait()
	return values, nil
}
