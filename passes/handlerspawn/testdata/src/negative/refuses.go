package negative

import (
	"net/http"
	"sync"
	"sync/atomic"
)

type refresher struct {
	running atomic.Bool
	mu      sync.Mutex
	room    chan struct{}
}

// Swap lets one be at work; what comes meanwhile ends at once.
func (f *refresher) Swap(w http.ResponseWriter, r *http.Request) {
	go func() {
		if !f.running.CompareAndSwap(false, true) {
			return
		}
		defer f.running.Store(false)
		notify("all")
	}()
}

// Try does so with a lock, two calls away.
func (f *refresher) Try(w http.ResponseWriter, r *http.Request) {
	go f.refresh()
}

func (f *refresher) refresh() { f.once("all") }

func (f *refresher) once(name string) {
	if !f.mu.TryLock() {
		return
	}
	defer f.mu.Unlock()
	notify(name)
}

// Room has as many at work as the channel has places.
func (f *refresher) Room(w http.ResponseWriter, r *http.Request) {
	go func() {
		select {
		case f.room <- struct{}{}:
			notify("all")
			<-f.room
		default:
		}
	}()
}
