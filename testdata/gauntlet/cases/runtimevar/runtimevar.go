// shape: the package has a variable runtime in another file, so that package runtime cannot be imported under its name
// want: may (the import needs another name)
// k: procs
// count: goroutines

package runtimevar

import (
	"context"
	"strconv"
	"strings"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var inputs []string
	for _, id := range l.IDs() {
		inputs = append(inputs, strings.Repeat(strconv.Itoa(id), 30_000))
	}
	return []any{runtime, letters(inputs)}, nil
}

func letters(inputs []string) []int {
	counts := make([]int, len(inputs))
	var wg sync.WaitGroup
	for i, input := range inputs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for _, r := range input {
				counts[i] += int(r - '0')
			}
		}()
	}
	wg.Wait()
	return counts
}
