package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/inflight-go/inflight/analyzers"
	"github.com/inflight-go/inflight/cmd/inflight/internal/baseline"
)

func parsed(t *testing.T, args string) *options {
	t.Helper()
	suite, err := analyzers.New(analyzers.Settings{})
	if err != nil {
		t.Fatal(err)
	}
	o, err := parseArgs(strings.Fields(args), suite)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// TestRuns: which checks run, as go vet decides it.
func TestRuns(t *testing.T) {
	for args, want := range map[string]string{
		"":                                   "spawnloop semaphore",
		"-level=audit -spawnloop.level=data": "spawnloop semaphore",
		"-spawnloop":                         "spawnloop",
		"-spawnloop=1 -semaphore=0":          "spawnloop",
		"-spawnloop=false":                   "semaphore",
		"-inventory":                         "inventory",
		"-inventory=false":                   "spawnloop semaphore",
		"-inventory -spawnloop":              "spawnloop inventory",
	} {
		var got []string
		for _, check := range []string{"spawnloop", "semaphore", "inventory"} {
			if parsed(t, args).runs(check) {
				got = append(got, check)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q run, want %q", args, got, want)
		}
	}
}

// TestReports: which levels a check reports; what has none is always reported.
func TestReports(t *testing.T) {
	for args, want := range map[string]string{
		"":                                     " strong data",
		"-level=strong":                        " strong",
		"-level=audit":                         " strong data audit",
		"-level=strong -spawnloop.level=audit": " strong data audit",
		"-level=audit -semaphore.level=data":   " strong data audit",
	} {
		var got []string
		for _, level := range []string{"", "strong", "data", "audit"} {
			if parsed(t, args).reports("spawnloop", level) {
				got = append(got, level)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q are reported, want %q", args, got, want)
		}
	}
}

// TestFailedCheckJudgesNothing: where a check failed, that an entry was not found
// says nothing, though go vet succeeded.
func TestFailedCheckJudgesNothing(t *testing.T) {
	dir := t.TempDir()
	res := &result{failures: newFailures("inflight", dir)}
	for _, name := range []string{"a", "b"} {
		res.listed = append(res.listed, &listedPackage{
			ImportPath: "m/" + name, Dir: filepath.Join(dir, name), GoFiles: []string{name + ".go"},
		})
	}
	res.failures.add("m/a", "spawnloop: out of luck")
	j := newJudge(parsed(t, ""), res)
	for file, want := range map[string]bool{"a.go": false, "b.go": true} {
		if got := j.judged(baseline.Entry{Check: "spawnloop", Level: "data", File: file}); got != want {
			t.Errorf("%s is judged: %t, want %t", file, got, want)
		}
	}
	res.failures.add("", "go: out of luck")
	if newJudge(parsed(t, ""), res).judged(baseline.Entry{Check: "spawnloop", Level: "data", File: "b.go"}) {
		t.Error("b.go is judged, though nobody knows what failed")
	}
}
