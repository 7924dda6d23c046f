// shape: the goroutine goes on with its work when its result is received
// want: none (with room, the journal would be written before the result is known)
// stuck: before
// cancel: 1
// leaves: work

package fangoeson

import (
	"context"
	"sync"
	"time"

	"gauntlet.example/load"
)

type journal struct {
	mu    sync.Mutex
	lines []int
}

func (j *journal) note(id int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.lines = append(j.lines, id)
}

func (j *journal) size() int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return len(j.lines)
}

func Run(ctx context.Context, l *load.Load) (any, error) {
	var j journal
	store(ctx, l, &j, 1)
	for l.Running() > 0 {
		time.Sleep(time.Millisecond)
	}
	time.Sleep(5 * time.Millisecond)
	return j.size(), nil
}

func store(ctx context.Context, l *load.Load, j *journal, id int) int {
	stored := make(chan int)
	go func() {
		l.Do(id)
		stored <- id
		j.note(id)
	}()
	select {
	case v := <-stored:
		return v
	case <-ctx.Done():
		return 0
	}
}
