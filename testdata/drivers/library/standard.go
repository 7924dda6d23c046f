package library

import (
	"context"
	"io"
	"time"
)

// Deadline starts f with some time to do its work in. What the standard library
// does to start the clock is no limit, and only some drivers look into it.
func Deadline(ctx context.Context, f func(context.Context)) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	go func() {
		defer cancel()
		f(ctx)
	}()
}

// Piped says to somebody that it has started f.
func Piped(w *io.PipeWriter, f func()) {
	w.Write([]byte{1})
	go f()
}
