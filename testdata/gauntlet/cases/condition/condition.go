// shape: an if with an initialization around the go statement, whose variable shadows that of the loop
// want: fix
// k: 16
// order: free

package condition

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return expand(l, l.IDs()), nil
}

func expand(l *load.Load, ids []int) []int {
	ch := make(chan int, len(ids))
	var wg sync.WaitGroup
	for _, id := range ids {
		if id, ok := rewrite(id); ok {
			wg.Add(1)
			go func() {
				defer wg.Done()
				ch <- l.Value(id)
			}()
		}
	}
	wg.Wait()
	close(ch)
	var all []int
	for v := range ch {
		all = append(all, v)
	}
	return all
}

func rewrite(id int) (int, bool) { return id * 2, id%9 != 0 }
