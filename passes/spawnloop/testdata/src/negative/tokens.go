package negative

import (
	"context"
	"runtime"
	"sync"
)

var packageSlots = make(chan struct{}, most)

type server struct {
	slots  chan struct{}
	tokens chan int
}

func newServer(k int) *server {
	s := &server{slots: make(chan struct{}, k), tokens: make(chan int, k)}
	for i := range k {
		s.tokens <- i
	}
	return s
}

// TokenBefore sends before the spawn and takes back by defer.
func TokenBefore(items []item) {
	sem := make(chan struct{}, most)
	for _, x := range items {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			work(x)
		}()
	}
}

// TokenReleasedWithoutDefer takes back at the end of the work.
func TokenReleasedWithoutDefer(items []item) {
	sem := make(chan bool, runtime.GOMAXPROCS(0))
	for _, x := range items {
		sem <- true
		go func() {
			work(x)
			<-sem
		}()
	}
	for i := 0; i < cap(sem); i++ {
		sem <- true
	}
}

// TokenUnderCondition is only taken where there is something to spawn.
func TokenUnderCondition(items []item) {
	sem := make(chan struct{}, most)
	for _, x := range items {
		if x.id > 0 {
			sem <- struct{}{}
			go func() {
				defer func() { <-sem }()
				work(x)
			}()
		} else {
			work(x)
		}
	}
}

// TokenSelectContext gives up when the context ends.
func TokenSelectContext(ctx context.Context, items []item) error {
	sem := make(chan struct{}, most)
	for _, x := range items {
		select {
		case sem <- struct{}{}:
		case <-ctx.Done():
			return ctx.Err()
		}
		go func() {
			defer func() { <-sem }()
			work(x)
		}()
	}
	return nil
}

// TokenSelectSpawn spawns in the case itself, else works inline.
func TokenSelectSpawn(items []item) {
	sem := make(chan struct{}, most)
	for _, x := range items {
		select {
		case sem <- struct{}{}:
			go func() {
				defer func() { <-sem }()
				work(x)
			}()
		default:
			work(x)
		}
	}
}

// TokenSelectDrop leaves out what does not fit.
func TokenSelectDrop(in <-chan item) {
	busy := make(chan struct{}, 1)
	for x := range in {
		select {
		case busy <- struct{}{}:
		default:
			continue
		}
		go func() {
			work(x)
			<-busy
		}()
	}
}

// TokenNamedClosure releases in a closure that has a name.
func TokenNamedClosure(items []item) {
	sem := make(chan struct{}, most)
	upload := func(x item) {
		defer func() { <-sem }()
		work(x)
	}
	for _, x := range items {
		sem <- struct{}{}
		go upload(x)
	}
}

func uploadAndLeave(x item, slots <-chan struct{}) {
	defer func() { <-slots }()
	work(x)
}

// TokenNamedFunction hands the channel to the function that releases.
func TokenNamedFunction(items []item) {
	sem := make(chan struct{}, most)
	for _, x := range items {
		sem <- struct{}{}
		go uploadAndLeave(x, sem)
	}
}

func (s *server) serve(x item) {
	defer func() { <-s.slots }()
	work(x)
}

// TokenField uses a semaphore of the receiver.
func (s *server) TokenField(in <-chan item) {
	for x := range in {
		s.slots <- struct{}{}
		go s.serve(x)
	}
}

// TokenPackageVariable uses a semaphore of the package.
func TokenPackageVariable(queue []item) {
	for len(queue) > 0 {
		x := queue[0]
		queue = queue[1:]
		packageSlots <- struct{}{}
		go func() {
			defer func() { <-packageSlots }()
			work(x)
		}()
	}
}

// TokenParameter uses a semaphore whose size is the caller's business.
func TokenParameter(items []item, sem chan struct{}) {
	var wg sync.WaitGroup
	for _, x := range items {
		sem <- struct{}{}
		wg.Go(func() {
			defer func() { <-sem }()
			work(x)
		})
	}
	wg.Wait()
}

// TokenPrefilled takes a token out, and puts it back when done.
func TokenPrefilled(items []item) {
	tokens := make(chan struct{}, most)
	for range cap(tokens) {
		tokens <- struct{}{}
	}
	for _, x := range items {
		<-tokens
		go func() {
			defer func() { tokens <- struct{}{} }()
			work(x)
		}()
	}
}

// TokenPrefilledField takes out a token that means something.
func (s *server) TokenPrefilledField(items []item) {
	for _, x := range items {
		slot := <-s.tokens
		go func() {
			x.id = slot
			work(x)
			s.tokens <- slot
		}()
	}
}

// TokenPrefilledSelect does so in a select with the context.
func (s *server) TokenPrefilledSelect(ctx context.Context, in <-chan item) {
	for x := range in {
		select {
		case slot := <-s.tokens:
			go func() {
				defer func() { s.tokens <- slot }()
				work(x)
			}()
		case <-ctx.Done():
			return
		}
	}
}

// TokenBeforeInnerLoop takes one token per spawn of a nested loop.
func TokenBeforeInnerLoop(items []item) {
	sem := make(chan struct{}, most)
	for _, x := range items {
		for _, tag := range x.tags {
			sem <- struct{}{}
			go func() {
				defer func() { <-sem }()
				_ = fetch(tag)
			}()
		}
	}
}

// TokenInBothBranches takes a token on every path to the spawn.
func TokenInBothBranches(items []item) {
	small, big := make(chan struct{}, most), make(chan struct{}, 1)
	for _, x := range items {
		sem := small
		if x.id > 100 {
			sem = big
		}
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			work(x)
		}()
	}
}

// TokenOrCancelled looks at the context again behind the select.
func TokenOrCancelled(ctx context.Context, items []item) {
	sem := make(chan struct{}, most)
	var wg sync.WaitGroup
	for _, x := range items {
		select {
		case sem <- struct{}{}:
		case <-ctx.Done():
		}
		if ctx.Err() != nil {
			break
		}
		wg.Go(func() {
			defer func() { <-sem }()
			work(x)
		})
	}
	wg.Wait()
}
