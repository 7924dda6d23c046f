package main

import (
	"context"
	"io"

	"example.com/drivers/library"
)

func standard(ctx context.Context, names []string) {
	for _, name := range names {
		library.Deadline(ctx, func(context.Context) { work(name) }) // want spawnloop unbounded
	}
	_, w := io.Pipe()
	for _, name := range names {
		library.Piped(w, func() { work(name) }) // want spawnloop unbounded
	}
	for _, name := range names {
		w.Write([]byte{1}) // audit shortwrite dropped // lost shortwrite dropped
		go func() { // want spawnloop unbounded // lost spawnloop unbounded
			defer w.Close()
			work(name)
		}()
	}
}
