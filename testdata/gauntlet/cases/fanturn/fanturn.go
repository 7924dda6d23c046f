// shape: a channel for each turn of a loop, and a turn does not wait for long
// want: fix
// stuck: before
// result: partial
// leaves: work

package fanturn

import (
	"context"
	"time"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return poll(l, l.IDs()[:40]), nil
}

func poll(l *load.Load, ids []int) (late int) {
	for _, id := range ids {
		answer := make(chan int)
		go func() { answer <- l.Value(id) }()
		select {
		case <-answer:
		case <-time.After(100 * time.Microsecond):
			late++
		}
	}
	return late
}
