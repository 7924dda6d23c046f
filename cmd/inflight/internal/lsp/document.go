package lsp

import (
	"fmt"
	"net/url"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"unicode/utf8"
)

// A text is the content of a file, with the places where its lines begin. It does not
// change.
type text struct {
	content string
	lines   []int // offset of the first byte of each line
}

func newText(content string) *text {
	t := &text{content: content, lines: []int{0}}
	for i := 0; i < len(content); i++ {
		if content[i] == '\n' {
			t.lines = append(t.lines, i+1)
		}
	}
	return t
}

// offset returns the byte at a position. A position behind the end of a line, or of the
// text, is at that end.
func (t *text) offset(p position) int {
	if p.Line < 0 {
		return 0
	}
	if p.Line >= len(t.lines) {
		return len(t.content)
	}
	at, end := t.lines[p.Line], t.lineEnd(p.Line)
	for units := 0; at < end && units < p.Character; {
		r, size := utf8.DecodeRuneInString(t.content[at:end])
		units += width(r)
		at += size
	}
	return at
}

// position returns where a byte is.
func (t *text) position(offset int) position {
	offset = min(max(offset, 0), len(t.content))
	line := sort.Search(len(t.lines), func(i int) bool { return t.lines[i] > offset }) - 1
	p := position{Line: line}
	for _, r := range t.content[t.lines[line]:offset] {
		p.Character += width(r)
	}
	return p
}

// at returns the byte at a line and a column as compilers count them: from 1, in bytes.
func (t *text) at(line, col int) int {
	if line < 1 || line > len(t.lines) {
		return len(t.content)
	}
	return min(t.lines[line-1]+max(col-1, 0), t.lineEnd(line-1))
}

// lineEnd returns the end of a line, without what separates it from the next.
func (t *text) lineEnd(line int) int {
	if line+1 >= len(t.lines) {
		return len(t.content)
	}
	end := t.lines[line+1] - 1
	if end > t.lines[line] && t.content[end-1] == '\r' {
		end--
	}
	return end
}

// width is how many UTF-16 code units a character takes.
func width(r rune) int {
	if r > 0xffff {
		return 2
	}
	return 1
}

// A document is a file that is open in the editor.
type document struct {
	uri     string
	path    string
	version int
	text    *text
}

// change applies what the user has typed.
func (d *document) change(version int, changes []contentChange) error {
	for _, c := range changes {
		content := c.Text
		if c.Range != nil {
			start, end := d.text.offset(c.Range.Start), d.text.offset(c.Range.End)
			if start > end {
				return fmt.Errorf("a change of %s ends before it begins", d.path)
			}
			content = d.text.content[:start] + c.Text + d.text.content[end:]
		}
		d.text = newText(content)
	}
	d.version = version
	return nil
}

// pathOf returns the file that a URI names. Documents that are no files have none.
func pathOf(uri string) (string, bool) {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "file" {
		return "", false
	}
	path := u.Path
	if runtime.GOOS == "windows" {
		path = strings.TrimPrefix(path, "/") // as in /C:/go
	}
	if path == "" {
		return "", false
	}
	return filepath.Clean(filepath.FromSlash(path)), true
}

// uriOf returns the URI of a file.
func uriOf(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}
