// shape: the work calls a method of an interface of the package; an implementation waits for the last element
// want: none (the work waits for other work)
// hangs: the first 16 wait for the last one

package ifacewaits

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

type participant interface{ vote(id int) int }

type citizen struct{ load *load.Load }

func (c citizen) vote(id int) int { return c.load.Value(id) % 2 }

type juror struct {
	citizen
	verdict *verdict
}

func (j juror) vote(id int) int {
	j.verdict.wait()
	return j.citizen.vote(id)
}

type verdict struct{ group sync.WaitGroup }

func (v *verdict) wait() {
	v.group.Done()
	v.group.Wait()
}

func Run(_ context.Context, l *load.Load) (any, error) {
	var v verdict
	v.group.Add(l.N)
	return poll(juror{citizen{l}, &v}, l.IDs()), nil
}

func poll(p participant, ids []int) int64 {
	var votes atomic.Int64
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			votes.Add(int64(p.vote(id)))
		}()
	}
	wg.Wait()
	return votes.Load()
}
