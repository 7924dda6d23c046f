package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const (
	module = "../.."       // this module
	top    = "../../../.." // the module of inflight
)

func testOptions(t *testing.T) options {
	t.Helper()
	inflight := filepath.Join(t.TempDir(), "inflight")
	build := exec.Command("go", "build", "-o", inflight, "./cmd/inflight")
	build.Dir = top
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return options{
		inflight:    inflight,
		module:      module,
		ids:         5000,
		connections: 20,
		limits:      limits{files: 256, memory: 2 << 30, time: 2 * time.Minute},
	}
}

// TestDemo: the finding, the fix, and what the fix is worth. What stands in the
// docs about inflight is what it prints.
func TestDemo(t *testing.T) {
	o := testOptions(t)
	var out bytes.Buffer
	results, err := demo(&out, o)
	if err != nil {
		t.Fatalf("%v\n%s", err, &out)
	}
	story, _, _ := strings.Cut(out.String(), "\nThe database")
	for _, want := range []string{
		"migrate/plans/plans.go:20:3: spawnloop: goroutine per element of ids (parameter): no limit found before the go statement\n",
		"+\tconst maxInFlight = 16\n",
		"$ inflight -fix ./...\n$ inflight ./...\n",
	} {
		if !strings.Contains(story, want) {
			t.Errorf("inflight does not print %q:\n%s", want, story)
		}
	}
	page, err := os.ReadFile(filepath.Join(top, "docs/migration.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range strings.SplitAfter(story, "\n$ ") {
		if step = strings.TrimSuffix(step, "$ "); !strings.Contains(string(page), step) {
			t.Errorf("docs/migration.md does not show what inflight prints:\n%s", step)
		}
	}

	if len(results) != 3 {
		t.Fatalf("%d runs, want 3", len(results))
	}
	before, pool, after := results[0], results[1], results[2]
	for _, r := range results {
		refused := 0
		for _, n := range r.causes {
			refused += n
		}
		switch {
		case r.stopped != "":
			t.Errorf("%s: stopped: %s", r.name, r.stopped)
		case r.moved+r.failed != int64(o.ids):
			t.Errorf("%s: %d ids moved and %d failed, together not %d", r.name, r.moved, r.failed, o.ids)
		case int64(refused) != r.failed:
			t.Errorf("%s: %d requests failed, but %d connections: %v", r.name, r.failed, refused, r.causes)
		case r.peakMemory <= 0 || r.wall <= 0 || r.cpu <= 0 || len(r.samples) == 0:
			t.Errorf("%s: not measured: %+v", r.name, r)
		}
	}
	if pool.failed != 0 || after.failed != 0 {
		t.Errorf("requests failed, with a pool %d and after the fix %d", pool.failed, after.failed)
	}
	if before.failed == 0 {
		t.Error("no request failed before the fix: the demo shows nothing")
	}
	// 16 at work, what the program needs besides, and some that are about to end.
	if after.peakGoroutines > 100 {
		t.Errorf("%d goroutines after the fix", after.peakGoroutines)
	}
	for _, r := range []*result{before, pool} {
		if r.peakGoroutines <= 2*after.peakGoroutines {
			t.Errorf("%s: %d goroutines, after the fix %d", r.name, r.peakGoroutines, after.peakGoroutines)
		}
	}
}

// TestLimits: a run that exceeds a limit is ended, and the table says so.
func TestLimits(t *testing.T) {
	p, err := copyProgram(module, t.TempDir(), "go")
	if err != nil {
		t.Fatal(err)
	}
	binary, err := p.build("program")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		limits limits
		want   string
	}{
		{limits{files: 256, memory: 1 << 20, time: time.Minute}, "it held more than 0.000977 GiB of memory"},
		{limits{files: 256, memory: 2 << 30, time: time.Millisecond}, "it was not done after 1ms"},
	} {
		// So many ids that they are not moved before the first look.
		r, err := measure("before", binary, 20, 20, 200_000, test.limits)
		if err != nil {
			t.Fatal(err)
		}
		if r.stopped != test.want {
			t.Errorf("stopped: %q, want %q", r.stopped, test.want)
		}
		var table bytes.Buffer
		if err := printTable(&table, 200_000, []*result{r}); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"unknown", "before: stopped: " + test.want + ".\n"} {
			if !strings.Contains(table.String(), want) {
				t.Errorf("the table does not contain %q:\n%s", want, &table)
			}
		}
	}
}

// TestTable: numbers can be read, and the columns are aligned.
func TestTable(t *testing.T) {
	var out bytes.Buffer
	err := printTable(&out, 1_000_000, []*result{
		{name: "before", moved: 999, failed: 999_001, peakGoroutines: 123_456, peakMemory: 5 << 30,
			wall: 61 * time.Second, cpu: 1250 * time.Millisecond,
			causes: map[string]int{"too many open files": 900_000, "a third": 1, "too many connections": 99_000}},
		{name: "after", moved: 1_000_000, peakGoroutines: 19, peakMemory: 10<<20 + 600<<10, wall: time.Second},
	})
	if err != nil {
		t.Fatal(err)
	}
	const want = `1,000,000 ids

                          before       after
   ids moved                 999   1,000,000
   requests failed       999,001           0
   peak goroutines       123,456          19
   peak memory (RSS)   5,120 MiB      11 MiB
   time                   61.0 s       1.0 s
   processor time          1.2 s       0.0 s

before: no connection could be had:
    900,000  too many open files
     99,000  too many connections
          1  a third
`
	if got := out.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
