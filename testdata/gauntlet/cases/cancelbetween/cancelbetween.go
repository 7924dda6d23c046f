// shape: the context is cancelled between the loop and the wait: what runs then is cut short, what does not is never done
// want: none (between the loop and the wait, the work is stopped)
// hangs: nothing starts the seventeenth before one of the sixteen is told to stop

package cancelbetween

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	return sample(ctx, l, l.IDs()), nil
}

// sample lets every probe run for the same short while, and returns how many ran.
func sample(ctx context.Context, l *load.Load, probes []int) int64 {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var ran atomic.Int64
	var wg sync.WaitGroup
	for _, probe := range probes {
		wg.Add(1)
		go func() {
			defer wg.Done()
			ran.Add(1)
			for ctx.Err() == nil {
				l.DoCtx(ctx, probe)
			}
		}()
	}
	time.Sleep(10 * time.Millisecond)
	stop()
	wg.Wait()
	return ran.Load()
}
