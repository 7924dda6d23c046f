// shape: there is room for one result, and three are sent
// want: fix
// stuck: before
// leaves: work

package fanroom

import (
	"context"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return ask(l, 42), nil
}

func ask(l *load.Load, id int) int {
	answers := make(chan int, 1)
	go func() { answers <- l.Value(id) }()
	go func() { answers <- l.Value(id) }()
	go func() { answers <- l.Value(id) }()
	return <-answers
}
