// shape: two loops send on one unbuffered channel: room for one of them is too little
// want: may (the room needed is that of both loops)
// k: 16
// order: free
// hangs: the first 16 wait to send, and nobody receives before the loops have ended

package twoloopsonechannel

import (
	"context"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var reads, writes []int
	for _, id := range l.IDs() {
		if id%3 == 0 {
			writes = append(writes, id)
		} else {
			reads = append(reads, id)
		}
	}
	return serve(l, reads, writes), nil
}

func serve(l *load.Load, reads, writes []int) []int {
	done := make(chan int)
	for _, id := range reads {
		go func() { done <- l.Value(id) }()
	}
	for _, id := range writes {
		go func() { done <- -l.Value(id) }()
	}
	var all []int
	for range reads {
		all = append(all, <-done)
	}
	for range writes {
		all = append(all, <-done)
	}
	return all
}
