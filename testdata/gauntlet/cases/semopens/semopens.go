// shape: who opens keeps the token where it succeeds, and loses it on a way that is never taken
// want: none (a defer would give back what close gives back)

package semopens

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	h := &hub{l: l, slots: make(chan struct{}, 7)}
	ids := make(chan int)
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			for id := range ids {
				if h.open(id) == nil {
					h.close()
				}
			}
		})
	}
	for _, id := range l.IDs() {
		ids <- id
	}
	close(ids)
	wg.Wait()
	return len(h.slots), nil
}

type hub struct {
	l     *load.Load
	slots chan struct{}
}

func (h *hub) open(id int) error {
	h.slots <- struct{}{}
	if id < 0 {
		return load.ErrOdd
	}
	if err := h.l.Fail(id); err != nil {
		<-h.slots
		return err
	}
	return nil
}

func (h *hub) close() { <-h.slots }
