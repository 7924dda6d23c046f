package p

import (
	"database/sql"
	"fmt"
	"iter"
	"sync"
)

func job(int)

type box struct {
	mu sync.Mutex
	n  int
	xs []int
}

func (b *box) add() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.n++
}

func (b *box) lock()   { b.mu.Lock() }
func (b *box) unlock() { b.mu.Unlock() }

func (b *box) hold() func() {
	b.mu.Lock()
	return b.mu.Unlock
}

func (b *box) with(f func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	f()
}

func (b *box) each(f func(int)) {
	for _, x := range b.xs {
		f(x)
	}
}

func (b *box) all() iter.Seq[int] {
	return func(yield func(int) bool) {
		b.with(func() {
			for _, x := range b.xs {
				if !yield(x) {
					return
				}
			}
		})
	}
}

// free has work that locks, and nobody else.
func free(xs []int, b *box) {
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		go func() { //= none, pure
			defer wg.Done()
			b.add()
		}()
	}
	wg.Wait()
}

// keeps does not give its lock back.
func keeps(xs []int, b *box) {
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		go func() { //= Locks
			defer wg.Done()
			b.mu.Lock()
			b.n++
		}()
	}
	wg.Wait()
}

// locked holds a lock across the loop.
func locked(xs []int, b *box) {
	var wg sync.WaitGroup
	b.mu.Lock()
	for range xs {
		wg.Add(1)
		go func() { //= Held
			defer wg.Done()
			b.add()
		}()
	}
	b.mu.Unlock()
	wg.Wait()
}

// lockedInTurn gives it back in each turn, before it starts anything.
func lockedInTurn(xs []int, b *box) {
	var wg sync.WaitGroup
	for range xs {
		b.mu.Lock()
		b.n++
		b.mu.Unlock()
		wg.Add(1)
		go func() { //= none, pure
			defer wg.Done()
			b.add()
		}()
	}
	wg.Wait()
}

// lockedByHelper has a function take the lock.
func lockedByHelper(xs []int, b *box) {
	var wg sync.WaitGroup
	b.lock()
	for range xs {
		wg.Add(1)
		go func() { //= Held
			defer wg.Done()
			b.add()
		}()
	}
	b.unlock()
	wg.Wait()
}

// unlockedByHelper has one give it back before the loop.
func unlockedByHelper(xs []int, b *box) {
	var wg sync.WaitGroup
	b.lock()
	b.n = len(xs)
	b.unlock()
	for range xs {
		wg.Add(1)
		go func() { //= none, pure
			defer wg.Done()
			b.add()
		}()
	}
	wg.Wait()
}

// lockedByResult gives it back by a function that it got.
func lockedByResult(xs []int, b *box) {
	var wg sync.WaitGroup
	unlock := b.hold()
	for range xs {
		wg.Add(1)
		go func() { //= Held
			defer wg.Done()
			b.add()
		}()
	}
	unlock()
	wg.Wait()
}

// lockedByTry has tried, and got it.
func lockedByTry(xs []int, b *box) {
	var wg sync.WaitGroup
	if !b.mu.TryLock() {
		return
	}
	for range xs {
		wg.Add(1)
		go func() { //= Held
			defer wg.Done()
			b.add()
		}()
	}
	b.mu.Unlock()
	wg.Wait()
}

// lockedAround calls the loop under a lock.
func lockedAround(xs []int, b *box) {
	var wg sync.WaitGroup
	b.with(func() {
		for range xs {
			wg.Add(1)
			go func() { //= Held
				defer wg.Done()
				b.add()
			}()
		}
	})
	wg.Wait()
}

// lockedCall calls a literal under a lock, which was made before.
func lockedCall(xs []int, b *box) {
	var wg sync.WaitGroup
	start := func() {
		for range xs {
			wg.Add(1)
			go func() { //= Held
				defer wg.Done()
				b.add()
			}()
		}
	}
	b.mu.Lock()
	start()
	b.mu.Unlock()
	wg.Wait()
}

// inOnce lets others wait for the end of the loop.
func inOnce(xs []int, once *sync.Once) {
	var wg sync.WaitGroup
	once.Do(func() {
		for x := range xs {
			wg.Add(1)
			go func() { //= Hidden
				defer wg.Done()
				once.Do(func() {})
				job(x)
			}()
		}
	})
	wg.Wait()
}

// waitsInside waits before the lock is given back: without a limit it waits as well.
func waitsInside(xs []int, b *box) {
	b.with(func() {
		var wg sync.WaitGroup
		for x := range xs {
			wg.Add(1)
			go func() { //= none
				defer wg.Done()
				job(x)
			}()
		}
		wg.Wait()
	})
}

// callback is called back without a lock.
func callback(b *box) {
	var wg sync.WaitGroup
	b.each(func(x int) {
		wg.Add(1)
		go func() { //= none
			defer wg.Done()
			job(x)
		}()
	})
	wg.Wait()
}

// iterator goes over elements under a lock.
func iterator(b *box) {
	var wg sync.WaitGroup
	for x := range b.all() {
		wg.Add(1)
		go func() { //= Hidden
			defer wg.Done()
			job(x)
		}()
	}
	wg.Wait()
}

// rows keeps a connection that the work may need.
func rows(db *sql.DB) error {
	rows, err := db.Query("SELECT id FROM jobs")
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	for rows.Next() {
		var id int
		rows.Scan(&id)
		wg.Add(1)
		go func() { //= Held
			defer wg.Done()
			db.Exec("UPDATE jobs SET done = 1 WHERE id = ?", id)
		}()
	}
	wg.Wait()
	return nil
}

// rowsElsewhere keeps one, and the work needs none.
func rowsElsewhere(db *sql.DB) error {
	rows, err := db.Query("SELECT id FROM jobs")
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	for rows.Next() {
		var id int
		rows.Scan(&id)
		wg.Add(1)
		go func() { //= none
			defer wg.Done()
			fmt.Println(id)
			job(id)
		}()
	}
	wg.Wait()
	return nil
}
