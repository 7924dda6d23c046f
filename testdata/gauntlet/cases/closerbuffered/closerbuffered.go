// shape: a goroutine waits and closes a channel with room, which is read after the loop
// want: fix
// k: 16
// order: free

package closerbuffered

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

type mail struct {
	To, Size int
}

func Run(_ context.Context, l *load.Load) (any, error) {
	return send(l, l.IDs()), nil
}

func send(l *load.Load, receivers []int) []mail {
	sent := make(chan mail, len(receivers))
	var wg sync.WaitGroup
	for _, to := range receivers {
		wg.Go(func() {
			sent <- mail{to, l.Value(to)}
		})
	}
	go func() {
		wg.Wait()
		close(sent)
	}()
	var all []mail
	for m := range sent {
		all = append(all, m)
	}
	return all
}
