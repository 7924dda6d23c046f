// shape: the first failure ends the context with a cause, which is returned
// want: fix
// k: 16
// error: odd

package causecancel

import (
	"context"
	"fmt"
	"sync"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	return nil, migrate(ctx, l, l.IDs())
}

func migrate(ctx context.Context, l *load.Load, tables []int) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var wg sync.WaitGroup
	for _, table := range tables {
		wg.Add(1)
		go func(table int) {
			defer wg.Done()
			if err := l.FailCtx(ctx, table); err != nil {
				cancel(fmt.Errorf("table %d: %w", table, err))
			}
		}(table)
	}
	wg.Wait()
	return context.Cause(ctx)
}
