// shape: dot import of package runtime, work that computes
// want: fix
// k: procs
// count: goroutines

package dotruntime

import (
	"context"
	. "runtime"
	"slices"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	rows := make([][]int, 0, l.N)
	for _, id := range l.IDs() {
		row := make([]int, 4_000)
		for i := range row {
			row[i] = (i*7919 + id*104729) % 4_001
		}
		rows = append(rows, row)
	}
	medians := medians(rows)
	KeepAlive(rows)
	return medians, nil
}

func medians(rows [][]int) []int {
	out := make([]int, len(rows))
	var wg sync.WaitGroup
	for i, row := range rows {
		wg.Go(func() {
			slices.Sort(row)
			out[i] = row[len(row)/2]
		})
	}
	wg.Wait()
	return out
}
