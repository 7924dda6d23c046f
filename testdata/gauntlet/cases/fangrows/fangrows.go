// shape: the map gets more elements between the channel and the loop
// want: none (the length is another one where the channel is made)
// stuck: before
// error: odd
// leaves: work

package fangrows

import (
	"context"
	"strconv"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return nil, checkAll(l, make(map[string]int), l.IDs())
}

func checkAll(l *load.Load, hosts map[string]int, more []int) error {
	errs := make(chan error)
	for _, id := range more {
		hosts[strconv.Itoa(id)] = id
	}
	for _, id := range hosts {
		go func() { errs <- l.Fail(id) }()
	}
	for range hosts {
		if err := <-errs; err != nil {
			return err
		}
	}
	return nil
}
