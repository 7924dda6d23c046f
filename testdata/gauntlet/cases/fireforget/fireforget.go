// shape: nobody in the function waits for the work
// want: none (nobody waits for the work)
// leaves: work

package fireforget

import (
	"context"
	"sync/atomic"
	"time"

	"gauntlet.example/load"
)

var delivered atomic.Int64

// publish returns before the events are delivered.
func publish(l *load.Load, events []int) {
	for _, event := range events {
		go func() {
			l.Do(event)
			delivered.Add(1)
		}()
	}
}

func Run(_ context.Context, l *load.Load) (any, error) {
	publish(l, l.IDs())
	for delivered.Load() < int64(l.N) {
		time.Sleep(time.Millisecond)
	}
	return delivered.Load(), nil
}
