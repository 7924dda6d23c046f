// shape: go statement of a method of a field that gets the element and the WaitGroup
// want: fix
// k: 16

package methodcall

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

// An Order is delivered once.
type Order struct {
	id        int
	delivered atomic.Bool
}

type courier struct{ load *load.Load }

func (c courier) deliver(o *Order, wg *sync.WaitGroup) {
	defer wg.Done()
	c.load.Do(o.id)
	o.delivered.Store(true)
}

type shop struct{ courier courier }

func (s *shop) deliverAll(orders []*Order) {
	wg := new(sync.WaitGroup)
	for _, o := range orders {
		wg.Add(1)
		go s.courier.deliver(o, wg)
	}
	wg.Wait()
}

func Run(_ context.Context, l *load.Load) (any, error) {
	var orders []*Order
	for _, id := range l.IDs() {
		orders = append(orders, &Order{id: id})
	}
	s := &shop{courier{l}}
	s.deliverAll(orders)

	var missing []int
	for _, o := range orders {
		if !o.delivered.Load() {
			missing = append(missing, o.id)
		}
	}
	return missing, nil
}
