package main

import (
	"iter"
	"os"
	"strings"
)

// sourceLines reads source files for their lines. It keeps the last one:
// findings come sorted by file.
type sourceLines struct {
	file  string
	lines []string
}

// around yields the lines of a finding, by number, with so many lines before
// and after them as the file has. A file that cannot be read has none.
func (s *sourceLines) around(f finding, context int) iter.Seq2[int, string] {
	if s.file != f.file {
		s.file, s.lines = f.file, nil
		if data, err := os.ReadFile(f.file); err == nil {
			s.lines = strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
		}
	}
	first := max(f.line-context, 1)
	last := min(max(f.line, f.endLine)+context, len(s.lines))
	return func(yield func(int, string) bool) {
		for n := first; n <= last; n++ {
			if !yield(n, s.lines[n-1]) {
				return
			}
		}
	}
}
