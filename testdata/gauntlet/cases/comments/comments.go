// shape: comments in every place around the go statement, and a directive of the compiler
// want: fix
// k: 16

package comments

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	// Everything below is measured.
	ids := l.IDs() // all of them
	values := make([]int, len(ids))

	// The group counts what is under way.
	var wg sync.WaitGroup /* not limited */
	// For each id:
	for i, id := range ids { // in order
		// First the group is told,
		wg.Add(1) // by one
		// then the work is started.
		go func() { // unnamed
			// It ends
			defer wg.Done() // here.

			values[i] = measure(l, id) /* slow */
			// Nothing follows.
		}() // called at once
		// The loop goes on.
	} // end of the loop
	// Now wait.
	wg.Wait()
	return values, nil // in the order of ids
}

// measure stays a function of its own in profiles.
//
//go:noinline
func measure(l *load.Load, id int) int { return l.Value(id) }
