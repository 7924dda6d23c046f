// shape: each piece of work starts goroutines in a loop of its own and waits for them
// want: fix
// k: 256
// elements: 1200
// order: free

package nestedspawns

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	tenants := make(map[int][]int)
	for _, id := range l.IDs() {
		tenants[id%40] = append(tenants[id%40], id)
	}
	return bill(l, tenants), nil
}

func bill(l *load.Load, tenants map[int][]int) []int {
	var mu sync.Mutex
	var invoices []int
	var wg sync.WaitGroup
	for _, orders := range tenants {
		wg.Add(1)
		go func() {
			defer wg.Done()
			invoice := total(l, orders)
			mu.Lock()
			invoices = append(invoices, invoice)
			mu.Unlock()
		}()
	}
	wg.Wait()
	return invoices
}

func total(l *load.Load, orders []int) int {
	var sum atomic.Int64
	var wg sync.WaitGroup
	for _, order := range orders {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sum.Add(int64(l.Value(order)))
		}()
	}
	wg.Wait()
	return int(sum.Load())
}
