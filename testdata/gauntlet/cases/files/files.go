// shape: files are written, then read by the same work
// want: fix
// k: 16
// error: exists

package files

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	if err := os.WriteFile(filepath.Join(l.Dir(), "499"), []byte("in the way"), 0o444); err != nil {
		return nil, err
	}
	return copyAll(l, l.Dir(), l.IDs())
}

func copyAll(l *load.Load, dir string, ids []int) (map[int]int, error) {
	var (
		wg    sync.WaitGroup
		mu    sync.Mutex
		sizes = make(map[int]int)
		errs  []error
	)
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			l.Enter()
			defer l.Leave()
			size, err := roundTrip(filepath.Join(dir, fmt.Sprint(id)), id)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				errs = append(errs, fmt.Errorf("file %d: %w", id, err))
				return
			}
			sizes[id] = size
		}()
	}
	wg.Wait()
	return sizes, errors.Join(errs...)
}

func roundTrip(name string, size int) (n int, err error) {
	file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return 0, err
	}
	defer func() {
		err = errors.Join(err, file.Close())
	}()
	if _, err := file.Write(make([]byte, size)); err != nil {
		return 0, err
	}
	content, err := os.ReadFile(name)
	return len(content), err
}
