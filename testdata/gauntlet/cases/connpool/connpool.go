// shape: the work takes a connection out of a channel and puts it back
// want: may (it waits for a connection, which other work gives back)
// k: 16
// count: goroutines

package connpool

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

type conn struct{ load *load.Load }

func (c *conn) query(id int) int { return c.load.Value(id) }

func Run(_ context.Context, l *load.Load) (any, error) {
	pool := make(chan *conn, 10)
	for range 10 {
		pool <- &conn{l}
	}
	return queryAll(pool, l.IDs()), nil
}

func queryAll(pool chan *conn, ids []int) []int {
	values := make([]int, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c := <-pool
			defer func() { pool <- c }()
			values[i] = c.query(id)
		}()
	}
	wg.Wait()
	return values
}
