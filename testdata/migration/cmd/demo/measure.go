package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"time"

	"github.com/inflight-go/inflight/testdata/migration/migrate/meter"
)

// limits are what a run may take of this machine.
type limits struct {
	files  int           // open files, so that it leaves local ports for others
	memory int64         // bytes
	time   time.Duration // since it was started
}

// result is what one run of the program came to.
type result struct {
	name    string
	stopped string // why it was stopped before it was done; "" if it was not
	samples []sample

	moved          int64 // ids, counted by the database
	failed         int64 // ids; not known if it was stopped
	causes         map[string]int
	peakGoroutines int
	peakMemory     int64
	wall, cpu      time.Duration
}

// sample is the state of the program at one time.
type sample struct {
	at         time.Duration
	goroutines int
	memory     int64
	moved      int64
}

const sampleEvery = 50 * time.Millisecond

// measure runs the program in a process of its own, against a database of its own
// that lives in this process.
func measure(name, binary string, connections, pool, ids int, l limits) (*result, error) {
	db, err := startServer(connections)
	if err != nil {
		return nil, err
	}
	defer db.close()

	// The shell sets the limit, for this one process. Where fewer files are allowed
	// it cannot, and need not.
	const script = `ulimit -n "$0" 2>/dev/null; exec "$@"`
	cmd := exec.Command("/bin/sh", "-c", script, strconv.Itoa(l.files), binary,
		"-addr", db.addr(), "-ids", strconv.Itoa(ids), "-pool", strconv.Itoa(pool))
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}

	r := &result{name: name}
	lines := make(chan meter.Line)
	go readLines(stdout, lines)
	r.watch(cmd.Process, db, lines, start, l)
	stdin.Close()
	for range lines { // until it has ended
	}
	err = cmd.Wait()
	r.peakMemory = max(r.peakMemory, finalPeak(cmd.ProcessState))
	r.moved = db.updated.Load()
	r.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	if err != nil && r.stopped == "" {
		return nil, fmt.Errorf("%s: %v", name, err)
	}
	return r, nil
}

// readLines sends what the program prints, and closes lines when it has ended.
func readLines(r io.Reader, lines chan<- meter.Line) {
	defer close(lines)
	for dec := json.NewDecoder(r); ; {
		var line meter.Line
		if dec.Decode(&line) != nil {
			return
		}
		lines <- line
	}
}

// watch takes samples until the program is done or has ended. It ends a program
// that exceeds the limits.
func (r *result) watch(p *os.Process, db *server, lines <-chan meter.Line, start time.Time, l limits) {
	ticker := time.NewTicker(sampleEvery)
	defer ticker.Stop()
	goroutines := 0
	for {
		done := false
		select {
		case line, ok := <-lines:
			if !ok {
				return
			}
			goroutines, r.peakGoroutines = line.Goroutines, line.Peak
			if line.Summary == nil {
				continue
			}
			done = true
			r.failed, r.causes, r.wall = line.Summary.Failed, line.Summary.Causes, line.Summary.Wall
		case <-ticker.C:
		}

		now, peak := residentMemory(p.Pid)
		r.peakMemory = max(r.peakMemory, now, peak)
		at := time.Since(start)
		if goroutines > 0 { // else the program has not begun
			r.samples = append(r.samples, sample{at, goroutines, now, db.updated.Load()})
		}
		switch {
		case done:
			return
		case now > l.memory:
			r.stopped = fmt.Sprintf("it held more than %s of memory", gibibytes(l.memory))
		case at > l.time:
			r.stopped = fmt.Sprintf("it was not done after %v", l.time)
		default:
			continue
		}
		r.wall = at
		p.Kill()
		return
	}
}

func gibibytes(n int64) string { return fmt.Sprintf("%.3g GiB", float64(n)/(1<<30)) }
