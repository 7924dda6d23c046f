// shape: loop over an iterator of the package
// want: fix
// k: 16
// order: free

package iterfunc

import (
	"context"
	"iter"
	"sync"

	"gauntlet.example/load"
)

type tree struct {
	left, right *tree
	id          int
}

func grow(lo, hi int) *tree {
	if lo >= hi {
		return nil
	}
	mid := (lo + hi) / 2
	return &tree{grow(lo, mid), grow(mid+1, hi), mid}
}

func (t *tree) all() iter.Seq[int] {
	return func(yield func(int) bool) { t.push(yield) }
}

func (t *tree) push(yield func(int) bool) bool {
	return t == nil || t.left.push(yield) && yield(t.id) && t.right.push(yield)
}

func Run(_ context.Context, l *load.Load) (any, error) {
	var mu sync.Mutex
	var values []int
	var wg sync.WaitGroup
	for id := range grow(0, l.N).all() {
		wg.Add(1)
		go func() {
			defer wg.Done()
			v := l.Value(id)
			mu.Lock()
			defer mu.Unlock()
			values = append(values, v)
		}()
	}
	wg.Wait()
	return values, nil
}
