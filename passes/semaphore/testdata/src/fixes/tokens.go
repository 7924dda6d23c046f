package fixes

import (
	"context"
	"errors"

	"golang.org/x/sync/errgroup"
	. "golang.org/x/sync/semaphore"
)

var errEmpty = errors.New("empty")

type crawler struct {
	slots, more, third, fourth, fifth chan struct{}
	sem, other, last                  *Weighted
}

// Commented keeps its comments.
func (c *crawler) Commented(name string) error {
	// wait
	c.slots <- struct{}{} // want "is not given back on return"
	// run
	if err := run(name); err != nil {
		return err // too bad
	}
	<-c.slots
	return nil // fine
}

// Tested asks whether it got one.
func (c *crawler) Tested(ctx context.Context, name string) (int, error) {
	if err := c.sem.Acquire(ctx, 1); err != nil { // want "is not given back on return"
		return 0, err
	}
	switch name {
	case "":
		return 0, errEmpty
	case "one":
		c.sem.Release(1)
		return 1, nil
	}
	c.sem.Release(1)
	return 2, nil
}

// Work has a call that is deferred first, and stays so.
func Work(names []string) {
	sem := make(chan struct{}, 8)
	done := make(chan string, len(names))
	for _, name := range names {
		sem <- struct{}{} // want "taken for work, is not given back by it"
		go func() {
			defer func() { done <- name }()
			if run(name) != nil {
				return
			}
			<-sem
		}()
	}
	for range names {
		<-done
	}
}

// Goes on when it has given its token back: a defer would hold it for longer.
func (c *crawler) Goes(name string) error {
	c.more <- struct{}{} // want "is not given back on return"
	if name == "" {
		return errEmpty
	}
	err := run(name)
	<-c.more
	return errors.Join(err, run(name+".log"))
}

// Noted has a comment at its release, which would be lost.
func (c *crawler) Noted(name string) error {
	c.third <- struct{}{} // want "is not given back on return"
	if name == "" {
		return errEmpty
	}
	// at last
	<-c.third
	return nil
}

// Chosen takes its token in a select.
func (c *crawler) Chosen(ctx context.Context, name string) error {
	select {
	case c.fourth <- struct{}{}: // want "is not given back on return"
	case <-ctx.Done():
		return ctx.Err()
	}
	if name == "" {
		return errEmpty
	}
	<-c.fourth
	return nil
}

// Defers something that would then run first.
func (c *crawler) Defers(name string) error {
	c.fifth <- struct{}{} // want "is not given back on return"
	if name == "" {
		return errEmpty
	}
	defer run("done")
	<-c.fifth
	return nil
}

// Ignores has nothing to undo.
func (c *crawler) Ignores(ctx context.Context, name string) error {
	_ = c.other.Acquire(ctx, 1) // want "is ignored"
	defer c.other.Release(1)
	return run(name)
}

// Started has: what it started would be left behind.
func (c *crawler) Started(ctx context.Context, name string) error {
	go run(name)
	c.last.Acquire(ctx, 1) // want "is ignored"
	defer c.last.Release(1)
	return run(name)
}

// Nothing is returned: what to do instead is not known.
func (c *crawler) Nothing(ctx context.Context, name string) {
	c.last.Acquire(ctx, 1) // want "is ignored"
	defer c.last.Release(1)
	_ = run(name)
}

// Hides returns something besides the error.
func Hides(ctx context.Context, names []string) ([]string, error) {
	sem := NewWeighted(8)
	cause := errEmpty
	g, ctx := errgroup.WithContext(ctx)
	for _, name := range names {
		if err := sem.Acquire(ctx, 1); err != nil { // want "nobody waits"
			return nil, err
		}
		g.Go(func() error {
			defer sem.Release(1)
			return run(name)
		})
	}
	if err := g.Wait(); err != nil {
		return nil, errors.Join(cause, err)
	}
	return names, nil
}

// Waits for what comes after the loop: a wait before it would hang.
func Waits(ctx context.Context, names []string) error {
	sem := NewWeighted(8)
	start := make(chan struct{})
	g, ctx := errgroup.WithContext(ctx)
	for _, name := range names {
		if err := sem.Acquire(ctx, 1); err != nil { // want "nobody waits"
			return err
		}
		g.Go(func() error {
			defer sem.Release(1)
			<-start
			return run(name)
		})
	}
	close(start)
	return g.Wait()
}

type mixed struct{ slots, more chan struct{} }

func (m *mixed) leave() { <-m.slots }

// Mixed gives back by a helper on one way: with a defer it would do so twice.
func (m *mixed) Mixed(name string) error {
	m.slots <- struct{}{} // want "is not given back on return"
	switch name {
	case "":
		return errEmpty
	case "one":
		m.leave()
		return nil
	}
	<-m.slots
	return nil
}

// Hands gives it to work on one way.
func (m *mixed) Hands(name string) error {
	m.more <- struct{}{} // want "is not given back on return"
	switch name {
	case "":
		return errEmpty
	case "one":
		go func() {
			defer func() { <-m.more }()
			_ = run(name)
		}()
		return nil
	}
	<-m.more
	return nil
}

type opener struct{ slots, more chan struct{} }

// Opens keeps its token where it succeeds: Close gives it back.
func (o *opener) Opens(name string) error {
	o.slots <- struct{}{} // want "is not given back on return"
	if name == "" {
		return errEmpty
	}
	if err := run(name); err != nil {
		<-o.slots
		return err
	}
	return nil
}

func (o *opener) Close() { <-o.slots }

// Leases keeps it too, for the function that it returns.
func (o *opener) Leases(name string) (func(), error) {
	o.more <- struct{}{} // want "is not given back on return"
	if name == "" {
		return nil, errEmpty
	}
	if err := run(name); err != nil {
		<-o.more
		return nil, err
	}
	return func() { <-o.more }, nil
}
