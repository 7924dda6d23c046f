package main

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
)

// printTable prints a column for each run.
func printTable(w io.Writer, ids int, results []*result) error {
	rows := []struct {
		name  string
		value func(*result) string
	}{
		{"", func(r *result) string { return r.name }},
		{"ids moved", func(r *result) string { return thousands(r.moved) }},
		{"requests failed", func(r *result) string {
			if r.stopped != "" {
				return "unknown"
			}
			return thousands(r.failed)
		}},
		{"peak goroutines", func(r *result) string { return thousands(int64(r.peakGoroutines)) }},
		{"peak memory (RSS)", func(r *result) string { return mebibytes(r.peakMemory) }},
		{"time", func(r *result) string { return seconds(r.wall) }},
		{"processor time", func(r *result) string { return seconds(r.cpu) }},
	}
	// AlignRight would push the names to the right, too: they are padded instead.
	width := 0
	for _, row := range rows {
		width = max(width, len(row.name))
	}
	fmt.Fprintf(w, "%s ids\n\n", thousands(int64(ids)))
	tw := tabwriter.NewWriter(w, 0, 0, 3, ' ', tabwriter.AlignRight)
	for _, row := range rows {
		fmt.Fprintf(tw, "%-*s\t", width, row.name)
		for _, r := range results {
			fmt.Fprintf(tw, "%s\t", row.value(r))
		}
		fmt.Fprintln(tw)
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	for _, r := range results {
		if r.stopped != "" {
			fmt.Fprintf(w, "\n%s: stopped: %s.\n", r.name, r.stopped)
		}
		if len(r.causes) > 0 {
			fmt.Fprintf(w, "\n%s: no connection could be had:\n", r.name)
			for _, cause := range byCount(r.causes) {
				fmt.Fprintf(w, "%11s  %s\n", thousands(int64(r.causes[cause])), cause)
			}
		}
	}
	return nil
}

// byCount returns the keys, that of the largest number first.
func byCount(counts map[string]int) []string {
	return slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
}

// thousands returns n with commas: 1,000,000.
func thousands(n int64) string {
	digits := strconv.FormatInt(n, 10)
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return b.String()
}

func mebibytes(n int64) string { return thousands((n+1<<19)>>20) + " MiB" }

func seconds(d time.Duration) string { return fmt.Sprintf("%.1f s", d.Seconds()) }

// writeCSV writes the samples of all runs for cmd/plot.
func writeCSV(name string, results []*result) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	defer file.Close()
	w := csv.NewWriter(file)
	w.Write([]string{"run", "seconds", "goroutines", "memory_bytes", "ids_moved"})
	for _, r := range results {
		for _, s := range r.samples {
			w.Write([]string{
				r.name,
				strconv.FormatFloat(s.at.Seconds(), 'f', 3, 64),
				strconv.Itoa(s.goroutines),
				strconv.FormatInt(s.memory, 10),
				strconv.FormatInt(s.moved, 10),
			})
		}
	}
	if w.Flush(); w.Error() != nil {
		return w.Error()
	}
	return file.Close()
}
