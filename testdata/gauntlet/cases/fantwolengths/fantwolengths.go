// shape: readers and writers report on one channel, and the first error ends it
// want: none (the room is the sum of two lengths)
// stuck: before
// error: odd
// leaves: work

package fantwolengths

import (
	"context"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	return nil, checkAll(l, ids[:300], ids[300:])
}

func checkAll(l *load.Load, readers, writers []int) error {
	errs := make(chan error)
	for _, id := range readers {
		go func() { errs <- l.Fail(id) }()
	}
	for _, id := range writers {
		go func() { errs <- l.Fail(id) }()
	}
	for range len(readers) + len(writers) {
		if err := <-errs; err != nil {
			return err
		}
	}
	return nil
}
