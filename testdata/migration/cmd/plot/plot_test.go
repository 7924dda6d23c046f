package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestCommitted: the plot in the docs was drawn from the samples that stand beside
// it in the repository.
func TestCommitted(t *testing.T) {
	drawn := filepath.Join(t.TempDir(), "plot.svg")
	if err := plotFile("../../samples.csv", drawn); err != nil {
		t.Fatal(err)
	}
	got, gotNumbers := split(t, drawn)
	want, wantNumbers := split(t, "../../../../docs/migration.svg")
	if got != want {
		t.Fatal("docs/migration.svg was not drawn from samples.csv: make demo-plot")
	}
	// Processors round in different ways.
	for i, n := range gotNumbers {
		if math.Abs(n-wantNumbers[i]) > 0.1 {
			t.Fatalf("docs/migration.svg was not drawn from samples.csv: it has %v, not %v; make demo-plot", wantNumbers[i], n)
		}
	}
}

var number = regexp.MustCompile(`-?[0-9]+(\.[0-9]+)?(e[-+]?[0-9]+)?`)

// split returns the text of a file with a 0 for each number, and the numbers.
func split(t *testing.T, name string) (string, []float64) {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var numbers []float64
	for _, s := range number.FindAllString(string(content), -1) {
		n, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		numbers = append(numbers, n)
	}
	return number.ReplaceAllString(string(content), "0"), numbers
}

// TestDraw: the plot is XML, says what it shows and in which units, and has a line
// for each run in each panel and a key to them.
func TestDraw(t *testing.T) {
	runs, err := readRuns(strings.NewReader(
		"run,seconds,goroutines,memory_bytes,ids_moved\n" +
			"one,0.1,1000,0,0\none,0.2,2000000,4000000000,10\n" +
			"two,0.1,18,1000000,5\ntwo,0.3,18,1000000,1000000\n"))
	if err != nil {
		t.Fatal(err)
	}
	if len(runs) != 2 || runs[0].name != "one" || runs[1].name != "two" || len(runs[1].samples) != 2 {
		t.Fatalf("read %+v", runs)
	}
	var svg bytes.Buffer
	if err := drawRuns(&svg, runs); err != nil {
		t.Fatal(err)
	}
	texts := make(map[string]bool)
	lines := make(map[string]int)
	for dec := xml.NewDecoder(&svg); ; {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.CharData:
			texts[strings.TrimSpace(string(token))] = true
		case xml.StartElement:
			for _, attr := range token.Attr {
				if color, _, ok := strings.Cut(strings.TrimPrefix(attr.Value, "fill:none;stroke:"), ";"); ok && attr.Name.Local == "style" {
					lines[color]++
				}
			}
		}
	}
	want := []string{heading, "one", "two", "10M", "100k", "10", "seconds since the program was started"}
	for _, p := range panels {
		want = append(want, p.title)
	}
	for _, text := range want {
		if !texts[text] {
			t.Errorf("the plot does not say %q", text)
		}
	}
	for _, color := range []string{"#D55E00", "#0072B2"} {
		if got, want := lines[color], len(panels)+1; got != want {
			t.Errorf("%d lines in %s, want %d: %v", got, color, want, lines)
		}
	}
}

func TestReadErrors(t *testing.T) {
	for input, want := range map[string]string{
		"":                      "there are no samples",
		"run,seconds\n":         "there are no samples",
		"run,seconds\na,1\n":    "line 2: 2 columns, want 5",
		"h,s,g,m,i\na,1,2,x,4":  `line 2: "x" is no measurement`,
		"h,s,g,m,i\na,-1,2,3,4": `line 2: "-1" is no measurement`,
	} {
		if _, err := readRuns(strings.NewReader(input)); err == nil || err.Error() != want {
			t.Errorf("%q: error %v, want %s", input, err, want)
		}
	}
}
