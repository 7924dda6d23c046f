package positive

import (
	"net/http"

	"golang.org/x/time/rate"
)

var slots = make(chan struct{}, 8)

// Inside holds the work back, not the goroutines: the check semaphore says so.
func Inside(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Path
	go func() {
		slots <- struct{}{}
		defer func() { <-slots }()
		notify(name)
	}()
}

// Rate says how fast, not how many.
func Rate(limiter *rate.Limiter) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !limiter.Allow() {
			http.Error(w, "slow down", http.StatusTooManyRequests)
			return
		}
		go notify(r.URL.Path) // want `^go per request of a handler in Rate: can outlive the request, no limit found before the go statement, line 24 bounds the rate only$`
	}
}
