// shape: with the first error, another goroutine takes over to receive
// want: may (nobody waits for ever)
// k: 16
// error: odd
// leaves: work

package fandrains

import (
	"context"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return nil, checkAll(l, l.IDs())
}

func checkAll(l *load.Load, ids []int) error {
	errs := make(chan error)
	for _, id := range ids {
		go func() { errs <- l.Fail(id) }()
	}
	for i := range ids {
		if err := <-errs; err != nil {
			go func() {
				for range ids[i+1:] {
					<-errs
				}
			}()
			return err
		}
	}
	return nil
}
