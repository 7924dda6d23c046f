// Package ants has work in the pools of panjf2000/ants.
package ants

import "github.com/panjf2000/ants/v2"

func fetch(string) {}

// The default pool has room for two billion.
func defaultPool(ids []string) {
	for _, id := range ids {
		ants.Submit(func() { fetch(id) }) // want spawnloop:"^ants\.Submit per element of ids \(parameter\): no limit found before ants\.Submit"
	}
}

func limited(ids []string) error {
	p, err := ants.NewPool(8)
	if err != nil {
		return err
	}
	defer p.Release()
	for _, id := range ids {
		p.Submit(func() { fetch(id) })
	}
	return nil
}

func lifted(ids []string) error {
	p, err := ants.NewPool(-1)
	if err != nil {
		return err
	}
	defer p.Release()
	for _, id := range ids {
		p.Submit(func() { fetch(id) }) // want errgrouplimit:"^p\.Submit per element of ids \(parameter\): .*NewPool\(.*-1"
	}
	return nil
}

func zero(ids []string) error {
	p, err := ants.NewPool(0, ants.WithDisablePurge(true))
	if err != nil {
		return err
	}
	defer p.Release()
	for _, id := range ids {
		p.Submit(func() { fetch(id) }) // want errgrouplimit:"^p\.Submit per element of ids \(parameter\): .*NewPool\(.*0"
	}
	return nil
}

func dataSized(ids []string) error {
	p, err := ants.NewPool(len(ids))
	if err != nil {
		return err
	}
	defer p.Release()
	for _, id := range ids {
		p.Submit(func() { fetch(id) }) // want errgrouplimit:"^p\.Submit per element of ids \(parameter\): .*len\(data\)"
	}
	return nil
}

// Whoever wrote the flag chose the number.
func configured(ids []string, workers int) error {
	p, err := ants.NewPool(workers)
	if err != nil {
		return err
	}
	defer p.Release()
	for _, id := range ids {
		p.Submit(func() { fetch(id) })
	}
	return nil
}

// The work is given to the constructor, and its input to Invoke.
func functions(ids []string) error {
	limited, err := ants.NewPoolWithFunc(8, func(id any) { fetch(id.(string)) })
	if err != nil {
		return err
	}
	lifted, err := ants.NewPoolWithFunc(-1, func(id any) { fetch(id.(string)) })
	if err != nil {
		return err
	}
	typed, err := ants.NewPoolWithFuncGeneric(8, fetch)
	if err != nil {
		return err
	}
	for _, id := range ids {
		limited.Invoke(id)
		lifted.Invoke(id) // want errgrouplimit:"^lifted\.Invoke per element of ids \(parameter\): .*NewPoolWithFunc\(.*-1"
		typed.Invoke(id)
	}
	return nil
}

func multi(ids []string) error {
	limited, err := ants.NewMultiPool(4, 8, ants.RoundRobin)
	if err != nil {
		return err
	}
	lifted, err := ants.NewMultiPool(4, -1, ants.LeastTasks)
	if err != nil {
		return err
	}
	typed, err := ants.NewMultiPoolWithFuncGeneric(4, 8, fetch, ants.RoundRobin)
	if err != nil {
		return err
	}
	for _, id := range ids {
		limited.Submit(func() { fetch(id) })
		lifted.Submit(func() { fetch(id) }) // want errgrouplimit:"^lifted\.Submit per element of ids \(parameter\): .*NewMultiPool\(.*-1"
		typed.Invoke(id)
	}
	return nil
}

type crawler struct{ pool *ants.Pool }

func newCrawler() (*crawler, error) {
	p, err := ants.NewPool(8, ants.WithNonblocking(true))
	if err != nil {
		return nil, err
	}
	return &crawler{pool: p}, nil
}

func (c *crawler) crawl(ids []string) {
	for _, id := range ids {
		c.pool.Submit(func() { fetch(id) })
	}
}
