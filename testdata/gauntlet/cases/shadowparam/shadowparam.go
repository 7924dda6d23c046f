// shape: sem is a parameter of the work
// want: fix
// k: 16

package shadowparam

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return plan(l, l.IDs()), nil
}

func plan(l *load.Load, students []int) []int {
	hours := make([]int, len(students))
	var wg sync.WaitGroup
	for i, student := range students {
		wg.Add(1)
		go func(sem, tokens int) {
			defer wg.Done()
			hours[i] = sem*l.Value(student) + tokens
		}(i%8+1, i)
	}
	wg.Wait()
	return hours
}
