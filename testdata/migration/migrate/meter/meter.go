// Package meter tells whoever started the program how it fares, in lines of JSON
// on its standard output.
package meter

import (
	"encoding/json"
	"io"
	"runtime"
	"time"
)

// Line is one line of the output.
type Line struct {
	Goroutines int      // now
	Peak       int      // the most that were seen so far
	Summary    *Summary `json:",omitempty"` // on the last line
}

// Summary is what became of the ids.
type Summary struct {
	Failed int64          // ids that were not moved
	Causes map[string]int // why connections could not be had, and how often
	Wall   time.Duration
}

const (
	lookEvery  = 5 * time.Millisecond
	printEvery = 10 // looks
)

// Meter counts goroutines.
type Meter struct {
	out        *json.Encoder
	line       Line
	stop, done chan struct{}
}

// Start begins to count and to print.
func Start(w io.Writer) *Meter {
	m := &Meter{out: json.NewEncoder(w), stop: make(chan struct{}), done: make(chan struct{})}
	go m.run()
	return m
}

func (m *Meter) run() {
	defer close(m.done)
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	for looks := 0; ; looks++ {
		m.line.Goroutines = runtime.NumGoroutine()
		m.line.Peak = max(m.line.Peak, m.line.Goroutines)
		if looks%printEvery == 0 {
			m.out.Encode(m.line)
		}
		select {
		case <-m.stop:
			return
		case <-ticker.C:
		}
	}
}

// Finish prints the last line.
func (m *Meter) Finish(s Summary) error {
	close(m.stop)
	<-m.done
	m.line.Summary = &s
	return m.out.Encode(m.line)
}
