// shape: the work panics and recovers
// want: fix
// k: 16
// order: free

package recoverwork

import (
	"context"
	"fmt"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return parseAll(l, l.IDs()), nil
}

func parseAll(l *load.Load, files []int) []string {
	var mu sync.Mutex
	var problems []string
	var wg sync.WaitGroup
	for _, file := range files {
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() {
				if r := recover(); r != nil {
					mu.Lock()
					problems = append(problems, fmt.Sprintf("file %d: %v", file, r))
					mu.Unlock()
				}
			}()
			parse(l, file)
		}()
	}
	wg.Wait()
	return problems
}

func parse(l *load.Load, file int) {
	var lines []int
	if v := l.Value(file); file%5 != 0 {
		lines = append(lines, v)
	}
	if lines[0] == 0 { // panics for every fifth file
		panic("empty line")
	}
}
