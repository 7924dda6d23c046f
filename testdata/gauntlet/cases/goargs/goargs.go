// shape: the goroutine gets its element as arguments
// want: fix
// k: 16

package goargs

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return prices(l, l.IDs()), nil
}

func prices(l *load.Load, articles []int) map[int]int {
	var (
		wg    sync.WaitGroup
		mu    sync.Mutex
		price = make(map[int]int, len(articles))
	)
	wg.Add(len(articles))
	for _, article := range articles {
		go func(article int) {
			defer wg.Done()
			p := l.Value(article)
			mu.Lock()
			price[article] = p
			mu.Unlock()
		}(article)
	}
	wg.Wait()
	return price
}
