// shape: loop over the result of a call: lines of a text
// want: fix
// k: 16
// order: free

package splitlines

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var text strings.Builder
	for _, id := range l.IDs() {
		fmt.Fprintln(&text, id)
	}
	return importLines(l, text.String()), nil
}

func importLines(l *load.Load, text string) []string {
	var mu sync.Mutex
	var imported []string
	var wg sync.WaitGroup
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		wg.Add(1)
		go func(line string) {
			defer wg.Done()
			id, err := strconv.Atoi(line)
			if err != nil {
				return
			}
			l.Do(id)
			mu.Lock()
			imported = append(imported, line)
			mu.Unlock()
		}(line)
	}
	wg.Wait()
	return imported
}
