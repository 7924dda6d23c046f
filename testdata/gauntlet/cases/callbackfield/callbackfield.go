// shape: the work calls a function in a field
// want: none (the work calls a function it is given)
// hangs: the function in the field waits for a later element

package callbackfield

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

type notifier struct {
	onEvent func(id int) error
}

func (n *notifier) notify(ids []int) error {
	var g errgroup.Group
	for _, id := range ids {
		g.Go(func() error { return n.onEvent(id) })
	}
	return g.Wait()
}

func Run(_ context.Context, l *load.Load) (any, error) {
	last := make(chan struct{})
	n := &notifier{onEvent: func(id int) error {
		if id == l.N-1 {
			close(last)
		}
		<-last
		return l.Fail(id)
	}}
	err := n.notify(l.IDs())
	if err == nil {
		return nil, nil
	}
	return "some failed", nil
}
