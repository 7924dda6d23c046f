// shape: the work calls a method of a type parameter, which waits for the last element
// want: none (the work waits for other work)
// hangs: the first 16 wait for the last one

package genericwaits

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

type member interface{ meet() int }

type guest struct {
	id    int
	table *sync.WaitGroup
	load  *load.Load
}

func (g guest) meet() int {
	g.table.Done()
	g.table.Wait()
	return g.load.Value(g.id)
}

func Run(_ context.Context, l *load.Load) (any, error) {
	var table sync.WaitGroup
	var guests []guest
	for _, id := range l.IDs() {
		table.Add(1)
		guests = append(guests, guest{id, &table, l})
	}
	return dine(guests), nil
}

func dine[M member](members []M) int64 {
	var sum atomic.Int64
	var wg sync.WaitGroup
	for _, m := range members {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sum.Add(int64(m.meet()))
		}()
	}
	wg.Wait()
	return sum.Load()
}
