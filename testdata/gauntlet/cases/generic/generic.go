// shape: generic function, the work is a generic function too
// want: fix
// k: 16
// order: free

package generic

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

type id interface{ ~int | ~int32 }

type picture int32

func Run(_ context.Context, l *load.Load) (any, error) {
	var pictures []picture
	for _, id := range l.IDs() {
		pictures = append(pictures, picture(id))
	}
	return resizeAll(l, pictures), nil
}

func resizeAll[T id](l *load.Load, items []T) []int {
	var (
		wg    sync.WaitGroup
		mu    sync.Mutex
		sizes []int
	)
	for _, item := range items {
		wg.Add(1)
		go func() {
			defer wg.Done()
			size := resize(l, item)
			mu.Lock()
			defer mu.Unlock()
			sizes = append(sizes, size)
		}()
	}
	wg.Wait()
	return sizes
}

func resize[T id](l *load.Load, item T) int { return l.Value(int(item)) }
