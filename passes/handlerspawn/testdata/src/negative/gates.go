// Package negative holds handlers of which nothing is reported: what they start is
// limited, waited for, tied to the request, or somebody else's finding.
package negative

import (
	"context"
	"net/http"
	"os/exec"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
	"golang.org/x/sync/singleflight"
)

const most = 8

var slots = make(chan struct{}, most)

// Semaphore waits for a slot.
func Semaphore(w http.ResponseWriter, r *http.Request) {
	slots <- struct{}{}
	go func() {
		defer func() { <-slots }()
		notify(r.URL.Path)
	}()
}

// SemaphoreOrBusy turns away who comes when all slots are taken.
func SemaphoreOrBusy(w http.ResponseWriter, r *http.Request) {
	select {
	case slots <- struct{}{}:
	default:
		http.Error(w, "busy", http.StatusServiceUnavailable)
		return
	}
	go func() {
		defer func() { <-slots }()
		notify(r.URL.Path)
	}()
}

// SemaphoreOrGone waits as long as the client does.
func SemaphoreOrGone(w http.ResponseWriter, r *http.Request) {
	select {
	case slots <- struct{}{}:
	case <-r.Context().Done():
		return
	}
	go func() {
		defer func() { <-slots }()
		notify(r.URL.Path)
	}()
}

type server struct {
	slots  chan struct{}
	weight *semaphore.Weighted
	jobs   chan string

	mu      sync.Mutex
	busy    atomic.Bool
	running bool
	once    sync.Once
	timer   *time.Timer
	flight  singleflight.Group
}

func newServer() *server {
	s := &server{
		slots:  make(chan struct{}, most),
		weight: semaphore.NewWeighted(most),
		jobs:   make(chan string, most),
	}
	for range most {
		go s.work()
	}
	return s
}

func (s *server) work() {
	for name := range s.jobs {
		notify(name)
	}
}

func (s *server) field(w http.ResponseWriter, r *http.Request) {
	s.slots <- struct{}{}
	go func() {
		defer func() { <-s.slots }()
		notify(r.URL.Path)
	}()
}

func (s *server) weighted(w http.ResponseWriter, r *http.Request) {
	if err := s.weight.Acquire(r.Context(), 1); err != nil {
		return
	}
	go func() {
		defer s.weight.Release(1)
		notify(r.URL.Path)
	}()
}

func (s *server) tryWeighted(w http.ResponseWriter, r *http.Request) {
	if !s.weight.TryAcquire(1) {
		http.Error(w, "busy", http.StatusServiceUnavailable)
		return
	}
	go func() {
		defer s.weight.Release(1)
		notify(r.URL.Path)
	}()
}

// enqueue hands the work to a fixed number of workers.
func (s *server) enqueue(w http.ResponseWriter, r *http.Request) {
	s.jobs <- r.URL.Path
	w.WriteHeader(http.StatusAccepted)
}

func (s *server) enqueueOrBusy(w http.ResponseWriter, r *http.Request) {
	select {
	case s.jobs <- r.URL.Path:
	default:
		http.Error(w, "busy", http.StatusServiceUnavailable)
	}
}

// flag lets one run at a time.
func (s *server) flag(w http.ResponseWriter, r *http.Request) {
	if !s.busy.CompareAndSwap(false, true) {
		return
	}
	go func() {
		defer s.busy.Store(false)
		notify("refresh")
	}()
}

func (s *server) lockedFlag(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running {
		return
	}
	s.running = true
	go func() {
		notify("refresh")
		s.mu.Lock()
		defer s.mu.Unlock()
		s.running = false
	}()
}

func (s *server) tryLock(w http.ResponseWriter, r *http.Request) {
	if s.mu.TryLock() {
		go func() {
			defer s.mu.Unlock()
			notify("refresh")
		}()
	}
}

func (s *server) first(w http.ResponseWriter, r *http.Request) {
	s.once.Do(func() {
		go notify("warm up")
	})
}

// debounce has one timer, however many ask for it.
func (s *server) debounce(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.timer != nil {
		return
	}
	s.timer = time.AfterFunc(time.Second, func() {
		notify("refresh")
		s.mu.Lock()
		defer s.mu.Unlock()
		s.timer = nil
	})
}

// flew starts a refresh unless there is one, and does not wait for it.
func (s *server) flew(w http.ResponseWriter, r *http.Request) {
	s.flight.DoChan("refresh", func() (any, error) {
		notify("refresh")
		return nil, nil
	})
}

// flewJoined waits for it.
func (s *server) flewJoined(w http.ResponseWriter, r *http.Request) {
	_, _, _ = s.flight.Do("refresh", func() (any, error) {
		notify("refresh")
		return nil, nil
	})
}

// Waits answers when the work is done.
func Waits(w http.ResponseWriter, r *http.Request) {
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		notify("a")
	}()
	go func() {
		defer wg.Done()
		notify("b")
	}()
	wg.Wait()
}

// WaitsDeferred waits on every way out.
func WaitsDeferred(w http.ResponseWriter, r *http.Request) {
	var wg sync.WaitGroup
	defer wg.Wait()
	wg.Go(func() { notify("a") })
	if r.Method != http.MethodPost {
		return
	}
	wg.Go(func() { notify("b") })
}

// WaitsChannel receives the result.
func WaitsChannel(w http.ResponseWriter, r *http.Request) {
	done := make(chan error, 1)
	go func() { done <- fetch(context.Background(), r.URL.Path) }()
	if err := <-done; err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}

// WaitsOrLeaves reads what the work sends, as long as the client waits for it.
func WaitsOrLeaves(w http.ResponseWriter, r *http.Request) {
	done := make(chan error, 1)
	go func() { done <- fetch(context.Background(), r.URL.Path) }()
	select {
	case err := <-done:
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
		}
	case <-r.Context().Done():
	}
}

// WaitsGroup collects the errors too.
func WaitsGroup(w http.ResponseWriter, r *http.Request) {
	g, ctx := errgroup.WithContext(r.Context())
	g.Go(func() error { return fetch(ctx, "a") })
	g.Go(func() error { return fetch(ctx, "b") })
	if err := g.Wait(); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}

// WaitsProcess waits for the process.
func WaitsProcess(w http.ResponseWriter, r *http.Request) {
	cmd := exec.Command("convert", r.FormValue("name"))
	if err := cmd.Start(); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if err := cmd.Wait(); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
