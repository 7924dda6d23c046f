// shape: the channel is closed when all have sent, and the loop over it is left with the first error
// want: fix
// stuck: before
// error: odd
// leaves: work

package fancloser

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return nil, checkAll(l, l.IDs())
}

func checkAll(l *load.Load, ids []int) (err error) {
	errs := make(chan error)
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			errs <- l.Fail(id)
		}()
	}
	go func() {
		wg.Wait()
		close(errs)
	}()
loop:
	for {
		select {
		case e, open := <-errs:
			if !open {
				break loop
			}
			if e != nil {
				return e
			}
		}
	}
	return nil
}
