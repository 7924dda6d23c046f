package main

import (
	"context"

	"golang.org/x/sync/errgroup"

	"example.com/drivers/library"
	"example.com/drivers/middle"
)

func made(ctx context.Context, names []string) {
	open := library.NewGroup()
	for _, name := range names {
		open.Go(func() error { work(name); return nil }) // want errgrouplimit nolimit
	}
	wrapped := middle.NewGroup()
	for _, name := range names {
		wrapped.Go(func() error { work(name); return nil }) // want errgrouplimit nolimit
	}
	cancelled, _ := library.WithContext(ctx)
	for _, name := range names {
		cancelled.Go(func() error { work(name); return nil }) // want errgrouplimit nolimit
	}
}

func madeLimited(ctx context.Context, names []string) {
	limited := library.NewLimited(8)
	for _, name := range names {
		limited.Go(func() error { work(name); return nil }) // row inventory bounded
	}
	wrapped := middle.NewLimited()
	for _, name := range names {
		wrapped.Go(func() error { work(name); return nil }) // row inventory bounded
	}
	cancelled, _ := library.LimitedWithContext(ctx)
	for _, name := range names {
		cancelled.Go(func() error { work(name); return nil }) // row inventory bounded
	}
}

func limitedElsewhere(names []string) {
	var limited errgroup.Group
	library.Limit(&limited)
	for _, name := range names {
		limited.Go(func() error { work(name); return nil })
	}
	var wrapped errgroup.Group
	middle.Limit(&wrapped)
	for _, name := range names {
		wrapped.Go(func() error { work(name); return nil })
	}
}
