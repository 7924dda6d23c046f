package lsp

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Position is a place in a document. Character counts UTF-16 units.
type Position struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

// Range is a part of a document.
type Range struct {
	Start Position `json:"start"`
	End   Position `json:"end"`
}

// Diagnostic is what is found.
type Diagnostic struct {
	Range           Range           `json:"range"`
	Severity        int             `json:"severity,omitempty"`
	Code            any             `json:"code,omitempty"`
	CodeDescription json.RawMessage `json:"codeDescription,omitempty"`
	Source          string          `json:"source,omitempty"`
	Message         string          `json:"message"`
	Tags            []int           `json:"tags,omitempty"`
	Data            json.RawMessage `json:"data,omitempty"`
}

// String is line, column, source and message, as people count.
func (d Diagnostic) String() string {
	return fmt.Sprintf("%d:%d: %s: %s", d.Range.Start.Line+1, d.Range.Start.Character+1, d.Source, d.Message)
}

// TextEdit replaces a part of a document.
type TextEdit struct {
	Range   Range  `json:"range"`
	NewText string `json:"newText"`
}

// CodeAction is something a person can choose to do.
type CodeAction struct {
	Title       string         `json:"title"`
	Kind        string         `json:"kind,omitempty"`
	IsPreferred bool           `json:"isPreferred,omitempty"`
	Diagnostics []Diagnostic   `json:"diagnostics,omitempty"`
	Edit        *WorkspaceEdit `json:"edit,omitempty"`
}

// WorkspaceEdit changes documents, in one of two ways to say so.
type WorkspaceEdit struct {
	Changes         map[string][]TextEdit `json:"changes,omitempty"`
	DocumentChanges []struct {
		TextDocument struct {
			URI     string `json:"uri"`
			Version *int   `json:"version"`
		} `json:"textDocument"`
		Edits []TextEdit `json:"edits"`
	} `json:"documentChanges,omitempty"`
}

// Edits returns what is to change in a document.
func (e *WorkspaceEdit) Edits(uri string) []TextEdit {
	edits := slices.Clone(e.Changes[uri])
	for _, change := range e.DocumentChanges {
		if change.TextDocument.URI == uri {
			edits = append(edits, change.Edits...)
		}
	}
	return edits
}

// Apply returns a text with edits applied. They must not overlap; two at the same place come in
// the order of the list.
func Apply(text string, edits []TextEdit) (string, error) {
	type change struct {
		start, end int
		text       string
	}
	var changes []change
	for _, e := range edits {
		start, err := offset(text, e.Range.Start)
		if err != nil {
			return "", err
		}
		end, err := offset(text, e.Range.End)
		if err != nil {
			return "", err
		}
		changes = append(changes, change{start, end, e.NewText})
	}
	slices.SortStableFunc(changes, func(a, b change) int { return a.start - b.start })
	var out strings.Builder
	at := 0
	for _, c := range changes {
		if c.start < at || c.end < c.start {
			return "", fmt.Errorf("edits overlap: %v", edits)
		}
		out.WriteString(text[at:c.start] + c.text)
		at = c.end
	}
	return out.String() + text[at:], nil
}

// offset returns where in a text a position is, in bytes.
func offset(text string, p Position) (int, error) {
	at := 0
	for range p.Line {
		n := strings.IndexByte(text[at:], '\n')
		if n < 0 {
			if at < len(text) {
				return len(text), nil // the end of a last line without a line feed
			}
			return 0, fmt.Errorf("there is no line %d", p.Line+1)
		}
		at += n + 1
	}
	units := 0
	for i, r := range text[at:] {
		if units >= p.Character || r == '\n' {
			return at + i, nil
		}
		units++
		if r > 0xffff {
			units++
		}
	}
	return len(text), nil
}
