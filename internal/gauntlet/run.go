package gauntlet

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// patience is how long a program may run. The slowest takes a few seconds.
const patience = 30 * time.Second

// An Outcome is what came of one run of a program.
type Outcome struct {
	Hung   bool   // until the watchdog ended it
	Exit   int    // the exit code
	Crash  string // the line that says why the Go runtime ended it
	Stderr string // if it hung or failed, the stacks of its goroutines are here

	// What the program and its load say. Package runner writes it.
	Result     json.RawMessage
	Error      string
	Kinds      []string // what errors.Is holds of the error
	Peak       int      // pieces of work at once
	Goroutines int      // goroutines at once
	Idle       int      // goroutines before the program
	Running    int      // pieces of work when the program returned
	Leaked     int      // goroutines of the program that were still there a second later
	Stuck      int      // those of them that waited for somebody on a channel or in a group
}

// Run runs a program with n elements. If it hangs, that is in the outcome, with the
// stacks of all goroutines.
func Run(t testing.TB, binary, name string, n int) Outcome {
	t.Helper()
	return RunFor(t, binary, name, n, patience)
}

// RunFor is Run with a patience of one's own.
func RunFor(t testing.TB, binary, name string, n int, patience time.Duration) Outcome {
	t.Helper()
	cmd := exec.Command(binary, name, strconv.Itoa(n))
	// By default, a program that had no race sleeps for a second at its end.
	cmd.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=0", "GOTRACEBACK=all")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()

	var o Outcome
	var err error
	select {
	case err = <-ended:
	case <-time.After(patience):
		o.Hung = true
		cmd.Process.Signal(syscall.SIGQUIT) // an error means that it ended just now, or is killed below
		select {
		case err = <-ended:
		case <-time.After(5 * time.Second):
			cmd.Process.Kill()
			err = <-ended
		}
	}
	o.Stderr = stderr.String()
	if exit := new(exec.ExitError); errors.As(err, &exit) {
		o.Exit = exit.ExitCode()
		o.Crash = string(regexp.MustCompile(`(?m)^(panic|fatal error): .*$`).Find(stderr.Bytes()))
		return o
	} else if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(stdout.Bytes(), &o); err != nil {
		t.Fatalf("%s prints %q: %v", name, &stdout, err)
	}
	return o
}

// failure says why a run is not one that a program should have, or returns nil.
func (o Outcome) failure(c Case) error {
	const most = 40_000 // of the stacks of hundreds of goroutines
	stderr := o.Stderr[:min(len(o.Stderr), most)]
	switch {
	case o.Hung:
		return fmt.Errorf("it hangs:\n%s", stderr)
	case o.Crash != "" && c.Crash != "" && regexp.MustCompile(`^panic: `+regexp.QuoteMeta(c.Crash)).MatchString(o.Crash):
		return nil
	case o.Exit != 0:
		return fmt.Errorf("exit code %d:\n%s", o.Exit, stderr)
	case c.Crash != "":
		return fmt.Errorf("it ends without the panic %q", c.Crash)
	case stderr != "":
		return fmt.Errorf("it prints:\n%s", stderr)
	}
	return nil
}
