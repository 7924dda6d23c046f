// shape: the work waits until a file is there, which is written after the loop
// want: none (the work waits until a file is there)
// hangs: the first 16 go round until the file is written

package pollfile

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return deploy(l, filepath.Join(l.Dir(), "release"), l.IDs())
}

func deploy(l *load.Load, flag string, machines []int) (int64, error) {
	var deployed atomic.Int64
	var wg sync.WaitGroup
	for _, machine := range machines {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				if _, err := os.Stat(flag); err == nil {
					break
				}
				time.Sleep(2 * time.Millisecond)
			}
			l.Do(machine)
			deployed.Add(1)
		}()
	}
	if err := os.WriteFile(flag, nil, 0o666); err != nil {
		return 0, err
	}
	wg.Wait()
	return deployed.Load(), nil
}
