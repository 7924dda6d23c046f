// shape: the first of all wins, in a generic function
// want: fix
// stuck: before
// leaves: work

package fanfirst

import (
	"context"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return first(l.IDs(), l.Value) > 0, nil
}

func first[T, R any](items []T, work func(T) R) R {
	results := make(chan R)
	for _, item := range items {
		go func() { results <- work(item) }()
	}
	return <-results
}
