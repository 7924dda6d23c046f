// Package pondv2 has work in the second version of alitto/pond, where 0 stands
// for no limit.
package pondv2

import (
	"context"

	"github.com/alitto/pond/v2"
)

func fetch(string) error { return nil }

// The default pool has no limit.
func defaultPool(ids []string) {
	for _, id := range ids {
		pond.Submit(func() { fetch(id) }) // want spawnloop:"^pond\.Submit per element of ids \(parameter\): no limit found before pond\.Submit"
	}
}

// The element waits for its task.
func oneByOne(ids []string) {
	for _, id := range ids {
		pond.SubmitErr(func() error { return fetch(id) }).Wait()
	}
}

func defaultGroup(ids []string) error {
	group := pond.NewGroup()
	for _, id := range ids {
		group.SubmitErr(func() error { return fetch(id) }) // want errgrouplimit:"^group\.SubmitErr per element of ids \(parameter\): .*no limit found on group group"
	}
	return group.Wait()
}

func limited(ids []string) {
	p := pond.NewPool(8)
	for _, id := range ids {
		p.Submit(func() { fetch(id) })
		p.SubmitErr(func() error { return fetch(id) })
		p.Go(func() { fetch(id) })
	}
	p.StopAndWait()
}

func lifted(ids []string) {
	p := pond.NewPool(0)
	for _, id := range ids {
		p.Go(func() { fetch(id) }) // want errgrouplimit:"^p\.Go per element of ids \(parameter\): .*NewPool\(.*0"
	}
	p.StopAndWait()
}

func dataSized(ids []string) {
	p := pond.NewPool(len(ids), pond.WithQueueSize(10))
	for _, id := range ids {
		p.Submit(func() { fetch(id) }) // want errgrouplimit:"^p\.Submit per element of ids \(parameter\): .*len\(data\)"
	}
	p.StopAndWait()
}

func groups(ctx context.Context, ids []string) error {
	p := pond.NewPool(8)
	group := p.NewGroupContext(ctx)
	for _, id := range ids {
		group.SubmitErr(func() error { return fetch(id) })
	}
	return group.Wait()
}

func liftedGroup(ids []string) error {
	group := pond.NewPool(0).NewGroup()
	for _, id := range ids {
		group.Submit(func() { fetch(id) }) // want errgrouplimit:"^group\.Submit per element of ids \(parameter\): .*NewPool\(.*0"
	}
	return group.Wait()
}

func results(ids []string) ([]string, error) {
	p := pond.NewResultPool[string](8)
	group := p.NewGroup()
	for _, id := range ids {
		group.Submit(func() string { return id })
		p.Submit(func() string { return id })
	}
	return group.Wait()
}

func subpools(ids []string) {
	p := pond.NewPool(100)
	limited, fromDefault, lifted := p.NewSubpool(8), pond.NewSubpool(8), pond.NewSubpool(0)
	for _, id := range ids {
		limited.Submit(func() { fetch(id) })
		fromDefault.Submit(func() { fetch(id) })
		lifted.Submit(func() { fetch(id) }) // want errgrouplimit:"^lifted\.Submit per element of ids \(parameter\): .*NewSubpool\(.*0"
	}
	p.StopAndWait()
}

func lost(ids []string) {
	p := pond.NewPool(8, pond.WithQueueSize(10))
	for _, id := range ids {
		p.TrySubmit(func() { fetch(id) }) // want errgrouplimit:"^result of p\.TrySubmit ignored"
	}
	p.StopAndWait()
}

func tried(ids []string) (dropped int) {
	p := pond.NewPool(8, pond.WithQueueSize(10))
	for _, id := range ids {
		if _, ok := p.TrySubmit(func() { fetch(id) }); !ok {
			dropped++
		}
	}
	p.StopAndWait()
	return dropped
}
