package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
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

// finding is one diagnostic as a person sees it.
type finding struct {
	file      string // as go vet gave it, mostly absolute
	line, col int
	endLine   int
	check     string
	message   string
}

// findings lists the diagnostics of the tree by file, line and column, each
// once: a file that belongs to several packages, as with test variants, is
// reported with each of them.
func (t tree) findings() []finding {
	var list []finding
	for _, checks := range t {
		for check, result := range checks {
			var diagnostics []struct{ Posn, End, Message string }
			if json.Unmarshal(result, &diagnostics) != nil {
				continue // an error object: see failures
			}
			for _, d := range diagnostics {
				f := finding{check: check, message: d.Message}
				f.file, f.line, f.col = splitPosn(d.Posn)
				_, f.endLine, _ = splitPosn(d.End)
				list = append(list, f)
			}
		}
	}
	slices.SortFunc(list, func(a, b finding) int {
		return cmp.Or(
			cmp.Compare(a.file, b.file),
			cmp.Compare(a.line, b.line),
			cmp.Compare(a.col, b.col),
			cmp.Compare(a.check, b.check),
			cmp.Compare(a.message, b.message),
			cmp.Compare(a.endLine, b.endLine),
		)
	})
	return slices.CompactFunc(list, func(a, b finding) bool {
		a.endLine = b.endLine
		return a == b
	})
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

// printFindings writes one line a finding and, with context >= 0, the source
// lines it is about with so many lines around them.
func printFindings(out io.Writer, list []finding, context int) error {
	w := bufio.NewWriter(out)
	dir, _ := os.Getwd() // without it paths stay absolute
	source := new(sourceLines)
	for _, f := range list {
		posn := relativeTo(dir, f.file)
		for _, n := range []int{f.line, f.col} {
			if n > 0 {
				posn += ":" + strconv.Itoa(n)
			}
		}
		fmt.Fprintf(w, "%s: %s: %s\n", posn, f.check, f.message)
		if context >= 0 {
			for n, text := range source.around(f, context) {
				fmt.Fprintf(w, "%d\t%s\n", n, text)
			}
		}
	}
	return w.Flush() // and with it the first error of the writes above
}

// relativeTo shortens a path as the go command does: relative to the directory
// unless that is longer, as for files in the module cache.
func relativeTo(dir, path string) string {
	if dir == "" {
		return path
	}
	if rel, err := filepath.Rel(dir, path); err == nil && len(rel) < len(path) {
		return rel
	}
	return path
}
