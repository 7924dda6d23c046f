// shape: the first answer wins, the others are told to stop
// want: none (only the first of the work is waited for)
// leaves: work

package hedged

import (
	"context"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	v, err := fastest(ctx, l, l.IDs())
	return v == l.N-1, err
}

// fastest asks all mirrors at once. Only the last one knows.
func fastest(ctx context.Context, l *load.Load, mirrors []int) (int, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	answers := make(chan int, len(mirrors))
	for _, mirror := range mirrors {
		go func() {
			if mirror != len(mirrors)-1 {
				<-ctx.Done() // it does not know
				return
			}
			l.Do(mirror)
			answers <- mirror
		}()
	}
	select {
	case v := <-answers:
		return v, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}
