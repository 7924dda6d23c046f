// shape: nested loops, waited for at the end of each turn of the outer one
// want: fix
// k: 16
// order: free

package nestedinner

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	levels := make(map[int][]int)
	for _, id := range l.IDs() {
		levels[id%5] = append(levels[id%5], id)
	}
	return walk(l, levels), nil
}

func walk(l *load.Load, levels map[int][]int) []int {
	var seen []int
	for level, nodes := range levels {
		found := make([]int, len(nodes))
		var wg sync.WaitGroup
		for i, node := range nodes {
			wg.Add(1)
			go func() {
				defer wg.Done()
				found[i] = level*1_000_000 + l.Value(node)
			}()
		}
		wg.Wait()
		seen = append(seen, found...)
	}
	return seen
}
