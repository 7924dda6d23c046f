package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"

	"github.com/inflight-go/inflight/cmd/inflight/internal/baseline"
	"github.com/inflight-go/inflight/cmd/inflight/internal/report"
)

// readBaseline reads the file of known findings, nil if none was asked for. It is
// done before anything is analyzed, which can take a while.
func readBaseline(o *options) (*baseline.Baseline, error) {
	if o.baseline == "" {
		return nil, nil
	}
	known, err := baseline.Read(o.baseline)
	if errors.Is(err, fs.ErrNotExist) {
		if o.update {
			return baseline.New(), nil
		}
		return nil, fmt.Errorf("-baseline: there is no %s: -baseline-update makes it", o.baseline)
	}
	if err != nil {
		return nil, fmt.Errorf("-baseline: %w", err)
	}
	return known, nil
}

// settle compares a result with what is known. It returns the findings that are
// not, none if the baseline is updated, and a line about it for people.
func settle(o *options, known *baseline.Baseline, res *result, found []report.Finding) (fresh []report.Finding, line string, err error) {
	for _, f := range found {
		if !known.Knows(f) {
			fresh = append(fresh, f)
		}
	}
	gone := known.Gone(found, newJudge(o, res).judged)
	if o.update {
		updated := known.Updated(found, gone)
		if err := updated.Write(o.baseline); err != nil {
			return nil, "", fmt.Errorf("-baseline-update: %w", err)
		}
		return nil, fmt.Sprintf("%s: %s, %d new, %d removed", o.baseline, entries(updated.Len()), len(fresh), len(gone)), nil
	}
	if n := len(gone); n > 0 {
		first, verb := gone[0], "occur"
		if n == 1 {
			verb = "occurs"
		}
		place := first.File
		if first.Function != "" {
			place += ", " + first.Function
		}
		line = fmt.Sprintf("%s of %s no longer %s (first: %s: %s: %s); -baseline-update removes them",
			entries(n), o.baseline, verb, place, first.Check, first.Message)
	}
	return fresh, line, nil
}

func entries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return strconv.Itoa(n) + " entries"
}
