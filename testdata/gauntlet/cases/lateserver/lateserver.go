// shape: the work asks a goroutine that is started after the loop
// want: none (the work waits for a receiver)
// hangs: the first 16 wait for someone to take their question

package lateserver

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

type question struct {
	id     int
	answer chan int
}

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	questions := make(chan question)
	answers := make([]int, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			q := question{id, make(chan int, 1)}
			questions <- q
			answers[i] = <-q.answer + l.Value(id)
		}()
	}
	go func() {
		for q := range questions {
			q.answer <- q.id
		}
	}()
	wg.Wait()
	close(questions)
	return answers, nil
}
