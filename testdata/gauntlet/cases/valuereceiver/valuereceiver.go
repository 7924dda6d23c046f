// shape: go statement of a method with a value receiver that the loop goes on to change
// want: fix
// k: 16

package valuereceiver

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

type request struct {
	id    int
	shard int
}

func (r request) send(l *load.Load, answers []int, wg *sync.WaitGroup) {
	defer wg.Done()
	answers[r.id] = l.Value(r.id) + r.shard
}

func Run(_ context.Context, l *load.Load) (any, error) {
	return sendAll(l, l.IDs()), nil
}

func sendAll(l *load.Load, ids []int) []int {
	answers := make([]int, len(ids))
	var wg sync.WaitGroup
	var r request // the go statement copies it
	for i, id := range ids {
		r.id, r.shard = id, i%3
		wg.Add(1)
		go r.send(l, answers, &wg)
		r.shard = -1000
	}
	wg.Wait()
	return answers
}
