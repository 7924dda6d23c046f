// Generated programs run here, one after the other. Standard input names them, a
// line each: the number and how it is run. What comes of it is printed as JSON, a
// line when it begins and a line when it ends, so that whoever reads knows which
// program a race, a panic or a hang belongs to.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"
	"time"

	"gauntlet.example/load"
)

type program struct {
	run  func(context.Context, *load.Load) (any, error)
	free bool // the order of results says nothing
}

var programs map[int]program

// A mode is a way to run a program.
type mode struct {
	elements int
	canceled bool // the context has ended before
	cancelAt int  // the piece of work with which the context ends, 0 is none
}

var modes = map[string]mode{
	"all":           {elements: 120},
	"one":           {elements: 1},
	"none":          {},
	"canceled":      {elements: 120, canceled: true},
	"canceled few":  {elements: 5, canceled: true},
	"canceled one":  {elements: 1, canceled: true},
	"canceled none": {canceled: true},
	"midway":        {elements: 120, cancelAt: 40},
}

// An Outcome is what is printed. Package internal/gauntlet reads it.
type Outcome struct {
	Number int
	Mode   string
	Ended  bool // or else it begins

	Result any
	Error  []string // its lines, in one order
	Kinds  []string // what errors.Is holds of the error
	Peak   int      // pieces of work at once
	Leaked int      // goroutines that are still there after a while
}

// Exit codes beside those of the Go runtime.
const (
	exitUsage = 3
	exitHang  = 4
	exitLeak  = 5 // what is left behind would disturb the next program
)

func main() {
	patience := flag.Duration("patience", 20*time.Second, "how long a program may take")
	flag.Parse()
	out := json.NewEncoder(os.Stdout)
	print := func(o Outcome) {
		if err := out.Encode(o); err != nil {
			fail("%v", err)
		}
	}
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		var number int
		name, as, _ := strings.Cut(in.Text(), " ")
		if _, err := fmt.Sscan(name, &number); err != nil {
			fail("%q: %v", in.Text(), err)
		}
		p, known := programs[number]
		m, possible := modes[as]
		if !known || !possible {
			fail("%q: no such program or way to run it", in.Text())
		}
		print(Outcome{Number: number, Mode: as})
		watchdog := time.AfterFunc(*patience, func() {
			fmt.Fprintf(os.Stderr, "program %d hangs\n", number)
			pprof.Lookup("goroutine").WriteTo(os.Stderr, 1) // alike goroutines are counted
			os.Exit(exitHang)
		})
		o := p.measure(m, func() { watchdog.Stop() })
		o.Number, o.Mode, o.Ended = number, as, true
		print(o)
		if o.Leaked > 0 {
			pprof.Lookup("goroutine").WriteTo(os.Stderr, 1)
			os.Exit(exitLeak)
		}
	}
}

func fail(format string, args ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
	os.Exit(exitUsage)
}

// measure runs the program, and calls returned when it has.
func (p program) measure(m mode, returned func()) Outcome {
	l := load.New(m.elements)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	l.CancelAt, l.Cancel = m.cancelAt, cancel
	if m.canceled {
		cancel()
	}
	idle := runtime.NumGoroutine()
	result, err := p.run(ctx, l)
	returned()
	o := Outcome{Result: p.normal(result), Kinds: kinds(err)}
	if err != nil {
		o.Error = strings.Split(err.Error(), "\n")
		slices.Sort(o.Error)
	}
	o.Leaked = leaked(idle)
	o.Peak = l.Peak()
	if o.Leaked == 0 {
		l.Close()
	}
	return o
}

// leaked waits until the goroutines of the program have ended, and returns how
// many do not.
func leaked(idle int) int {
	for wait := 100 * time.Microsecond; ; wait *= 2 {
		if runtime.NumGoroutine() <= idle {
			return 0
		}
		if n := ofPrograms(); n == 0 || wait > time.Second {
			return n
		}
		time.Sleep(wait)
	}
}

// ofPrograms counts the goroutines that run or were started by a program.
func ofPrograms() int {
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	count := 0
	for _, stack := range strings.Split(string(stacks), "\n\n") {
		if strings.Contains(stack, "gauntlet.example/generated/programs/") {
			count++
		}
	}
	return count
}

// normal brings results into one order if their order says nothing.
func (p program) normal(result any) any {
	switch result := result.(type) {
	case []int:
		result = slices.Clone(result)
		if p.free {
			slices.Sort(result)
		}
		return result
	case []any: // a result for each row
		list := make([]any, len(result))
		for i, row := range result {
			list[i] = p.normal(row)
		}
		return list
	}
	return result
}

func kinds(err error) []string {
	var list []string
	for _, kind := range []struct {
		name string
		err  error
	}{
		{"canceled", context.Canceled},
		{"deadline", context.DeadlineExceeded},
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
