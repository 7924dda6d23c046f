// shape: a walk of a tree that starts a goroutine for each branch, all under one WaitGroup
// want: none (the work starts itself)
// order: free
// hangs: all that have a place wait for places for their branches

package recursion

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

type walker struct {
	load *load.Load
	n    int
	wg   sync.WaitGroup
	mu   sync.Mutex
	dirs []int
}

func (w *walker) walk(dir int) {
	defer w.wg.Done()
	w.load.Do(dir)
	w.mu.Lock()
	w.dirs = append(w.dirs, dir)
	w.mu.Unlock()
	for child := dir*4 + 1; child <= dir*4+4 && child < w.n; child++ {
		w.wg.Add(1)
		go w.walk(child)
	}
}

func Run(_ context.Context, l *load.Load) (any, error) {
	w := &walker{load: l, n: l.N}
	w.wg.Add(1)
	go w.walk(0)
	w.wg.Wait()
	return w.dirs, nil
}
