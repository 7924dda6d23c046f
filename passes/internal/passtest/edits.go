package passtest

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
)

// An edit replaces the bytes [start, end) of a file.
type edit struct {
	start, end int
	text       string
}

// A fix is one suggested fix, all in one file.
type fix struct {
	message string
	edits   []edit
}

// merge joins the edits of fixes that are applied together. It fails where two
// fixes touch: how such edits combine differs from driver to driver, and one
// of them drops every edit of the file. What comes before importsEnd is the
// exception: all drivers join two equal edits, and insert one import after another.
func merge(fixes []fix, importsEnd int) ([]edit, error) {
	var merged []edit
	for i, x := range fixes {
	next:
		for _, e := range x.edits {
			for _, y := range fixes[:i] {
				for _, f := range y.edits {
					imports := e.end <= importsEnd && f.end <= importsEnd
					if e == f && imports {
						continue next
					}
					if imports && e.start == e.end && f.start == f.end {
						continue
					}
					if e.start == f.start || e.start < f.end && f.start < e.end {
						return nil, fmt.Errorf("fixes %q and %q overlap", y.message, x.message)
					}
				}
			}
			merged = append(merged, e)
		}
	}
	slices.SortStableFunc(merged, func(x, y edit) int {
		return cmp.Or(cmp.Compare(x.start, y.start), cmp.Compare(x.end, y.end))
	})
	return merged, nil
}

// apply returns content with the edits, which are sorted, done.
func apply(content []byte, edits []edit) []byte {
	var out bytes.Buffer
	done := 0
	for _, e := range edits {
		out.Write(content[done:e.start])
		out.WriteString(e.text)
		done = e.end
	}
	out.Write(content[done:])
	return out.Bytes()
}

// origin maps an offset in the edited file to the offset of the same byte in
// the original. It fails for a byte that an edit wrote.
func origin(edits []edit, offset int) (int, bool) {
	shift := 0 // of what follows the edits seen so far
	for _, e := range edits {
		start := e.start + shift
		if offset < start {
			break
		}
		if offset < start+len(e.text) {
			return 0, false
		}
		shift += len(e.text) - (e.end - e.start)
	}
	return offset - shift, true
}
