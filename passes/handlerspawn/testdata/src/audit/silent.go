package audit

import (
	"net/http"
	"sync"
)

var slots = make(chan struct{}, 8)

// Gated takes a slot first: silent at every level.
func Gated(w http.ResponseWriter, r *http.Request) {
	slots <- struct{}{}
	go func() {
		defer func() { <-slots }()
		notify(r.URL.Path)
	}()
}

// Joined waits for the work.
func Joined(w http.ResponseWriter, r *http.Request) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		notify(r.URL.Path)
	}()
	wg.Wait()
}

// Received waits for the result.
func Received(w http.ResponseWriter, r *http.Request) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		notify(r.URL.Path)
	}()
	<-done
}
