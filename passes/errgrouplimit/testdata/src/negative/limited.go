package negative

import (
	"context"
	"os"
	"runtime"
	"strconv"

	"golang.org/x/sync/errgroup"
)

type config struct{ Parallel int }

// LimitConstant is the plain case.
func LimitConstant(ctx context.Context, items []item) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(most)
	for _, x := range items {
		g.Go(func() error { return fetch(ctx, x.name) })
	}
	return g.Wait()
}

// LimitProcessors takes the number from the machine.
func LimitProcessors(items []item) error {
	var g errgroup.Group
	g.SetLimit(2 * runtime.GOMAXPROCS(0))
	for _, x := range items {
		g.Go(func() error { return work(x) })
	}
	return g.Wait()
}

// LimitParameter takes it from the caller.
func LimitParameter(items []item, n int) error {
	var g errgroup.Group
	g.SetLimit(n)
	for _, x := range items {
		g.Go(func() error { return work(x) })
	}
	return g.Wait()
}

// LimitIfConfigured only sets it where somebody asked for one.
func LimitIfConfigured(cfg config, items []item) error {
	var g errgroup.Group
	if cfg.Parallel > 0 {
		g.SetLimit(cfg.Parallel)
	}
	for _, x := range items {
		g.Go(func() error { return work(x) })
	}
	return g.Wait()
}

// LimitEnvironment reads it from the environment.
func LimitEnvironment(items []item) error {
	n, err := strconv.Atoi(os.Getenv("PARALLEL"))
	if err != nil {
		return err
	}
	g := new(errgroup.Group)
	g.SetLimit(n)
	for _, x := range items {
		g.Go(func() error { return work(x) })
	}
	return g.Wait()
}

// LimitMin is at most eight, fewer if there is less to do.
func LimitMin(items []item) error {
	var g errgroup.Group
	g.SetLimit(min(most, len(items)+1))
	for _, x := range items {
		g.Go(func() error { return work(x) })
	}
	return g.Wait()
}

// LimitCapped says the same with an if.
func LimitCapped(items []item) error {
	n := len(items)
	if n > most {
		n = most
	}
	var g errgroup.Group
	g.SetLimit(n)
	for _, x := range items {
		g.Go(func() error { return work(x) })
	}
	return g.Wait()
}

// LimitAgain changes the limit between two phases, when nothing runs.
func LimitAgain(items []item) error {
	var g errgroup.Group
	g.SetLimit(most)
	for _, x := range items {
		g.Go(func() error { return work(x) })
	}
	if err := g.Wait(); err != nil {
		return err
	}
	g.SetLimit(2)
	for _, x := range items {
		g.Go(func() error { return work(x) })
	}
	return g.Wait()
}

// LimitInClosure sets it in a closure that is called before the loop.
func LimitInClosure(items []item) error {
	var g errgroup.Group
	setup := func() { g.SetLimit(most) }
	setup()
	for _, x := range items {
		g.Go(func() error { return work(x) })
	}
	return g.Wait()
}

// LimitByHelper hands the group to a function of this package that limits it.
func LimitByHelper(items []item) error {
	var g errgroup.Group
	limit(&g)
	for _, x := range items {
		g.Go(func() error { return work(x) })
	}
	return g.Wait()
}

func limit(g *errgroup.Group) { g.SetLimit(most) }

// LimitOuterGroup is used by a literal inside.
func LimitOuterGroup(items []item) error {
	g := new(errgroup.Group)
	g.SetLimit(most)
	start := func(x item) {
		g.Go(func() error { return work(x) })
	}
	for _, x := range items {
		start(x)
	}
	return g.Wait()
}

// TryGoInline does itself what does not fit.
func TryGoInline(items []item) error {
	var g errgroup.Group
	g.SetLimit(most)
	for _, x := range items {
		if !g.TryGo(func() error { return work(x) }) {
			if err := work(x); err != nil {
				return err
			}
		}
	}
	return g.Wait()
}

// TryGoCounted counts what it drops.
func TryGoCounted(items []item) (dropped int, err error) {
	var g errgroup.Group
	g.SetLimit(most)
	for _, x := range items {
		ok := g.TryGo(func() error { return work(x) })
		if !ok {
			dropped++
		}
	}
	return dropped, g.Wait()
}
