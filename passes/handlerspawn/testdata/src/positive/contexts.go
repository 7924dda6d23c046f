package positive

import (
	"context"
	"net/http"
	"time"
)

type key struct{}

// Without cuts the work loose from the request.
func Without(w http.ResponseWriter, r *http.Request) {
	ctx := context.WithoutCancel(r.Context())
	go fetch(ctx, r.URL.Path) // want `^go per request of Without: can outlive the request`
}

// WithoutInside does so in the work.
func WithoutInside(w http.ResponseWriter, r *http.Request) {
	go func() { // want `^go per request of WithoutInside: can outlive the request`
		_ = fetch(context.WithoutCancel(r.Context()), r.URL.Path)
	}()
}

// WithoutTimeout ends some time, but not with the request.
func WithoutTimeout(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Path
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), time.Minute)
	go func() { // want `^go per request of WithoutTimeout: can outlive the request`
		defer cancel()
		_ = fetch(ctx, name)
	}()
}

// Background has nothing to do with the request.
func Background(w http.ResponseWriter, r *http.Request) {
	go fetch(context.Background(), r.URL.Path) // want `^go per request of Background: can outlive the request`
}

// BackgroundTimeout says how long, not how many.
func BackgroundTimeout(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Path
	go func() { // want `^go per request of BackgroundTimeout: can outlive the request`
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		_ = fetch(ctx, name)
	}()
}

// Captured reads the request, and does not end with it.
func Captured(w http.ResponseWriter, r *http.Request) {
	go func() { // want `^go per request of Captured: can outlive the request`
		notify(r.URL.Path)
	}()
}

// Value reads what the context holds, and does not end with it.
func Value(w http.ResponseWriter, r *http.Request) {
	go func() { // want `^go per request of Value: can outlive the request`
		name, _ := r.Context().Value(key{}).(string)
		notify(name)
	}()
}

// BothContexts uses that of the request before it starts the work.
func BothContexts(w http.ResponseWriter, r *http.Request) {
	if err := fetch(r.Context(), r.URL.Path); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	go notify(r.URL.Path) // want `^go per request of BothContexts: can outlive the request`
}
