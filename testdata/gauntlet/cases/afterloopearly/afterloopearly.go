// shape: received after the loop, and given up at the first error: the rest of the work leaks before the fix
// want: fix
// k: 16
// error: odd
// result: partial
// leaves: work

package afterloopearly

import (
	"context"

	"gauntlet.example/load"
)

type answer struct {
	value int
	err   error
}

func Run(_ context.Context, l *load.Load) (any, error) {
	return lookup(l, l.IDs())
}

func lookup(l *load.Load, names []int) (map[int]int, error) {
	answers := make(chan answer)
	for _, name := range names {
		go func(name int) {
			if err := l.Fail(name); err != nil {
				answers <- answer{err: err}
				return
			}
			answers <- answer{value: name}
		}(name)
	}
	counts := make(map[int]int)
	for i := 0; i < len(names); i++ {
		a := <-answers
		if a.err != nil {
			return nil, a.err
		}
		counts[a.value]++
	}
	return counts, nil
}
