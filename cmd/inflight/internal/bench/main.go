//go:build unix

// Bench measures what inflight costs beyond go vet itself: the processor time
// and memory of go vet with inflight as its tool, against tools that do
// nothing, on the same packages in one run.
//
//	go run ./cmd/inflight/internal/bench [flags] [packages]
//
// A cold run analyzes everything; what the compiler has to do for it is done
// before. A cached run finds all results in the cache. Processor time is that
// of the go command and all that it runs. Memory is that of the largest single
// process of the tool. It is measured by a small process before each tool: on
// Linux a new process is charged with the memory of the one that starts it, and
// the go command is larger than many a tool.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"text/tabwriter"
	"time"

	"github.com/inflight-go/inflight/cmd/inflight/internal/toolwatch"
)

const module = "github.com/inflight-go/inflight"

// tool is a vet tool that is measured.
type tool struct {
	name string
	pkg  string

	cold, cached time.Duration // processor time
	peak         toolwatch.Process
}

func main() {
	toolwatch.Main()
	rounds := flag.Int("n", 3, "measure so many times and take the least")
	dir := flag.String("C", ".", "directory of the packages")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: bench [-n rounds] [-C dir] [packages]")
		flag.PrintDefaults()
	}
	flag.Parse()
	patterns := flag.Args()
	if len(patterns) == 0 {
		patterns = []string{"./...", "net/http", "go/types"}
	}
	if err := bench(*rounds, *dir, patterns); err != nil {
		fmt.Fprintf(os.Stderr, "bench: %v\n", err)
		os.Exit(1)
	}
}

func bench(rounds int, dir string, patterns []string) error {
	tmp, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	r := &runner{dir: dir, patterns: patterns, file: filepath.Join(tmp, "tool")}
	tools := []*tool{
		{name: "no-op", pkg: module + "/cmd/inflight/internal/bench/noop"},
		{name: "no-op, std skipped", pkg: module + "/cmd/inflight/internal/bench/noopfast"},
		{name: "inflight, no facts", pkg: module + "/cmd/inflight/internal/bench/nofacts"},
		{name: "inflight", pkg: module + "/cmd/inflight"},
	}

	// The compiler's work, and the page cache.
	if err := r.build(tools[0].pkg); err != nil {
		return err
	}
	if _, err := r.vet(); err != nil {
		return err
	}

	for range rounds {
		for _, t := range tools {
			if err := r.build(t.pkg); err != nil {
				return err
			}
			if err := r.least(&t.cold); err != nil {
				return err
			}
			if err := r.least(&t.cached); err != nil {
				return err
			}
		}
	}
	for _, t := range tools {
		if err := r.build(t.pkg); err != nil {
			return err
		}
		if t.peak, err = r.peak(filepath.Join(tmp, "log")); err != nil {
			return err
		}
	}
	report(tools)
	return nil
}

// report prints a row for each tool; ratios are to the first one.
func report(tools []*tool) {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "\tcold\tratio\tcached\tratio\tpeak\t")
	base := tools[0]
	for _, t := range tools {
		fmt.Fprintf(w, "%s\t%.2f s\t%.2f\t%.2f s\t%.2f\t%d MB\t %s\n", t.name,
			t.cold.Seconds(), t.cold.Seconds()/base.cold.Seconds(),
			t.cached.Seconds(), t.cached.Seconds()/base.cached.Seconds(),
			t.peak.Memory>>20, t.peak.Package)
	}
	w.Flush()
}

// runner runs go vet with the tool that was built last.
type runner struct {
	dir      string
	patterns []string
	file     string
	builds   int
}

// build builds a tool that go vet has no results of: the flags of the linker
// are part of the program, and go vet knows its tool by its content.
func (r *runner) build(pkg string) error {
	r.builds++
	nonce := fmt.Sprintf("-X=main.bench=%d.%d.%d", os.Getpid(), time.Now().UnixNano(), r.builds)
	out, err := exec.Command("go", "build", "-ldflags="+nonce, "-o", r.file, pkg).CombinedOutput()
	if err != nil {
		return fmt.Errorf("building %s: %v\n%s", pkg, err, out)
	}
	return nil
}

// least runs go vet and lowers d to the processor time that it took.
func (r *runner) least(d *time.Duration) error {
	took, err := r.vet()
	if err == nil && (*d == 0 || took < *d) {
		*d = took
	}
	return err
}

// vet runs go vet and returns the processor time of it and all its children.
func (r *runner) vet(env ...string) (time.Duration, error) {
	cmd := exec.Command("go", append([]string{"vet", "-vettool=" + r.file, "-json"}, r.patterns...)...)
	cmd.Dir = r.dir
	cmd.Env = append(cmd.Environ(), env...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Run(); err != nil {
		return 0, fmt.Errorf("go vet: %v\n%s", err, stderr.Bytes())
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), nil
}

// peak runs go vet with every tool process under watch, and returns the largest.
func (r *runner) peak(log string) (peak toolwatch.Process, err error) {
	env, err := toolwatch.Env(log)
	if err != nil {
		return peak, err
	}
	defer os.Remove(log)
	if _, err := r.vet(env...); err != nil {
		return peak, err
	}
	all, err := toolwatch.Read(log)
	for _, p := range all {
		if p.Memory > peak.Memory {
			peak = p
		}
	}
	return peak, err
}
