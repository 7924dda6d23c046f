// shape: go 1.21, the receiver and the arguments of a go statement come from the loop variable
// want: fix
// k: 16

package method121

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

type task struct {
	id, weight int
}

type worker struct {
	load *load.Load
	sums []int
}

func (w *worker) run(t task, wg *sync.WaitGroup) {
	defer wg.Done()
	w.sums[t.id] = t.weight * w.load.Value(t.id)
}

func Run(_ context.Context, l *load.Load) (any, error) {
	var tasks []task
	for _, id := range l.IDs() {
		tasks = append(tasks, task{id, id%4 + 1})
	}
	w := &worker{l, make([]int, len(tasks))}
	w.runAll(tasks)
	return w.sums, nil
}

func (w *worker) runAll(tasks []task) {
	var wg sync.WaitGroup
	for _, t := range tasks {
		wg.Add(1)
		go w.run(t, &wg)
	}
	wg.Wait()
}
