// shape: a write in a loop whose error is dropped, in functions that have something to do on their way out
// want: none (to return at once would leave a lock, a file or somebody who waits)

package swowes

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	path := filepath.Join(l.Dir(), "rows")
	if err := Closes(path, l.IDs()); err != nil {
		return nil, err
	}
	var mu sync.Mutex
	if err := Locks(&mu, io.Discard, l.IDs()); err != nil {
		return nil, err
	}
	done := make(chan struct{}, 1)
	if err := Tells(done, io.Discard, l.IDs()); err != nil {
		return nil, err
	}
	<-done
	b, err := os.ReadFile(path)
	return string(b), err
}

func Closes(path string, ids []int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	for _, id := range ids {
		f.Write(fmt.Append(nil, id))
	}
	return f.Close()
}

func Locks(mu *sync.Mutex, w io.Writer, ids []int) error {
	for _, id := range ids {
		mu.Lock()
		w.Write(fmt.Append(nil, id))
		mu.Unlock()
	}
	return nil
}

func Tells(done chan<- struct{}, w io.Writer, ids []int) error {
	for _, id := range ids {
		w.Write(fmt.Append(nil, id))
	}
	done <- struct{}{}
	return nil
}
