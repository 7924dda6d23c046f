// Package runner is the main function of a binary that holds programs of the
// gauntlet: it runs one and prints as JSON what came of it.
package runner

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"

	"gauntlet.example/load"
)

// A Case is a program.
type Case struct {
	Name   string
	Cancel int // its context ends with this piece of work, 0 is never
	Run    func(context.Context, *load.Load) (any, error)
}

// An Outcome is what is printed. Package internal/gauntlet reads it.
type Outcome struct {
	Result     any
	Error      string
	Kinds      []string // what errors.Is holds of the error
	Peak       int      // pieces of work at once
	Goroutines int      // goroutines at once
	Idle       int      // goroutines before the program
	Running    int      // pieces of work when the program returned
	Leaked     int      // goroutines of the program that were still there a second later
	Stuck      int      // those of them that waited for somebody on a channel or in a group
}

// Main runs the program that the arguments name, with as many elements as they say.
func Main(cases ...Case) {
	if len(os.Args) != 3 {
		fail("usage: %s program elements", os.Args[0])
	}
	n, err := strconv.Atoi(os.Args[2])
	if err != nil {
		fail("elements: %v", err)
	}
	for _, c := range cases {
		if c.Name == os.Args[1] {
			if err := json.NewEncoder(os.Stdout).Encode(c.measure(n)); err != nil {
				fail("%v", err)
			}
			return
		}
	}
	fail("no program %q", os.Args[1])
}

func fail(format string, args ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
	os.Exit(3)
}

func (c Case) measure(n int) Outcome {
	l := load.New(n)
	defer l.Close()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	l.CancelAt, l.Cancel = c.Cancel, cancel

	ended := make(chan struct{})
	go sample(l, ended)
	o := Outcome{Idle: runtime.NumGoroutine()}
	var err error
	o.Result, err = c.Run(ctx, l)
	o.Running = l.Running()
	if err != nil {
		o.Error, o.Kinds = err.Error(), kinds(err)
	}
	for wait := time.Millisecond; wait < time.Second; wait *= 2 {
		if o.Leaked, o.Stuck = goroutinesOfCases(); o.Leaked == 0 {
			break
		}
		time.Sleep(wait)
	}
	close(ended)
	// What was left behind counts too: the program may have returned before any
	// of it began.
	o.Peak, o.Goroutines = l.Peak(), l.Goroutines()
	return o
}

// sample counts the goroutines of programs that do not count their work. Where they
// keep all processors busy, what a timer wakes comes next, unless more goroutines
// are started meanwhile: then it comes last. So there are a few tries.
func sample(l *load.Load, ended <-chan struct{}) {
	for d := 5 * time.Millisecond; d < time.Second; d += d/4 + 5*time.Millisecond {
		timer := time.AfterFunc(d, l.CountGoroutines)
		defer timer.Stop()
	}
	ticker := time.NewTicker(500 * time.Microsecond)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			l.CountGoroutines()
		case <-ended:
			return
		}
	}
}

func kinds(err error) []string {
	var list []string
	for _, kind := range []struct {
		name string
		err  error
	}{
		{"canceled", context.Canceled},
		{"deadline", context.DeadlineExceeded},
		{"exists", fs.ErrExist},
		{"odd", load.ErrOdd},
	} {
		if errors.Is(err, kind.err) {
			list = append(list, kind.name)
		}
	}
	if err != nil && list == nil {
		list = []string{"other"}
	}
	return list
}

// goroutinesOfCases counts the goroutines that run or were started by a program. One
// that a group has started, and that has not begun, is known by the group alone.
// stuck are those that wait, for a program, in its own code or in a group.
func goroutinesOfCases() (count, stuck int) {
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	for _, stack := range strings.Split(string(stacks), "\n\n") {
		for _, origin := range []string{"/cases/", "golang.org/x/sync/", "sync.(*WaitGroup).Go"} {
			if strings.Contains(stack, origin) {
				count++
				if waits(stack) {
					stuck++
				}
				break
			}
		}
	}
	return count, stuck
}

// waits tells from the stack of a goroutine whether it waits for somebody: nothing that
// the program was given to do its work with is under way.
func waits(stack string) bool {
	head, frames, _ := strings.Cut(stack, "\n")
	for _, reason := range []string{"[chan send", "[chan receive", "[select", "[sync.WaitGroup.Wait"} {
		if strings.Contains(head, reason) {
			return !strings.Contains(frames, "gauntlet.example/load.")
		}
	}
	return false
}
