// shape: the function returns with the first error, over a map, a worker is a function
// want: fix
// stuck: before
// error: odd
// leaves: work

package fanfirstmap

import (
	"context"
	"strconv"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	hosts := make(map[string]int)
	for _, id := range l.IDs() {
		hosts[strconv.Itoa(id)] = id
	}
	return nil, checkAll(l, hosts)
}

func checkAll(l *load.Load, hosts map[string]int) error {
	errs := make(chan error)
	for _, id := range hosts {
		go check(l, id, errs)
	}
	for range hosts {
		if err := <-errs; err != nil {
			return err
		}
	}
	return nil
}

func check(l *load.Load, id int, errs chan<- error) {
	errs <- l.Fail(id)
}
