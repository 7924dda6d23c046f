// shape: the WaitGroup is a field, another method waits for it
// want: none (the function does not wait for the work)
// leaves: work

package waitelsewhere

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

type outbox struct {
	load *load.Load
	wg   sync.WaitGroup
	sent atomic.Int64
}

// SendAll returns at once.
func (o *outbox) SendAll(mails []int) {
	for _, mail := range mails {
		o.wg.Add(1)
		go func() {
			defer o.wg.Done()
			o.load.Do(mail)
			o.sent.Add(1)
		}()
	}
}

// Close waits for all mails.
func (o *outbox) Close() { o.wg.Wait() }

func Run(_ context.Context, l *load.Load) (any, error) {
	o := &outbox{load: l}
	o.SendAll(l.IDs())
	o.Close()
	return o.sent.Load(), nil
}
