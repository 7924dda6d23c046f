// shape: nested loops, waited for after both
// want: fix
// k: 16
// order: free

package nestedouter

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

type cell struct {
	Row, Col, Value int
}

func Run(_ context.Context, l *load.Load) (any, error) {
	var rows [][]int
	for _, id := range l.IDs() {
		if id%25 == 0 {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], id)
	}
	return evaluate(l, rows), nil
}

func evaluate(l *load.Load, rows [][]int) []cell {
	var (
		cells []cell
		mu    sync.Mutex
		wg    sync.WaitGroup
	)
	for i, row := range rows {
		for j, id := range row {
			wg.Add(1)
			go func() {
				defer wg.Done()
				v := l.Value(id)
				mu.Lock()
				defer mu.Unlock()
				cells = append(cells, cell{i, j, v})
			}()
		}
	}
	wg.Wait()
	return cells
}
