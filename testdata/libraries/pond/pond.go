// Package pond has work in the first version of alitto/pond, where every pool
// has a limit.
package pond

import (
	"context"
	"time"

	"github.com/alitto/pond"
)

func fetch(string) error { return nil }

func limited(ids []string) {
	p := pond.New(8, 1000)
	for _, id := range ids {
		p.Submit(func() { fetch(id) })
		p.SubmitBefore(func() { fetch(id) }, time.Second)
	}
	p.StopAndWait()
}

// The library makes one worker of none.
func zero(ids []string) {
	p := pond.New(0, 1000)
	for _, id := range ids {
		p.Submit(func() { fetch(id) })
	}
	p.StopAndWait()
}

func dataSized(ids []string) {
	p := pond.New(len(ids), 0)
	for _, id := range ids {
		p.Submit(func() { fetch(id) }) // want errgrouplimit:"^p\.Submit per element of ids \(parameter\): .*len\(data\)"
	}
	p.StopAndWait()
}

func groups(ctx context.Context, ids []string) error {
	p := pond.New(8, 1000)
	group := p.Group()
	other, _ := p.GroupContext(ctx)
	for _, id := range ids {
		group.Submit(func() { fetch(id) })
		other.Submit(func() error { return fetch(id) })
	}
	group.Wait()
	return other.Wait()
}

func dataSizedGroup(ids []string) {
	p := pond.New(len(ids), 0)
	group := p.Group()
	for _, id := range ids {
		group.Submit(func() { fetch(id) }) // want errgrouplimit:"^group\.Submit per element of ids \(parameter\): .*len\(data\)"
	}
	group.Wait()
}

func tried(ids []string) (dropped int) {
	p := pond.New(8, 0)
	for _, id := range ids {
		if !p.TrySubmit(func() { fetch(id) }) {
			dropped++
		}
	}
	p.StopAndWait()
	return dropped
}

func lost(ids []string) {
	p := pond.New(8, 0)
	for _, id := range ids {
		p.TrySubmit(func() { fetch(id) }) // want errgrouplimit:"^result of p\.TrySubmit ignored"
	}
	p.StopAndWait()
}
