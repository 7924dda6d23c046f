// shape: the first of an array of regions wins
// want: fix
// stuck: before
// leaves: work

package fanarray

import (
	"context"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return nearest(l, [...]int{11, 12, 14, 15}) > 0, nil
}

func nearest(l *load.Load, regions [4]int) int {
	answers := make(chan int)
	for _, region := range regions {
		go func() { answers <- l.Value(region) }()
	}
	return <-answers
}
