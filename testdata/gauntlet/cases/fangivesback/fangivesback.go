// shape: a file that nobody receives is closed by who has opened it
// want: none (in the room of the channel, nobody would close it)
// stuck: before
// cancel: 1
// leaves: work

package fangivesback

import (
	"context"
	"os"
	"time"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	name := l.Path(1)
	if err := os.WriteFile(name, []byte("opened"), 0o666); err != nil {
		return nil, err
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	lend(ctx, l, file)
	for l.Running() > 0 {
		time.Sleep(time.Millisecond)
	}
	time.Sleep(5 * time.Millisecond)
	_, err = file.Stat()
	return err != nil, nil
}

func lend(ctx context.Context, l *load.Load, file *os.File) {
	files := make(chan *os.File)
	go func() {
		select {
		case files <- file:
		case <-ctx.Done():
			file.Close()
		}
	}()
	go func() {
		l.Do(1)
		files <- nil
	}()
	<-ctx.Done()
}
