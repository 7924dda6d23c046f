package positive

import (
	"net/http"
	"sync/atomic"
)

type attempts struct{ running atomic.Bool }

// Late does its work before it asks.
func (a *attempts) Late(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Path
	go func() { // want `^go per request of \(\*attempts\)\.Late: can outlive the request`
		notify(name)
		if !a.running.CompareAndSwap(false, true) {
			return
		}
		notify(name)
	}()
}

// Heedless goes on whatever the answer is.
func (a *attempts) Heedless(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Path
	go func() { // want `^go per request of \(\*attempts\)\.Heedless: can outlive the request`
		a.running.CompareAndSwap(false, true)
		notify(name)
	}()
}

// Own asks a flag that each piece of work has for itself.
func (a *attempts) Own(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Path
	go func() { // want `^go per request of \(\*attempts\)\.Own: can outlive the request`
		var own atomic.Bool
		if !own.CompareAndSwap(false, true) {
			return
		}
		notify(name)
	}()
}
