// shape: nested loops, a label goes on with the outer one
// want: fix
// k: 16
// order: free

package labelledcontinue

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var groups [][]int
	for _, id := range l.IDs() {
		groups = append(groups, []int{id, id + 1, id + 2})
	}
	return pick(l, groups), nil
}

func pick(l *load.Load, groups [][]int) []int {
	picked := make(chan int, len(groups))
	var wg sync.WaitGroup
next:
	for _, group := range groups {
		for _, id := range group {
			if id%4 != 0 {
				continue
			}
			wg.Go(func() { picked <- l.Value(id) })
			continue next
		}
	}
	wg.Wait()
	close(picked)
	var all []int
	for v := range picked {
		all = append(all, v)
	}
	return all
}
