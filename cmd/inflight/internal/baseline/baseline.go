// Package baseline reads and writes the file that says which findings are known,
// so that only those are reported that came after it.
package baseline

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/inflight-go/inflight/cmd/inflight/internal/report"
)

// version is that of the file and of the fingerprints in it.
const version = 1

// A Baseline is the content of a file.
type Baseline struct {
	entries []Entry
	known   map[string]bool // fingerprints
}

// An Entry is a finding that is known. But for the fingerprint, and the level,
// it is there for people to read.
type Entry struct {
	Check       string `json:"check"`
	Level       string `json:"level,omitempty"` // of evidence, if the check has levels
	File        string `json:"file"`
	Function    string `json:"function,omitempty"`
	Message     string `json:"message"`
	Fingerprint string `json:"fingerprint"`
}

type content struct {
	Version  int     `json:"version"`
	Findings []Entry `json:"findings"`
}

// New returns a baseline that knows nothing.
func New() *Baseline { return &Baseline{known: make(map[string]bool)} }

// Read reads a file.
func Read(name string) (*Baseline, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var c content
	if err := json.Unmarshal(data, &c); err != nil {
		return nil, fmt.Errorf("%s is no baseline: %w", name, err)
	}
	if c.Version != version {
		return nil, fmt.Errorf("%s is a baseline of version %d, and this inflight knows version %d", name, c.Version, version)
	}
	b := New()
	for i, e := range c.Findings {
		if e.Fingerprint == "" {
			return nil, fmt.Errorf("%s is no baseline: entry %d has no fingerprint", name, i+1)
		}
		b.add(e)
	}
	return b, nil
}

func (b *Baseline) add(e Entry) {
	if !b.known[e.Fingerprint] {
		b.known[e.Fingerprint] = true
		b.entries = append(b.entries, e)
	}
}

// Knows reports whether a finding, which must be identified, is in the baseline.
func (b *Baseline) Knows(f report.Finding) bool { return b.known[f.ID.Fingerprint] }

// Gone returns the entries that a run did not find again, of those of which judged
// says that it would have found them.
func (b *Baseline) Gone(found []report.Finding, judged func(Entry) bool) []Entry {
	occurs := make(map[string]bool)
	for _, f := range found {
		occurs[f.ID.Fingerprint] = true
	}
	var gone []Entry
	for _, e := range b.entries {
		if !occurs[e.Fingerprint] && judged(e) {
			gone = append(gone, e)
		}
	}
	return gone
}

// Updated returns the baseline without the entries that are gone, and with all that
// was found.
func (b *Baseline) Updated(found []report.Finding, gone []Entry) *Baseline {
	updated := New()
	for _, f := range found { // before the entries: a message may be worded anew
		updated.add(Entry{
			Check: f.Check, Level: f.Level, File: f.ID.Path, Function: f.ID.Function,
			Message: f.ID.Message, Fingerprint: f.ID.Fingerprint,
		})
	}
	for _, e := range b.entries {
		if !slices.Contains(gone, e) {
			updated.add(e)
		}
	}
	return updated
}

// Len returns the number of entries.
func (b *Baseline) Len() int { return len(b.entries) }

// Write writes the file, whole or not at all.
func (b *Baseline) Write(name string) error {
	entries := slices.Clone(b.entries)
	slices.SortFunc(entries, func(x, y Entry) int {
		return cmp.Or(
			cmp.Compare(x.File, y.File),
			cmp.Compare(x.Check, y.Check),
			cmp.Compare(x.Function, y.Function),
			cmp.Compare(x.Message, y.Message),
			cmp.Compare(x.Fingerprint, y.Fingerprint),
		)
	})
	if entries == nil {
		entries = []Entry{} // none is a list too
	}
	var data bytes.Buffer
	enc := json.NewEncoder(&data)
	enc.SetEscapeHTML(false) // people read it
	enc.SetIndent("", "  ")
	if err := enc.Encode(content{version, entries}); err != nil {
		return err
	}
	return replace(name, data.Bytes())
}

// replace gives a file new content by putting another in its place.
func replace(name string, data []byte) error {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target // the link stays one
	}
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(name); err == nil {
		mode = info.Mode().Perm()
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	_, err = temp.Write(data)
	err = errors.Join(err, temp.Chmod(mode), temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), name)
	}
	if err != nil {
		os.Remove(temp.Name())
	}
	return err
}
