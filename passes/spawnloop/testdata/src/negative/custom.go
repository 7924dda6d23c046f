package negative

import (
	"context"
	"sync"
	"time"
)

// chanLimiter is the usual in-house semaphore.
type chanLimiter struct{ c chan struct{} }

func newChanLimiter(k int) *chanLimiter { return &chanLimiter{c: make(chan struct{}, k)} }

func (l *chanLimiter) Acquire() { l.c <- struct{}{} }
func (l *chanLimiter) Release() { <-l.c }

// AcquireContext is Acquire that can give up.
func (l *chanLimiter) AcquireContext(ctx context.Context) error {
	select {
	case l.c <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Allow is Acquire that never waits.
func (l *chanLimiter) Allow() bool {
	select {
	case l.c <- struct{}{}:
		return true
	default:
		return false
	}
}

// slot hands out the release with the place.
func (l *chanLimiter) slot() (leave func()) {
	l.c <- struct{}{}
	return func() { <-l.c }
}

// condLimiter waits on a condition.
type condLimiter struct {
	cond *sync.Cond
	n, k int
}

func (l *condLimiter) Enter() {
	l.cond.L.Lock()
	defer l.cond.L.Unlock()
	for l.n >= l.k {
		l.cond.Wait()
	}
	l.n++
}

func (l *condLimiter) Leave() {
	l.cond.L.Lock()
	l.n--
	l.cond.L.Unlock()
	l.cond.Signal()
}

// pollLimiter looks again and again.
type pollLimiter struct {
	mu   sync.Mutex
	n, k int
}

func (l *pollLimiter) Up() {
	for {
		l.mu.Lock()
		if l.n < l.k {
			l.n++
			l.mu.Unlock()
			return
		}
		l.mu.Unlock()
		time.Sleep(time.Millisecond)
	}
}

func (l *pollLimiter) Down() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.n--
}

// CustomChannel acquires a limiter of this package.
func CustomChannel(items []item) {
	lim := newChanLimiter(most)
	for _, x := range items {
		lim.Acquire()
		go func() {
			defer lim.Release()
			work(x)
		}()
	}
}

// CustomContext checks the error of the acquire.
func CustomContext(ctx context.Context, lim *chanLimiter, items []item) error {
	for _, x := range items {
		if err := lim.AcquireContext(ctx); err != nil {
			return err
		}
		go func() {
			defer lim.Release()
			work(x)
		}()
	}
	return nil
}

// CustomAllow asks first.
func CustomAllow(lim *chanLimiter, in <-chan item) {
	for x := range in {
		if !lim.Allow() {
			work(x)
			continue
		}
		go func() {
			defer lim.Release()
			work(x)
		}()
	}
}

// CustomSlot gets its release from the acquire.
func CustomSlot(lim *chanLimiter, items []item) {
	for _, x := range items {
		leave := lim.slot()
		go func() {
			defer leave()
			work(x)
		}()
	}
}

// CustomCond acquires a limiter that waits on a condition.
func CustomCond(lim *condLimiter, items []item) {
	for _, x := range items {
		lim.Enter()
		go func() {
			defer lim.Leave()
			work(x)
		}()
	}
}

// CustomPoll acquires a limiter that polls.
func CustomPoll(lim *pollLimiter, items []item) {
	for _, x := range items {
		lim.Up()
		go func() {
			defer lim.Down()
			work(x)
		}()
	}
}

type guarded struct {
	*chanLimiter
	name string
}

// CustomEmbedded acquires through an embedding type.
func (g guarded) CustomEmbedded(items []item) {
	for _, x := range items {
		g.Acquire()
		go func() {
			defer g.Release()
			work(x)
		}()
	}
}

// CondInline waits on a condition without a type of its own.
func CondInline(items []item) {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	running := 0
	for _, x := range items {
		mu.Lock()
		for running >= most {
			cond.Wait()
		}
		running++
		mu.Unlock()
		go func() {
			work(x)
			mu.Lock()
			running--
			mu.Unlock()
			cond.Signal()
		}()
	}
}

// buffers is a pool of buffers: getting one waits when all are out.
type buffers struct{ free chan []byte }

func (b *buffers) get() []byte  { return <-b.free }
func (b *buffers) put(p []byte) { b.free <- p }

// BufferPool takes its buffer before the spawn.
func BufferPool(b *buffers, items []item) {
	for _, x := range items {
		buf := b.get()
		go func() {
			defer b.put(buf)
			copy(buf, x.name)
			work(x)
		}()
	}
}
