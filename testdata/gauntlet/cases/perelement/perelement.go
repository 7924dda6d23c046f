// shape: a channel for each element, received from in order after the loop
// want: may (each channel needs room for one)
// k: 16
// hangs: the first 16 wait to send, and nobody receives before the loop has ended

package perelement

import (
	"context"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return render(l, l.IDs()), nil
}

func render(l *load.Load, pages []int) []int {
	rendered := make([]chan int, 0, len(pages))
	for _, page := range pages {
		out := make(chan int)
		rendered = append(rendered, out)
		go func() {
			out <- l.Value(page)
		}()
	}
	var all []int
	for _, out := range rendered {
		all = append(all, <-out)
	}
	return all
}
