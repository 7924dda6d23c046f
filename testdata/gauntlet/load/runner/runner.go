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
	idle := runtime.NumGoroutine()
	result, err := c.Run(ctx, l)
	running := l.Running()
	close(ended)

	o := Outcome{
		Result: result, Kinds: kinds(err), Running: running,
		Peak: l.Peak(), Goroutines: l.Goroutines(), Idle: idle,
	}
	if err != nil {
		o.Error = err.Error()
	}
	for wait := time.Millisecond; ; wait *= 2 {
		if o.Leaked = goroutinesOfCases(); o.Leaked == 0 || wait > time.Second {
			return o
		}
		time.Sleep(wait)
	}
}

// sample counts the goroutines of programs that do not count their work.
func sample(l *load.Load, ended <-chan struct{}) {
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

// goroutinesOfCases counts the goroutines that run or were started by a program.
func goroutinesOfCases() int {
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	count := 0
	for _, stack := range strings.Split(string(stacks), "\n\n") {
		if strings.Contains(stack, "/cases/") {
			count++
		}
	}
	return count
}
