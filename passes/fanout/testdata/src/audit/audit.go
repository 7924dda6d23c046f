package main

import (
	"context"
	"net/http"
)

func main() {
	if err := run(context.Background()); err != nil {
		panic(err)
	}
	ch := make(chan int) // nothing: the process ends with main
	go func() { ch <- 1 }()
}

// Called once, by main.
func run(ctx context.Context) error {
	errc := make(chan error)
	_ = len(errc)
	go func() { errc <- work() }() // want `send on errc: after the case at line 24 nobody receives`
	select {
	case err := <-errc:
		return err
	case <-ctx.Done():
		return nil
	}
}

func work() error { return nil }

// Serves until the program ends.
func Serve(ctx context.Context, s *http.Server) error {
	errc := make(chan error)
	_ = len(errc)
	go func() { errc <- s.ListenAndServe() }() // want `send on errc: after the case at line 39 nobody receives`
	select {
	case err := <-errc:
		return err
	case <-ctx.Done():
		return s.Shutdown(ctx)
	}
}

// Nobody is left that could send.
func Alone(work func() error) error {
	errc := make(chan error)
	go func() {
		if err := work(); err != nil {
			errc <- err
		}
	}()
	return <-errc // want `errc: Alone can wait here when all work has ended, and nothing comes`
}
