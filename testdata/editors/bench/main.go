//go:build unix

// Bench measures what the checks cost in an editor: the time from an edit to its diagnostics, that
// of opening a file, and memory, each of a language server against stock gopls in the same run.
//
//	go run ./bench -file FILE -stock GOPLS NAME=COMMAND...
//
// FILE is a Go file of the module that is opened. Two texts of it take turns: one has a goroutine
// per element of a parameter at its end, which inflight reports, and a mistake that gopls reports
// itself; the other has neither. A server is timed from an edit to the diagnostics that show it.
// Servers take turns edit by edit. A cold start has an empty cache of gopls, a warm one that which
// the cold one has left.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"

	"github.com/inflight-go/inflight/testdata/editors/lsp"
)

// added is what the other text has more. Stock gopls sees the unreachable code, inflight the
// goroutines too.
const added = `
func benchEach(list []string) {
	for range list {
		go func() { println() }()
	}
	return
	println()
}

var _ = benchEach
`

// pause is how long a server has after an edit before the next one has its turn: gopls looks at the
// packages that depend on the file when it has published what it found there.
const pause = 2 * time.Second

// run is one server and what was measured of it.
type run struct {
	name    string
	command []string
	cache   string // of gopls
	// awaits is the source of the diagnostic that an edit is to show.
	awaits string

	client     *lsp.Client
	cold, warm time.Duration
	coldPeak   int64 // bytes
	warmPeak   int64
	edits      []time.Duration
}

func main() {
	file := flag.String("file", "", "the Go `file` to edit")
	stock := flag.String("stock", "gopls", "the `program` that others are compared with")
	edits := flag.Int("n", 20, "how many edits")
	delay := flag.String("delay", "100ms", "what gopls waits after an edit")
	flag.Parse()
	if err := bench(*file, *stock, flag.Args(), *edits, *delay); err != nil {
		fmt.Fprintf(os.Stderr, "bench: %v\n", err)
		os.Exit(1)
	}
}

func bench(file, stock string, others []string, edits int, delay string) error {
	file, err := filepath.Abs(file)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	text := string(data)
	temporary, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temporary)
	runs := []*run{{name: "stock gopls", command: []string{stock}, awaits: "unreachable"}}
	for _, arg := range others {
		name, command, ok := strings.Cut(arg, "=")
		if !ok {
			return fmt.Errorf("want NAME=COMMAND, have %q", arg)
		}
		r := &run{name: name, command: strings.Fields(command), awaits: "spawnloop"}
		if len(r.command) > 1 && r.command[1] == "lsp" {
			r.awaits = "inflight"
		}
		runs = append(runs, r)
	}
	ctx := context.Background()
	for i, r := range runs {
		r.cache = filepath.Join(temporary, fmt.Sprint(i))
		if r.cold, err = r.open(ctx, file, text, delay); err != nil {
			return err
		}
		if r.coldPeak, err = r.stop(ctx); err != nil {
			return err
		}
	}
	for _, r := range runs {
		if r.warm, err = r.open(ctx, file, text, delay); err != nil {
			return err
		}
	}
	for i := range edits + 2 {
		for _, r := range runs {
			took, err := r.edit(ctx, file, text, i%2 == 0)
			if err != nil {
				return err
			}
			if i >= 2 { // the first of each kind is not like the others
				r.edits = append(r.edits, took)
			}
		}
	}
	for _, r := range runs {
		if r.warmPeak, err = r.stop(ctx); err != nil {
			return err
		}
	}
	return print(runs)
}

// open starts the server and opens the file, with the text that shows that it is analyzed.
func (r *run) open(ctx context.Context, file, text, delay string) (time.Duration, error) {
	began := time.Now()
	cmd := exec.Command(r.command[0], r.command[1:]...)
	cmd.Env = append(os.Environ(), "GOPLSCACHE="+r.cache)
	settings := map[string]any{"diagnosticsDelay": delay}
	if r.awaits == "inflight" {
		wait, err := time.ParseDuration(delay)
		if err != nil {
			return 0, err
		}
		settings = map[string]any{"delay": wait.Milliseconds()}
	}
	var err error
	if r.client, err = lsp.Start(ctx, cmd, filepath.Dir(file), settings, false); err != nil {
		return 0, err
	}
	r.client.Patience = 10 * time.Minute // there may be a thousand packages to look at
	if err := r.client.Open(file, text+added); err != nil {
		return 0, err
	}
	err = r.await(ctx, file, true)
	return time.Since(began), err
}

// edit makes one of the two texts the text of the file.
func (r *run) edit(ctx context.Context, file, text string, clean bool) (time.Duration, error) {
	if !clean {
		text += added
	}
	began := time.Now()
	if err := r.client.Change(file, text); err != nil {
		return 0, err
	}
	err := r.await(ctx, file, !clean)
	took := time.Since(began)
	time.Sleep(pause)
	return took, err
}

// await waits until the diagnostics are those of the text.
func (r *run) await(ctx context.Context, file string, want bool) error {
	_, err := r.client.Diagnostics(ctx, file, func(found []lsp.Diagnostic) bool {
		return want == slices.ContainsFunc(found, func(d lsp.Diagnostic) bool { return d.Source == r.awaits })
	})
	if err != nil {
		return fmt.Errorf("%s: %w", r.name, err)
	}
	return nil
}

// stop ends the server and returns its largest resident memory.
func (r *run) stop(ctx context.Context) (int64, error) {
	if err := r.client.Stop(ctx); err != nil {
		return 0, fmt.Errorf("%s: %w", r.name, err)
	}
	usage, ok := r.client.Usage().(*syscall.Rusage)
	if !ok {
		return 0, fmt.Errorf("%s: the system does not tell how much memory it took", r.name)
	}
	return usage.Maxrss * 1024, nil
}

func print(runs []*run) error {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "SERVER\tCOLD OPEN\tRATIO\tWARM OPEN\tEDIT, MEDIAN\tMOST\tMORE\tPEAK COLD\tRATIO\tPEAK WARM\tRATIO")
	stock := runs[0]
	for _, r := range runs {
		fmt.Fprintf(w, "%s\t%.1f s\t%.2f\t%.1f s\t%.0f ms\t%.0f ms\t%+.0f ms\t%d MB\t%.2f\t%d MB\t%.2f\n", r.name,
			r.cold.Seconds(), r.cold.Seconds()/stock.cold.Seconds(), r.warm.Seconds(),
			ms(median(r.edits)), ms(slices.Max(r.edits)), ms(median(r.edits)-median(stock.edits)),
			r.coldPeak>>20, float64(r.coldPeak)/float64(stock.coldPeak), r.warmPeak>>20, float64(r.warmPeak)/float64(stock.warmPeak))
	}
	return w.Flush()
}

func median(list []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(list))
	return sorted[len(sorted)/2]
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
