// Package semaphores takes a token before each start, from semaphores of several
// libraries, and from wait groups that are semaphores too.
package semaphores

import (
	"context"

	"github.com/facebookgo/limitgroup"
	semaphorev1 "github.com/marusama/semaphore"
	marusama "github.com/marusama/semaphore/v2"
	"github.com/remeh/sizedwaitgroup"
	"golang.org/x/sync/semaphore"
)

func fetch(string) {}

func weighted(ctx context.Context, ids []string) error {
	sem := semaphore.NewWeighted(8)
	for _, id := range ids {
		if err := sem.Acquire(ctx, 1); err != nil {
			return err
		}
		go func() {
			defer sem.Release(1)
			fetch(id)
		}()
	}
	return sem.Acquire(ctx, 8)
}

// Nothing is left of the limit when the capacity is that of the data.
func weightedBySize(ctx context.Context, ids []string) error {
	sem := semaphore.NewWeighted(int64(len(ids)))
	for _, id := range ids {
		if err := sem.Acquire(ctx, 1); err != nil {
			return err
		}
		go func() { // want semaphore:"^goroutine per element of ids \(parameter\): the semaphore at line \d+ has room for all"
			defer sem.Release(1)
			fetch(id)
		}()
	}
	return nil
}

func resizable(ctx context.Context, ids []string) error {
	sem := marusama.New(8)
	for _, id := range ids {
		if err := sem.Acquire(ctx, 1); err != nil {
			return err
		}
		go func() {
			defer sem.Release(1)
			fetch(id)
		}()
	}
	return nil
}

func resizableBySize(ctx context.Context, ids []string) error {
	sem := marusama.New(len(ids))
	for _, id := range ids {
		if err := sem.Acquire(ctx, 1); err != nil {
			return err
		}
		go func() { // want semaphore:"^goroutine per element of ids \(parameter\): the semaphore at line \d+ has room for all"
			defer sem.Release(1)
			fetch(id)
		}()
	}
	return nil
}

// What finds no room is not done.
func resizableTried(ids []string) (dropped int) {
	sem := semaphorev1.New(8)
	for _, id := range ids {
		if !sem.TryAcquire(1) {
			dropped++
			continue
		}
		go func() {
			defer sem.Release(1)
			fetch(id)
		}()
	}
	return dropped
}

func resizableInside(ctx context.Context, ids []string) {
	sem := marusama.New(8)
	for _, id := range ids {
		go func() { // want semaphore:"^goroutine per element of ids \(parameter\): the semaphore is acquired inside it"
			if sem.Acquire(ctx, 1) != nil {
				return
			}
			defer sem.Release(1)
			fetch(id)
		}()
	}
}

func sized(ids []string) {
	wg := sizedwaitgroup.New(8)
	for _, id := range ids {
		wg.Add()
		go func() {
			defer wg.Done()
			fetch(id)
		}()
	}
	wg.Wait()
}

func sizedWithContext(ctx context.Context, ids []string) error {
	wg := sizedwaitgroup.New(8)
	for _, id := range ids {
		if err := wg.AddWithContext(ctx); err != nil {
			return err
		}
		go func() {
			defer wg.Done()
			fetch(id)
		}()
	}
	wg.Wait()
	return nil
}

// Zero stands for two billion.
func sizedZero(ids []string) {
	wg := sizedwaitgroup.New(0)
	for _, id := range ids {
		wg.Add()
		go func() { // want spawnloop:"^goroutine per element of ids \(parameter\): "
			defer wg.Done()
			fetch(id)
		}()
	}
	wg.Wait()
}

func sizedBySize(ids []string) {
	wg := sizedwaitgroup.New(len(ids))
	for _, id := range ids {
		wg.Add()
		go func() { // want semaphore:"^goroutine per element of ids \(parameter\): the semaphore at line \d+ has room for all"
			defer wg.Done()
			fetch(id)
		}()
	}
	wg.Wait()
}

func sizedInside(ids []string) {
	wg := sizedwaitgroup.New(8)
	for _, id := range ids {
		go func() { // want semaphore:"^goroutine per element of ids \(parameter\): the semaphore is acquired inside it"
			wg.Add()
			defer wg.Done()
			fetch(id)
		}()
	}
	wg.Wait()
}

func limitGroup(ids []string) {
	wg := limitgroup.NewLimitGroup(8)
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			fetch(id)
		}()
	}
	wg.Wait()
}

func limitGroupBySize(ids []string) {
	wg := limitgroup.NewLimitGroup(uint(len(ids)))
	for _, id := range ids {
		wg.Add(1)
		go func() { // want semaphore:"^goroutine per element of ids \(parameter\): the semaphore at line \d+ has room for all"
			defer wg.Done()
			fetch(id)
		}()
	}
	wg.Wait()
}
