package gauntlet

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"time"
)

// A task is a program and how it is run; see testdata/generated.
type task struct {
	number int
	mode   string
}

// modes lists how programs are run: with many elements, with one and with none;
// with a context that has ended, and with one that ends midway.
var modes = []string{"all", "one", "none", "canceled", "canceled few", "canceled one", "canceled none", "midway"}

// A trial is what came of a task.
type trial struct {
	Number int
	Mode   string
	Ended  bool

	Result json.RawMessage
	Error  []string
	Kinds  []string
	Peak   int
	Leaked int

	Fault  Kind   // what ended the program, if it did not end by itself
	Stderr string // the stacks, if there is a fault or something is left behind
}

// Exit codes of testdata/generated, and that of the race detector.
const (
	exitHang = 4
	exitLeak = 5
	exitRace = 66
)

// hangs is how long a generated program may run. None needs a second, but the
// machine may have other things to do.
const hangs = 20 * time.Second

// runAll does all tasks, a few processes at a time.
func runAll(binary, dir string, tasks []task, patience time.Duration) (map[task]trial, error) {
	perProcess := 8 * len(modes) // whole programs
	var mu sync.Mutex
	trials := make(map[task]trial)
	var failed error
	next := func() []task {
		mu.Lock()
		defer mu.Unlock()
		n := min(perProcess, len(tasks))
		if failed != nil {
			n = 0
		}
		part := tasks[:n]
		tasks = tasks[n:]
		return part
	}
	var wg sync.WaitGroup
	// Programs mostly wait.
	for range 2 * runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for part := next(); len(part) > 0; part = next() {
				for len(part) > 0 {
					list, err := runSome(binary, dir, part, patience)
					mu.Lock()
					for _, one := range list {
						trials[task{one.Number, one.Mode}] = one
					}
					if err != nil && failed == nil {
						failed = err
					}
					mu.Unlock()
					if err != nil {
						return
					}
					part = part[len(list):]
					// What hangs would hang again, and that takes its time.
					for n := len(list); n > 0 && len(part) > 0 && list[n-1].Fault != "" && part[0].number == list[n-1].Number; {
						part = part[1:]
					}
				}
			}
		})
	}
	wg.Wait()
	return trials, failed
}

// runSome starts a process for the tasks. It returns what came of them up to the
// first that ended the process, if one did.
func runSome(binary, dir string, tasks []task, patience time.Duration) ([]trial, error) {
	var in strings.Builder
	for _, one := range tasks {
		fmt.Fprintf(&in, "%d %s\n", one.number, one.mode)
	}
	cmd := exec.Command(binary, "-patience", patience.String())
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), fmt.Sprintf("GORACE=halt_on_error=1 exitcode=%d atexit_sleep_ms=0", exitRace), "TMPDIR="+dir)
	cmd.Stdin = strings.NewReader(in.String())
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	exit := new(exec.ExitError)
	if err != nil && !errors.As(err, &exit) {
		return nil, err
	}

	var list []trial
	begun := false
	lines := bufio.NewScanner(&stdout)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var one trial
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			return nil, fmt.Errorf("%q: %w", lines.Bytes(), err)
		}
		if one.Ended {
			list[len(list)-1] = one
		} else {
			list = append(list, one)
		}
		begun = !one.Ended
	}
	if err == nil {
		if len(list) != len(tasks) || begun {
			return nil, fmt.Errorf("%d of %d programs were run", len(list), len(tasks))
		}
		return list, nil
	}
	code := exit.ExitCode()
	if len(list) == 0 || !begun && code != exitLeak && code != exitRace {
		return nil, fmt.Errorf("exit code %d:\n%s", code, &stderr)
	}
	last := &list[len(list)-1]
	last.Stderr = stderr.String()
	switch {
	case code == exitHang, strings.Contains(last.Stderr, "all goroutines are asleep"):
		last.Fault = Hang
	case code == exitRace:
		last.Fault = Race
	case code == exitLeak:
		last.Fault = ""
	default:
		last.Fault = Crash
	}
	return list, nil
}

// why returns what a program has printed before it ended, as far as it is of use.
func (o trial) why() string {
	text := o.Stderr
	if o.Fault == Hang || o.Leaked > 0 {
		// The goroutines of the program; those that are alike are counted.
		text = ""
		for _, stack := range strings.Split(o.Stderr, "\n\n") {
			if strings.Contains(stack, "/programs/") {
				text += addresses.ReplaceAllString(stack, "") + "\n"
			}
		}
	}
	const most = 8000
	if len(text) > most {
		text = text[:most] + "\n..."
	}
	return text
}

var addresses = regexp.MustCompile(`( @)?(\t| )0x[0-9a-f]+`)
