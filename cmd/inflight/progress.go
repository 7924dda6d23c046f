package main

import (
	"fmt"
	"os"
	"strings"
	"sync/atomic"
	"time"
)

// progress shows, on a terminal only, that a long run is alive.
type progress struct {
	packages atomic.Int64
	quit     chan struct{}
	gone     chan struct{}
}

// startProgress starts a line on the file that appears after two seconds and
// is erased by stop.
func startProgress(file *os.File) *progress {
	p := &progress{quit: make(chan struct{}), gone: make(chan struct{})}
	if !isTerminal(file) {
		close(p.gone)
		return p
	}
	go p.show(file)
	return p
}

func (p *progress) packageDone() { p.packages.Add(1) }

// stop erases the line. It must be called before anything else is written to
// the terminal.
func (p *progress) stop() {
	close(p.quit)
	<-p.gone
}

func (p *progress) show(file *os.File) {
	defer close(p.gone)
	start, width := time.Now(), 0
	wait := time.NewTimer(2 * time.Second)
	defer wait.Stop()
	for {
		select {
		case <-p.quit:
			if width > 0 {
				fmt.Fprintf(file, "\r%s\r", strings.Repeat(" ", width))
			}
			return
		case <-wait.C:
			wait.Reset(time.Second)
		}
		line := fmt.Sprintf("inflight: %d packages done, %d s", p.packages.Load(), int(time.Since(start).Seconds()))
		width = max(width, len(line))
		fmt.Fprintf(file, "\r%-*s", width, line)
	}
}

// isTerminal reports whether the file is a terminal. A character device is one,
// but for the null device, where writing does no harm.
func isTerminal(file *os.File) bool {
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"
}
