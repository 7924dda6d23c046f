// shape: the file is removed when its name is received, by a deferred call
// want: none (with room, it is removed before)
// stuck: before
// cancel: 1
// leaves: work

package fanremoves

import (
	"context"
	"os"
	"time"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	name := l.Path(1)
	if err := os.WriteFile(name, []byte("draft"), 0o666); err != nil {
		return nil, err
	}
	return draft(ctx, l, name), nil
}

// draft reports whether the file was there when the work had ended.
func draft(ctx context.Context, l *load.Load, name string) bool {
	written := make(chan string)
	go func() {
		defer os.Remove(name)
		l.Do(1)
		written <- name
	}()
	select {
	case <-written:
		return false
	case <-ctx.Done():
	}
	for l.Running() > 0 {
		time.Sleep(time.Millisecond)
	}
	time.Sleep(5 * time.Millisecond)
	_, err := os.Stat(name)
	return err == nil
}
