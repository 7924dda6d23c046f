// Package gap has what the check should report and does not yet.
package gap

import "context"

// A quorum: how many are enough is a number that the function counts up to.
func quorum(nodes []func() error, enough int) error {
	ch := make(chan error)
	for _, node := range nodes {
		go func() { ch <- node() }()
	}
	good := 0
	for err := range ch {
		if err == nil {
			good++
		}
		if good >= enough {
			return nil
		}
	}
	return nil
}

// The channel is a field of something that stays here.
type call struct{ done chan error }

func fields(ctx context.Context, fn func() error) error {
	c := &call{done: make(chan error)}
	go func() { c.done <- fn() }()
	select {
	case err := <-c.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// A callback sends, and who calls it is out of sight.
func callback(ctx context.Context, walk func(func(int))) {
	ch := make(chan int)
	go walk(func(x int) { ch <- x })
	select {
	case <-ch:
	case <-ctx.Done():
	}
}
