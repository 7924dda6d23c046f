// Package conc has work in the groups and pools of sourcegraph/conc.
package conc

import (
	"context"

	"github.com/sourcegraph/conc"
	"github.com/sourcegraph/conc/iter"
	"github.com/sourcegraph/conc/pool"
	"github.com/sourcegraph/conc/stream"
)

func fetch(context.Context, string) (string, error) { return "", nil }

func waitGroup(ctx context.Context, ids []string) {
	var wg conc.WaitGroup
	for _, id := range ids {
		wg.Go(func() { fetch(ctx, id) }) // want spawnloop:"^wg\.Go per element of ids \(parameter\): no limit found before wg\.Go"
	}
	wg.Wait()
}

// Four workers share a channel.
func workers(ctx context.Context, ids chan string) {
	wg := conc.NewWaitGroup()
	for range 4 {
		wg.Go(func() {
			for id := range ids {
				fetch(ctx, id)
			}
		})
	}
	wg.WaitAndRecover()
}

func unlimited(ctx context.Context, ids []string) {
	p := pool.New()
	for _, id := range ids {
		p.Go(func() { fetch(ctx, id) }) // want errgrouplimit:"^p\.Go per element of ids \(parameter\): no limit found on group p"
	}
	p.Wait()
}

func limited(ctx context.Context, ids []string) {
	p := pool.New().WithMaxGoroutines(8)
	for _, id := range ids {
		p.Go(func() { fetch(ctx, id) })
	}
	p.Wait()
}

// The limit is set by a statement of its own.
func limitedLater(ctx context.Context, ids []string) {
	p := pool.New()
	p.WithMaxGoroutines(8)
	for _, id := range ids {
		p.Go(func() { fetch(ctx, id) })
	}
	p.Wait()
}

func dataSized(ctx context.Context, ids []string) {
	p := pool.New().WithMaxGoroutines(len(ids))
	for _, id := range ids {
		p.Go(func() { fetch(ctx, id) }) // want errgrouplimit:"^p\.Go per element of ids \(parameter\): .*len\(data\)"
	}
	p.Wait()
}

func zeroValue(ctx context.Context, ids []string) {
	var p pool.Pool
	for _, id := range ids {
		p.Go(func() { fetch(ctx, id) }) // want errgrouplimit:"^p\.Go per element of ids \(parameter\): no limit found on group p"
	}
	p.Wait()
}

func errors(ctx context.Context, ids []string) error {
	p := pool.New().WithErrors().WithFirstError()
	for _, id := range ids {
		p.Go(func() error { // want errgrouplimit:"^p\.Go per element of ids \(parameter\): no limit found on group p"
			_, err := fetch(ctx, id)
			return err
		})
	}
	return p.Wait()
}

// The limit comes before the pool takes another form, or after.
func limitedErrors(ctx context.Context, ids []string) error {
	p := pool.New().WithMaxGoroutines(8).WithErrors().WithFirstError()
	q := pool.New().WithErrors().WithContext(ctx).WithCancelOnError().WithMaxGoroutines(8)
	for _, id := range ids {
		p.Go(func() error {
			_, err := fetch(ctx, id)
			return err
		})
		q.Go(func(ctx context.Context) error {
			_, err := fetch(ctx, id)
			return err
		})
	}
	if err := q.Wait(); err != nil {
		return err
	}
	return p.Wait()
}

func contexts(ctx context.Context, ids []string) error {
	p := pool.New().WithContext(ctx).WithCancelOnError()
	for _, id := range ids {
		p.Go(func(ctx context.Context) error { // want errgrouplimit:"^p\.Go per element of ids \(parameter\): no limit found on group p"
			_, err := fetch(ctx, id)
			return err
		})
	}
	return p.Wait()
}

func results(ctx context.Context, ids []string) []string {
	p := pool.NewWithResults[string]()
	for _, id := range ids {
		p.Go(func() string { // want errgrouplimit:"^p\.Go per element of ids \(parameter\): no limit found on group p"
			page, _ := fetch(ctx, id)
			return page
		})
	}
	return p.Wait()
}

func limitedResults(ctx context.Context, ids []string) ([]string, error) {
	p := pool.NewWithResults[string]().WithMaxGoroutines(8).WithErrors().WithCollectErrored()
	q := pool.NewWithResults[string]().WithContext(ctx).WithMaxGoroutines(8)
	for _, id := range ids {
		p.Go(func() (string, error) { return fetch(ctx, id) })
		q.Go(func(ctx context.Context) (string, error) { return fetch(ctx, id) })
	}
	if _, err := q.Wait(); err != nil {
		return nil, err
	}
	return p.Wait()
}

// The pool is limited where it is made.
type crawler struct{ pool *pool.ErrorPool }

func newCrawler() *crawler {
	return &crawler{pool: pool.New().WithMaxGoroutines(8).WithErrors()}
}

func (c *crawler) crawl(ctx context.Context, ids []string) error {
	for _, id := range ids {
		c.pool.Go(func() error {
			_, err := fetch(ctx, id)
			return err
		})
	}
	return c.pool.Wait()
}

type eager struct{ pool *pool.ErrorPool }

func newEager() *eager { return &eager{pool: pool.New().WithErrors()} }

func (e *eager) crawl(ctx context.Context, ids []string) error {
	for _, id := range ids {
		e.pool.Go(func() error { // want errgrouplimit:"^e\.pool\.Go per element of ids \(parameter\): no limit found on group e\.pool"
			_, err := fetch(ctx, id)
			return err
		})
	}
	return e.pool.Wait()
}

// Whose pool it is knows the limit.
func received(ctx context.Context, p *pool.Pool, ids []string) {
	for _, id := range ids {
		p.Go(func() { fetch(ctx, id) })
	}
}

// A stream holds back what is not in order yet, with a limit and without.
func streams(ctx context.Context, ids []string) {
	s, limited := stream.New(), stream.New().WithMaxGoroutines(8)
	for _, id := range ids {
		task := func() stream.Callback {
			page, _ := fetch(ctx, id)
			return func() { println(page) }
		}
		s.Go(task)
		limited.Go(task)
	}
	s.Wait()
	limited.Wait()
}

// The iterators take as many goroutines as there are processors.
func iterators(ctx context.Context, ids []string) []string {
	iter.ForEach(ids, func(id *string) { fetch(ctx, *id) })
	iter.ForEachIdx(ids, func(_ int, id *string) { fetch(ctx, *id) })
	mapper := iter.Mapper[string, string]{MaxGoroutines: 8}
	return mapper.Map(ids, func(id *string) string { return *id })
}

// What the function of an iterator starts is not held back.
func fromIterator(ctx context.Context, ids []string) {
	iter.ForEach(ids, func(id *string) {
		go fetch(ctx, *id) // want spawnloop:"^goroutine .*: no limit found before the go statement"
	})
}
