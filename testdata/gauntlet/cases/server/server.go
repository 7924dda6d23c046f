// shape: the work asks a goroutine that was started before the loop, and gets an answer on a channel of its own
// want: may (the work waits for an answer)
// k: 16
// order: free

package server

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
	questions := make(chan question)
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		for q := range questions {
			q.answer <- q.id * 3
		}
	}()
	answers := ask(l, questions, l.IDs())
	close(questions)
	<-stopped
	return answers, nil
}

func ask(l *load.Load, questions chan<- question, ids []int) []int {
	var wg sync.WaitGroup
	answers := make([]int, len(ids))
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			l.Enter()
			defer l.Leave()
			q := question{id, make(chan int)}
			questions <- q
			answers[i] = <-q.answer
		}()
	}
	wg.Wait()
	return answers
}
