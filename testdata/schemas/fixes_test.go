package schemas

import (
	"bytes"
	"cmp"
	"go/format"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
)

// TestFixes: who applies the fixes that the log describes has the files that -fix
// writes.
func TestFixes(t *testing.T) {
	for name, change := range map[string]func(string) string{
		"as they are":     func(text string) string { return text },
		"Windows lines":   func(text string) string { return strings.ReplaceAll(text, "\n", "\r\n") },
		"byte order mark": func(text string) string { return "\ufeff" + text },
	} {
		t.Run(name, func(t *testing.T) { compareFixes(t, change) })
	}
}

func compareFixes(t *testing.T, change func(string) string) {
	ours, theirs, untouched := checkout(t), checkout(t), checkout(t)
	for _, root := range []string{ours, theirs, untouched} {
		for name, text := range contents(t, root) {
			if strings.HasSuffix(name, ".go") {
				if err := os.WriteFile(filepath.Join(root, name), []byte(change(text)), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	inflight(t, ours, 0, "-fix", "./feed", "./notify")
	log, _ := inflight(t, theirs, 1, "-sarif", "./feed", "./notify")
	fixed := apply(t, read(t, log))
	if len(fixed) != 2 {
		t.Errorf("fixes for %d files, want 2", len(fixed))
	}
	for file, content := range fixed {
		if err := os.WriteFile(file, gofmt(t, content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, want, original := contents(t, theirs), contents(t, ours), contents(t, untouched)
	changed := 0
	for name, text := range want {
		if got[name] != text {
			t.Errorf("%s: the fixes of the log make\n%s\nand -fix makes\n%s", name, got[name], text)
		}
		if text != original[name] {
			changed++
		}
	}
	if changed != 2 || len(got) != len(want) {
		t.Errorf("-fix has changed %d files of %d, want 2 of %d", changed, len(want), len(got))
	}
}

// replacement is one of a fix, in units of the text.
type replacement struct {
	start, end int
	text       string
}

// apply returns the files with the first fix of each result. An import that two
// fixes add comes twice.
func apply(t *testing.T, run *sarif.Run) map[string]string {
	t.Helper()
	all := make(map[string][]replacement)
	for _, result := range run.Results {
		if len(result.Fixes) == 0 {
			continue
		}
		for _, change := range result.Fixes[0].ArtifactChanges {
			file := resolve(t, run, change.ArtifactLocation)
			text := load(t, file)
			for _, r := range change.Replacements {
				start, end := text.span(t, r.DeletedRegion)
				all[file] = append(all[file], replacement{start, end, *r.InsertedContent.Text})
			}
		}
	}
	fixed := make(map[string]string)
	for file, list := range all {
		slices.SortStableFunc(list, func(a, b replacement) int {
			return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end))
		})
		list = slices.Compact(list)
		text, out, done := load(t, file), new(strings.Builder), 0
		for _, r := range list {
			if r.start < done {
				t.Fatalf("%s: the fixes overlap: %v", file, list)
			}
			out.WriteString(text.between(done, r.start) + r.text)
			done = r.end
		}
		out.WriteString(text.between(done, len(text.units)))
		fixed[file] = out.String()
	}
	return fixed
}

// gofmt is what -fix does to a file that it has changed.
func gofmt(t *testing.T, text string) []byte {
	t.Helper()
	formatted, err := format.Source([]byte(text))
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return formatted
}

// resolve returns the name of a file, as the specification has it: the URI in the
// log is relative to that of its base.
func resolve(t *testing.T, run *sarif.Run, location *sarif.ArtifactLocation) string {
	t.Helper()
	base, err := url.Parse(*run.OriginalUriBaseIds[*location.URIBaseID].URI)
	if err != nil {
		t.Fatal(err)
	}
	ref, err := url.Parse(*location.URI)
	if err != nil {
		t.Fatal(err)
	}
	return filepath.FromSlash(base.ResolveReference(ref).Path)
}

// text is a file as columns count it: in UTF-16 units.
type text struct {
	units []uint16
	lines []int // where they start
}

func load(t *testing.T, file string) *text {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	// A byte order mark is no part of the text.
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	content := &text{units: utf16.Encode([]rune(string(data))), lines: []int{0}}
	for i, unit := range content.units {
		if unit == '\n' {
			content.lines = append(content.lines, i+1)
		}
	}
	return content
}

func (c *text) span(t *testing.T, r *sarif.Region) (start, end int) {
	t.Helper()
	start = c.lines[*r.StartLine-1] + *r.StartColumn - 1
	end = c.lines[*r.EndLine-1] + *r.EndColumn - 1
	if start > end || end > len(c.units) {
		t.Fatalf("the region is %d to %d", start, end)
	}
	return start, end
}

func (c *text) between(start, end int) string { return string(utf16.Decode(c.units[start:end])) }

func contents(t *testing.T, root string) map[string]string {
	t.Helper()
	files := make(map[string]string)
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(root, path)
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
