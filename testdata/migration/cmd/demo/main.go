// Demo shows what a limit is worth. It has inflight report and then fix a
// migration that starts a goroutine for each id, and runs it before and after
// against a database on the loopback that admits 20 connections.
//
//	go run ./cmd/demo -inflight <path> [flags]
//
// It is run in the folder of this module, see the Makefile at the top. The
// migration as it is gets a third run, with a pool of 20 connections: what is left
// of the problem if only connections are limited.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"
)

// options are the flags.
type options struct {
	inflight    string
	module      string // where the program is
	ids         int
	connections int
	limits      limits
	csv         string
}

func main() {
	var o options
	var memory float64
	flag.StringVar(&o.inflight, "inflight", "inflight", "`path` of inflight")
	flag.StringVar(&o.module, "module", ".", "`folder` of this module")
	flag.IntVar(&o.ids, "ids", 1_000_000, "how many users the migration moves")
	flag.IntVar(&o.connections, "connections", 20, "how many connections the database admits")
	flag.IntVar(&o.limits.files, "files", 8192, "how many files and connections a run may have open")
	flag.Float64Var(&memory, "memory", 12, "stop a run that holds more `GiB`, or more than three quarters of what is free")
	flag.DurationVar(&o.limits.time, "time", 3*time.Minute, "stop a run that takes longer")
	flag.StringVar(&o.csv, "csv", "", "write how the runs went to this `file`")
	flag.Parse()
	o.limits.memory = int64(memory * (1 << 30))
	if free := availableMemory(); free > 0 {
		o.limits.memory = min(o.limits.memory, free/4*3)
	}

	results, err := demo(os.Stdout, o)
	if err == nil && o.csv != "" {
		err = writeCSV(o.csv, results)
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "demo: %v\n", err)
		os.Exit(1)
	}
}

// demo prints the whole story.
func demo(w io.Writer, o options) ([]*result, error) {
	dir, err := os.MkdirTemp("", "migration")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	p, err := copyProgram(o.module, dir, o.inflight)
	if err != nil {
		return nil, err
	}

	before, err := p.build("before")
	if err != nil {
		return nil, err
	}
	if err := fix(w, p); err != nil {
		return nil, err
	}
	after, err := p.build("after")
	if err != nil {
		return nil, err
	}

	fmt.Fprintf(w, "\nThe database admits %d connections. A run may have %s files open and hold %s.\n"+
		"There are %d processors, and the database uses them too.\n\n", o.connections,
		thousands(int64(o.limits.files)), gibibytes(o.limits.memory), runtime.NumCPU())
	var results []*result
	for _, run := range []struct {
		name, binary string
		pool         int
	}{
		{"before", before, 0},
		{fmt.Sprintf("before, pool of %d", o.connections), before, o.connections},
		{"after", after, 0},
	} {
		r, err := measure(run.name, run.binary, o.connections, run.pool, o.ids, o.limits)
		if err != nil {
			return nil, err
		}
		results = append(results, r)
	}
	return results, printTable(w, o.ids, results)
}

// fix has inflight report and fix the program.
func fix(w io.Writer, p *program) error {
	for _, step := range []struct {
		args  []string
		code  int    // the exit code that is expected
		error string // if it is another
	}{
		{[]string{"./..."}, 1, "nothing was found"},
		{[]string{"-diff", "./..."}, 1, "there is no fix"},
		{[]string{"-fix", "./..."}, 0, "the fix failed"},
		{[]string{"./..."}, 0, "the fix left something to report"},
	} {
		out, code, err := p.lint(step.args...)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "$ inflight %s\n%s", strings.Join(step.args, " "), out)
		if code != step.code {
			return errors.New(step.error)
		}
	}
	return nil
}
