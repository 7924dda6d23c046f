package fixes

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"
)

type tx struct{}

func (*tx) Commit() error { return nil }
func (*tx) Rollback()     {}
func (*tx) insert(string) error {
	return nil
}

type database struct {
	mu   sync.Mutex
	busy bool
	n    int
}

func (*database) begin() *tx            { return nil }
func (*database) open() (*tx, error)    { return nil, nil }
func (*database) enter(string) func()   { return nil }
func (d *database) ready(s string) bool { return s != "" }

type service struct {
	database
	plain, branch, deferred, named, traced, inner        *semaphore.Weighted
	begun, taken, marked, entered, counted, early, waits *semaphore.Weighted
	tells, closes, locked, ends, literal                 *semaphore.Weighted
}

// Values are nobody's.
func (s *service) Values(ctx context.Context, name string) error {
	var prefix = "a"
	text := prefix + string(name)
	run := func() error { return run(text) }
	_ = s.plain.Acquire(ctx, 1) // want "is ignored"
	defer s.plain.Release(1)
	return run()
}

// Branches end in a return, or set a variable of the function.
func (s *service) Branches(ctx context.Context, name string) error {
	key := name
	if key == "" {
		key = "none"
	} else if len(key) > 100 {
		return s.begin().Commit()
	}
	s.branch.Acquire(ctx, 1) // want "is ignored"
	defer s.branch.Release(1)
	return run(key)
}

// Defers rolls back on every way.
func (s *service) Defers(ctx context.Context, name string) error {
	tx, err := s.open()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	_ = s.deferred.Acquire(ctx, 1) // want "is ignored"
	defer s.deferred.Release(1)
	return tx.insert(name)
}

// Cancels does so by its name.
func (s *service) Cancels(ctx context.Context, name string) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	_ = s.named.Acquire(ctx, 1) // want "is ignored"
	defer s.named.Release(1)
	return run(name)
}

// Traces ends what it defers.
func (s *service) Traces(ctx context.Context, name string) error {
	defer s.enter(name)()
	_ = s.traced.Acquire(ctx, 1) // want "is ignored"
	defer s.traced.Release(1)
	return run(name)
}

// Opens something when it has the token, and closes that.
func (s *service) Opens(ctx context.Context, name string) error {
	_ = s.inner.Acquire(ctx, 1) // want "is ignored"
	defer s.inner.Release(1)
	tx := s.begin()
	defer tx.Rollback()
	if err := tx.insert(name); err != nil {
		return err
	}
	return tx.Commit()
}

// Begins would leave its transaction open.
func (s *service) Begins(ctx context.Context, name string) error {
	tx := s.begin()
	_ = s.begun.Acquire(ctx, 1) // want "is ignored"
	defer s.begun.Release(1)
	if err := tx.insert(name); err != nil {
		return err
	}
	return tx.Commit()
}

// Takes a message that nobody would see.
func (s *service) Takes(ctx context.Context, names chan string) error {
	name := <-names
	_ = s.taken.Acquire(ctx, 1) // want "is ignored"
	defer s.taken.Release(1)
	return run(name)
}

// Marks itself as busy, in a branch.
func (s *service) Marks(ctx context.Context, name string) error {
	if !s.busy {
		s.busy = true
	}
	_ = s.marked.Acquire(ctx, 1) // want "is ignored"
	defer s.marked.Release(1)
	err := run(name)
	s.busy = false
	return err
}

// Enters in a condition.
func (s *service) Enters(ctx context.Context, name string) error {
	if !s.ready(name) {
		return errEmpty
	}
	_ = s.entered.Acquire(ctx, 1) // want "is ignored"
	defer s.entered.Release(1)
	return run(name)
}

// Counts in a branch.
func (s *service) Counts(ctx context.Context, name string) error {
	if name != "" {
		s.n++
	}
	_ = s.counted.Acquire(ctx, 1) // want "is ignored"
	defer s.counted.Release(1)
	return run(name)
}

// Early gives back what it would not have.
func (s *service) Early(ctx context.Context, name string) error {
	defer s.early.Release(1)
	_ = s.early.Acquire(ctx, 1) // want "is ignored"
	return run(name)
}

// Counted is waited for.
func (s *service) Counted(ctx context.Context, name string, wg *sync.WaitGroup) error {
	_ = s.waits.Acquire(ctx, 1) // want "is ignored"
	defer s.waits.Release(1)
	defer wg.Done()
	return run(name)
}

// Tells its caller, who waits for a result.
func (s *service) Tells(ctx context.Context, name string, out chan<- string) error {
	_ = s.tells.Acquire(ctx, 1) // want "is ignored"
	defer s.tells.Release(1)
	out <- name
	return nil
}

// Closes what its caller opened.
func (s *service) Closes(ctx context.Context, name string, tx *tx) error {
	_ = s.closes.Acquire(ctx, 1) // want "is ignored"
	defer s.closes.Release(1)
	if err := tx.insert(name); err != nil {
		return err
	}
	return tx.Commit()
}

// Unlocks what its caller locked.
func (s *service) Unlocks(ctx context.Context, name string) error {
	_ = s.locked.Acquire(ctx, 1) // want "is ignored"
	defer s.locked.Release(1)
	err := run(name)
	s.mu.Unlock()
	return err
}

// Ends a channel on which others wait.
func (s *service) Ends(ctx context.Context, name string, done chan struct{}) error {
	_ = s.ends.Acquire(ctx, 1) // want "is ignored"
	defer s.ends.Release(1)
	err := run(name)
	close(done)
	return err
}

// Literal does so in a function that it defers.
func (s *service) Literal(ctx context.Context, name string, done chan struct{}) error {
	_ = s.literal.Acquire(ctx, 1) // want "is ignored"
	defer func() {
		s.literal.Release(1)
		close(done)
	}()
	return run(name)
}
