// shape: package runtime has another name here, work that computes
// want: fix
// k: procs
// count: goroutines

package aliasruntime

import (
	"context"
	"fmt"
	rt "runtime"
	"strings"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var texts []string
	for _, id := range l.IDs() {
		texts = append(texts, strings.Repeat(fmt.Sprint("word", id%7, " and more "), 2000))
	}
	counts := words(texts)
	return []any{rt.GOOS != "", counts}, nil
}

func words(texts []string) []int {
	counts := make([]int, len(texts))
	var wg sync.WaitGroup
	for i, text := range texts {
		wg.Add(1)
		go func() {
			defer wg.Done()
			distinct := make(map[string]bool)
			for _, word := range strings.Fields(text) {
				distinct[word] = true
			}
			counts[i] = len(distinct)
		}()
	}
	wg.Wait()
	return counts
}
