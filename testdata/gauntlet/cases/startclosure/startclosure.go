// shape: the go statement stands in a function literal that the loop calls
// want: may (the loop and the spawn are in two functions)
// k: 16
// order: free

package startclosure

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return crawl(l, l.IDs()), nil
}

func crawl(l *load.Load, links []int) []int {
	var mu sync.Mutex
	var visited []int
	var wg sync.WaitGroup
	start := func(link int) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			v := l.Value(link)
			mu.Lock()
			visited = append(visited, v)
			mu.Unlock()
		}()
	}
	for _, link := range links {
		if link%7 != 0 {
			start(link)
		}
	}
	wg.Wait()
	return visited
}
