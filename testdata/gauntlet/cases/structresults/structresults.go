// shape: results are written to the element that the loop variable points to
// want: fix
// k: 16

package structresults

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

type user struct {
	ID, Score int
}

func Run(_ context.Context, l *load.Load) (any, error) {
	var users []*user
	for _, id := range l.IDs() {
		users = append(users, &user{ID: id})
	}
	var wg sync.WaitGroup
	for _, u := range users {
		wg.Go(func() { u.Score = l.Value(u.ID) })
	}
	wg.Wait()
	return users, nil
}
