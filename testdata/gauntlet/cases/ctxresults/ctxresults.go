// shape: results by index, the loop asks the context before each start
// want: fix
// k: 16
// error: canceled
// result: partial
// cancel: 100
// leaves: work

package ctxresults

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	return thumbnails(ctx, l, l.IDs())
}

func thumbnails(ctx context.Context, l *load.Load, pictures []int) ([]bool, error) {
	done := make([]bool, len(pictures))
	var wg sync.WaitGroup
	for i, picture := range pictures {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			done[i] = l.DoCtx(ctx, picture) == nil
		}()
	}
	wg.Wait()
	return done, ctx.Err()
}
