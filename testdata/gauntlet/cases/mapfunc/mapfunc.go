// shape: the work calls a function out of a map
// want: none (the work calls a function that is not known)
// hangs: one of the functions waits until all of one kind are there

package mapfunc

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

type handler func(l *load.Load, id int) int

type router struct{ handlers map[string]handler }

func (r *router) dispatch(l *load.Load, ids []int) []int {
	values := make([]int, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		kind := [2]string{"plain", "grouped"}[id%2]
		wg.Add(1)
		go func() {
			defer wg.Done()
			values[i] = r.handlers[kind](l, id)
		}()
	}
	wg.Wait()
	return values
}

func Run(_ context.Context, l *load.Load) (any, error) {
	var grouped sync.WaitGroup
	grouped.Add(l.N / 2)
	r := &router{map[string]handler{
		"plain": func(l *load.Load, id int) int { return l.Value(id) },
		"grouped": func(l *load.Load, id int) int {
			grouped.Done()
			grouped.Wait()
			return -l.Value(id)
		},
	}}
	return r.dispatch(l, l.IDs()), nil
}
