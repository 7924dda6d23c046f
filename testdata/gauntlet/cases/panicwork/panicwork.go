// shape: the work panics and nobody recovers
// want: fix
// k: 16
// crash: no template for 300

package panicwork

import (
	"context"
	"fmt"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var wg sync.WaitGroup
	for _, id := range l.IDs() {
		wg.Add(1)
		go func() {
			defer wg.Done()
			l.Do(id)
			if id == 300 {
				panic(fmt.Sprint("no template for ", id))
			}
		}()
	}
	wg.Wait()
	return "done", nil
}
