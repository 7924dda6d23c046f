// Plot draws how the runs of the demo went, from the file that its flag -csv
// writes.
//
//	go run ./cmd/plot <samples.csv> <plot.svg>
package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: plot <samples.csv> <plot.svg>")
		os.Exit(2)
	}
	if err := plotFile(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintf(os.Stderr, "plot: %v\n", err)
		os.Exit(1)
	}
}

func plotFile(samples, svg string) error {
	in, err := os.Open(samples)
	if err != nil {
		return err
	}
	defer in.Close()
	runs, err := readRuns(in)
	if err != nil {
		return fmt.Errorf("%s: %v", samples, err)
	}
	out, err := os.Create(svg)
	if err != nil {
		return err
	}
	defer out.Close()
	if err := drawRuns(out, runs); err != nil {
		return err
	}
	return out.Close()
}

// run is one run of the program.
type run struct {
	name    string
	samples []sample
}

// sample has the columns of a line, without the run: seconds, goroutines, bytes of
// memory, ids moved.
type sample [4]float64

// readRuns returns the runs in the order of the file.
func readRuns(r io.Reader) ([]run, error) {
	records, err := csv.NewReader(r).ReadAll()
	if err != nil {
		return nil, err
	}
	var runs []run
	for i, record := range records {
		if i == 0 {
			continue // the names of the columns
		}
		if len(record) != 1+len(sample{}) {
			return nil, fmt.Errorf("line %d: %d columns, want %d", i+1, len(record), 1+len(sample{}))
		}
		var s sample
		for column, text := range record[1:] {
			if s[column], err = strconv.ParseFloat(text, 64); err != nil || math.IsNaN(s[column]) || s[column] < 0 {
				return nil, fmt.Errorf("line %d: %q is no measurement", i+1, text)
			}
		}
		if len(runs) == 0 || runs[len(runs)-1].name != record[0] {
			runs = append(runs, run{name: record[0]})
		}
		last := &runs[len(runs)-1]
		last.samples = append(last.samples, s)
	}
	if len(runs) == 0 {
		return nil, fmt.Errorf("there are no samples")
	}
	return runs, nil
}
