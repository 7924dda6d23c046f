// shape: the function says how many results nobody has received
// want: none (with room, the number is another)
// stuck: before
// cancel: 1
// leaves: work

package fanfullness

import (
	"context"
	"time"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	return pending(ctx, l), nil
}

func pending(ctx context.Context, l *load.Load) int {
	answer := make(chan int)
	go func() { answer <- l.Value(1) }()
	select {
	case <-answer:
		return -1
	case <-ctx.Done():
		for l.Running() > 0 {
			time.Sleep(time.Millisecond)
		}
		time.Sleep(5 * time.Millisecond)
		return fullness(answer)
	}
}

func fullness(answers chan int) int { return len(answers) }
