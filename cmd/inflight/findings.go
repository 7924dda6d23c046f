package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/analyzers"
	"github.com/inflight-go/inflight/cmd/inflight/internal/report"
)

// tree is what go vet -json prints: package ID -> check -> the list of
// diagnostics, or an object that says why there is none.
type tree map[string]map[string]json.RawMessage

// merge adds the tree of a further package.
func (t tree) merge(other tree) {
	for id, checks := range other {
		if t[id] == nil {
			t[id] = make(map[string]json.RawMessage)
		}
		for check, result := range checks {
			t[id][check] = result
		}
	}
}

// print writes the tree as one JSON object, in the layout of go vet.
func (t tree) print(w io.Writer) error {
	data, err := json.MarshalIndent(t, "", "\t")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%s\n", data)
	return err
}

// diagnostic is what go vet prints of one.
type diagnostic struct {
	Category, Posn, End, Message string
	Fixes                        []struct {
		Message string
		Edits   []struct {
			Filename   string
			Start, End int
			New        string
		}
	} `json:"suggested_fixes"`
}

// findings lists the diagnostics of the tree by file, line and column, each
// once: a file that belongs to several packages, as with test variants, is
// reported with each of them.
func (t tree) findings(suite []*analysis.Analyzer) []report.Finding {
	var list []report.Finding
	for _, id := range slices.Sorted(maps.Keys(t)) {
		for check, result := range t[id] {
			var diagnostics []diagnostic
			if json.Unmarshal(result, &diagnostics) != nil {
				continue // an error object: see failures
			}
			for _, d := range diagnostics {
				list = append(list, d.finding(check, analyzers.Lookup(suite, check)))
			}
		}
	}
	slices.SortStableFunc(list, compareFindings)
	return slices.CompactFunc(list, func(a, b report.Finding) bool { return compareFindings(a, b) == 0 })
}

func compareFindings(a, b report.Finding) int {
	return cmp.Or(
		cmp.Compare(a.File, b.File),
		cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Col, b.Col),
		cmp.Compare(a.Check, b.Check),
		cmp.Compare(a.Message, b.Message),
	)
}

// finding returns the diagnostic as the formats want it. The analyzer can be nil.
func (d *diagnostic) finding(check string, a *analysis.Analyzer) report.Finding {
	f := report.Finding{Check: check, Category: d.Category, Message: d.Message}
	if level, category, ok := strings.Cut(d.Category, "/"); ok { // see analyzers.GradesFlag
		f.Level, f.Category = level, category
	}
	f.File, f.Line, f.Col = splitPosn(d.Posn)
	_, f.EndLine, f.EndCol = splitPosn(d.End)
	if a != nil && a.URL != "" {
		f.URL = a.URL
		if f.Category != "" {
			f.URL += "#" + f.Category
		}
	}
	f.Describes = analyzers.OptIn(check)
	for _, fix := range d.Fixes {
		var edits []report.Edit
		for _, e := range fix.Edits {
			edits = append(edits, report.Edit{File: e.Filename, Start: e.Start, End: e.End, New: e.New})
		}
		f.Fixes = append(f.Fixes, report.Fix{Message: fix.Message, Edits: edits})
	}
	return f
}

// only returns the tree without the diagnostics that are none of the findings.
func (t tree) only(found []report.Finding) (tree, error) {
	rest := make(tree)
	for id, checks := range t {
		kept := make(map[string]json.RawMessage)
		for check, result := range checks {
			var diagnostics []json.RawMessage
			if json.Unmarshal(result, &diagnostics) != nil {
				kept[check] = result // an error object
				continue
			}
			diagnostics = slices.DeleteFunc(diagnostics, func(raw json.RawMessage) bool {
				var d diagnostic
				if json.Unmarshal(raw, &d) != nil {
					return false
				}
				_, ok := slices.BinarySearchFunc(found, d.finding(check, nil), compareFindings)
				return !ok
			})
			if len(diagnostics) == 0 {
				continue // as go vet does
			}
			data, err := json.Marshal(diagnostics)
			if err != nil {
				return nil, err
			}
			kept[check] = data
		}
		if len(kept) > 0 {
			rest[id] = kept
		}
	}
	return rest, nil
}

// splitPosn takes "file:line:column" apart. The column, and the line before
// it, can be missing; the file can hold colons.
func splitPosn(posn string) (file string, line, col int) {
	var numbers []int
	file = posn
	for len(numbers) < 2 {
		i := strings.LastIndexByte(file, ':')
		if i < 0 {
			break
		}
		n, err := strconv.Atoi(file[i+1:])
		if err != nil {
			break
		}
		file = file[:i]
		numbers = append(numbers, n)
	}
	switch len(numbers) {
	case 1:
		line = numbers[0]
	case 2:
		line, col = numbers[1], numbers[0]
	}
	return file, line, col
}
