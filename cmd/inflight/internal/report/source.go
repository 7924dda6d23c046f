package report

import (
	"bytes"
	"iter"
	"os"
	"sort"
	"unicode/utf8"
)

// sources reads source files. It keeps the last one: findings come sorted by
// file.
type sources struct{ last *source }

// source is a file that findings are in. One that cannot be read has no lines.
type source struct {
	name   string
	text   []byte
	starts []int // offsets of the lines
}

func (s *sources) open(name string) *source {
	if s.last == nil || s.last.name != name {
		text, err := os.ReadFile(name)
		if err != nil {
			text = nil // it can be gone since, or never have been a file
		}
		s.last = newSource(name, text)
	}
	return s.last
}

func newSource(name string, text []byte) *source {
	f := &source{name: name, text: text}
	for i := 0; i < len(text); {
		f.starts = append(f.starts, i)
		n := bytes.IndexByte(text[i:], '\n')
		if n < 0 {
			break
		}
		i += n + 1
	}
	return f
}

// line returns the text of a line with its end, and nothing if the file has no
// such line.
func (f *source) line(n int) []byte {
	switch {
	case n < 1 || n > len(f.starts):
		return nil
	case n == len(f.starts):
		return f.text[f.starts[n-1]:]
	}
	return f.text[f.starts[n-1]:f.starts[n]]
}

// around yields the lines of a finding, by number, with so many lines before
// and after them as the file has.
func (f *source) around(at Finding, context int) iter.Seq2[int, string] {
	first := max(at.Line-context, 1)
	last := min(max(at.Line, at.EndLine)+context, len(f.starts))
	return func(yield func(int, string) bool) {
		for n := first; n <= last; n++ {
			if !yield(n, string(bytes.TrimSuffix(f.line(n), []byte("\n")))) {
				return
			}
		}
	}
}

// column turns a column in bytes into one in UTF-16 units, which is how most
// programs that are no compilers count. A byte order mark, which is no part of
// the text, counts for nothing.
func (f *source) column(line, col int) int {
	text := f.line(line)
	if col < 1 || col-1 > len(text) {
		return col // the file is not the one that was analyzed
	}
	text = text[:col-1]
	if line == 1 {
		text = bytes.TrimPrefix(text, []byte("\ufeff"))
	}
	units := 1
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		units++
		if r >= 0x10000 {
			units++ // a surrogate pair
		}
		text = text[size:]
	}
	return units
}

// position returns the line of an offset and its column in UTF-16 units. ok is
// false if the file has no such offset.
func (f *source) position(offset int) (line, col int, ok bool) {
	if offset < 0 || offset > len(f.text) || len(f.starts) == 0 {
		return 0, 0, false
	}
	if offset == len(f.text) && f.text[offset-1] == '\n' {
		return len(f.starts) + 1, 1, true
	}
	line = sort.SearchInts(f.starts, offset+1) // the last one that starts at or before it
	return line, f.column(line, offset-f.starts[line-1]+1), true
}
