// shape: make, len and struct-like names are taken
// want: may (the semaphore needs make)
// k: 16
// order: free

package shadowmake

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

// A car has a make.
type car struct {
	make string
	id   int
}

func Run(_ context.Context, l *load.Load) (any, error) {
	var cars []car
	for _, id := range l.IDs() {
		cars = append(cars, car{"Trabant", id})
	}
	return repair(l, cars, "Trabant", 2), nil
}

// repair repairs the cars of one make. The len is that of the queue.
func repair(l *load.Load, cars []car, make string, len int) []int {
	var mu sync.Mutex
	var repaired []int
	var wg sync.WaitGroup
	for _, c := range cars {
		if c.make != make {
			continue
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			v := l.Value(c.id) * len
			mu.Lock()
			defer mu.Unlock()
			repaired = append(repaired, v)
		}()
	}
	wg.Wait()
	return repaired
}
