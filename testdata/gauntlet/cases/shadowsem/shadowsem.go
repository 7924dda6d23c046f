// shape: sem is something else here
// want: fix
// k: 16

package shadowsem

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

// A semester has a number and courses.
type semester struct {
	number  int
	courses []int
}

func Run(_ context.Context, l *load.Load) (any, error) {
	return enroll(l, semester{3, l.IDs()}), nil
}

func enroll(l *load.Load, sem semester) []int {
	points := make([]int, len(sem.courses))
	var wg sync.WaitGroup
	for i, course := range sem.courses {
		wg.Add(1)
		go func() {
			defer wg.Done()
			points[i] = sem.number * l.Value(course)
		}()
	}
	wg.Wait()
	return points
}
