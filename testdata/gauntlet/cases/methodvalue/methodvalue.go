// shape: WaitGroup.Go of a method value
// want: may (the work is no function literal)
// k: 16

package methodvalue

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

type job struct {
	load   *load.Load
	id     int
	result *int
}

func newJob(l *load.Load, id int, result *int) *job {
	return &job{load: l, id: id, result: result}
}

func (j *job) run() { *j.result = j.load.Value(j.id) }

func Run(_ context.Context, l *load.Load) (any, error) {
	return runAll(l, l.IDs()), nil
}

func runAll(l *load.Load, ids []int) []int {
	results := make([]int, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Go(newJob(l, id, &results[i]).run)
	}
	wg.Wait()
	return results
}
