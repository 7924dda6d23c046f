// shape: sem and slots are variables of the loop
// want: fix
// k: 16

package shadowloopvar

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

type semester struct{ id, hours int }

func Run(_ context.Context, l *load.Load) (any, error) {
	var semesters []semester
	for _, id := range l.IDs() {
		semesters = append(semesters, semester{id, id % 5})
	}
	return rooms(l, semesters), nil
}

func rooms(l *load.Load, semesters []semester) []int {
	rooms := make([]int, len(semesters))
	var wg sync.WaitGroup
	for slots, sem := range semesters {
		wg.Add(1)
		go func() {
			defer wg.Done()
			rooms[slots] = l.Value(sem.id) + sem.hours
		}()
	}
	wg.Wait()
	return rooms
}
