// shape: three replicas are asked, the first answer wins
// want: fix
// stuck: before
// leaves: work

package fanreplicas

import (
	"context"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return ask(l, 42), nil
}

func ask(l *load.Load, id int) int {
	answers := make(chan int)
	go func() { answers <- l.Value(id) }()
	go func() { answers <- l.Value(id) }()
	go func() { answers <- l.Value(id) }()
	return <-answers
}
