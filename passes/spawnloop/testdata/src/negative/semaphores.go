package negative

import (
	"context"
	"io/fs"
	"path/filepath"
	"sync"

	"golang.org/x/sync/semaphore"

	"limits"
)

type fetcher struct {
	sem  *semaphore.Weighted
	gate *limits.Gate
}

// WeightedAcquire waits for a place and gives up with the context.
func WeightedAcquire(ctx context.Context, items []item) error {
	sem := semaphore.NewWeighted(most)
	for _, x := range items {
		if err := sem.Acquire(ctx, 1); err != nil {
			return err
		}
		go func() {
			defer sem.Release(1)
			work(x)
		}()
	}
	return sem.Acquire(ctx, most)
}

// WeightedErrorIgnored waits with a context that never ends.
func WeightedErrorIgnored(items []item) {
	sem := semaphore.NewWeighted(most)
	for _, x := range items {
		_ = sem.Acquire(context.Background(), 1)
		go func() {
			work(x)
			sem.Release(1)
		}()
	}
}

// WeightedTryAcquire leaves out what does not fit.
func WeightedTryAcquire(sem *semaphore.Weighted, in <-chan item) {
	for x := range in {
		if !sem.TryAcquire(1) {
			continue
		}
		go func() {
			defer sem.Release(1)
			work(x)
		}()
	}
}

// WeightedTrySpawn spawns where the answer is yes.
func WeightedTrySpawn(sem *semaphore.Weighted, items []item) {
	for _, x := range items {
		if sem.TryAcquire(1) {
			go func() {
				defer sem.Release(1)
				work(x)
			}()
			continue
		}
		work(x)
	}
}

// WeightedField holds the semaphore in the receiver, the weight in the element.
func (f *fetcher) WeightedField(ctx context.Context, items []item) error {
	var wg sync.WaitGroup
	defer wg.Wait()
	for _, x := range items {
		if err := f.sem.Acquire(ctx, int64(x.id)); err != nil {
			return err
		}
		wg.Go(func() {
			defer f.sem.Release(int64(x.id))
			work(x)
		})
	}
	return nil
}

func (f *fetcher) acquire(ctx context.Context) error { return f.sem.Acquire(ctx, 1) }

// HelperAcquires calls a method of this package that acquires.
func (f *fetcher) HelperAcquires(ctx context.Context, items []item) error {
	for _, x := range items {
		if err := f.acquire(ctx); err != nil {
			return err
		}
		go func() {
			defer f.sem.Release(1)
			work(x)
		}()
	}
	return nil
}

// ClosureAcquires calls a local closure that acquires.
func ClosureAcquires(items []item) {
	sem := make(chan struct{}, most)
	take := func() { sem <- struct{}{} }
	give := func() { <-sem }
	for _, x := range items {
		take()
		go func() {
			defer give()
			work(x)
		}()
	}
}

// WalkDirAcquires has its gate in the callback.
func WalkDirAcquires(root string) error {
	sem := make(chan struct{}, most)
	return filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			_ = fetch(path)
		}()
		return err
	})
}

// SyncMapAcquires has its gate in the callback, too.
func SyncMapAcquires(ctx context.Context, m *sync.Map, sem *semaphore.Weighted) {
	m.Range(func(key, _ any) bool {
		if sem.Acquire(ctx, 1) != nil {
			return false
		}
		go func() {
			defer sem.Release(1)
			_ = fetch(key.(string))
		}()
		return true
	})
}

// LimiterOfOtherPackage calls an in-house limiter that another package defines.
func (f *fetcher) LimiterOfOtherPackage(items []item) {
	for _, x := range items {
		f.gate.Take()
		go func() {
			defer f.gate.Give()
			work(x)
		}()
	}
}

// SizedWaitGroup has an Add that waits.
func SizedWaitGroup(items []item) {
	wg := limits.NewWaitGroup(most)
	for _, x := range items {
		wg.Add()
		go func() {
			defer wg.Done()
			work(x)
		}()
	}
	wg.Wait()
}

// LockHandedOver is a semaphore of one: the work unlocks.
func LockHandedOver(items []item) {
	var mu sync.Mutex
	for _, x := range items {
		mu.Lock()
		go func() {
			defer mu.Unlock()
			work(x)
		}()
	}
}

// TryLock leaves out what comes while one is at work.
func TryLock(in <-chan item) {
	var mu sync.Mutex
	for x := range in {
		if !mu.TryLock() {
			continue
		}
		go func() {
			defer mu.Unlock()
			work(x)
		}()
	}
}
