package alternatives

import (
	"context"
	"fmt"
	"sync"

	"golang.org/x/sync/errgroup"
)

// Alone needs package sync for nothing else.
func Alone(ctx context.Context, names []string) (int, error) {
	var wg sync.WaitGroup
	var once sync.Once
	var first error
	for _, name := range names {
		wg.Go(func() { // want "no limit found"
			if err := fetch(ctx, name); err != nil {
				once.Do(func() { first = err })
				return
			}
			fmt.Println(name)
		})
	}
	wg.Wait()
	return len(names), first
}

var _ errgroup.Group
