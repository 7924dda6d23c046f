package lsp

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/inflight-go/inflight/analyzers"
	"github.com/inflight-go/inflight/cmd/inflight/internal/report"
)

// current returns what is known of a document as it is now. It is nil if the analysis has
// not yet seen the last change: places would be wrong.
func (s *server) current(uri string) (*document, *fileResult) {
	d := s.open(uri)
	if d == nil {
		return nil, nil
	}
	r := s.results[d.path]
	if r == nil || r.text != d.text && r.text.content != d.text.content {
		return d, nil
	}
	return d, r
}

// codeActions offers the fixes of the findings in a range, and on demand all that can be
// applied together.
func (s *server) codeActions(p codeActionParams) (any, error) {
	actions := []codeAction{}
	d, r := s.current(p.Document.URI)
	if r == nil {
		return actions, nil
	}
	wants := func(kind string) bool {
		return slices.ContainsFunc(p.Context.Only, func(only string) bool {
			return only == kind || strings.HasPrefix(kind, only+".")
		})
	}
	if len(p.Context.Only) == 0 || wants(kindQuickFix) {
		for _, f := range r.found {
			if before(p.Range.End, f.span.Start) || before(f.span.End, p.Range.Start) {
				continue
			}
			for i, fix := range f.Fixes {
				if edit := s.edit(d, fix.Edits); edit != nil {
					actions = append(actions, codeAction{
						Title: fix.Message, Kind: kindQuickFix, Diagnostics: []diagnostic{f.diagnostic()},
						IsPreferred: i == 0 && !analyzers.Alternative(fix.Message), Edit: edit,
					})
				}
			}
		}
	}
	if wants(kindFixAll) {
		if edit := s.edit(d, together(r.found)); edit != nil {
			actions = append(actions, codeAction{Title: "Apply the fixes of inflight", Kind: kindFixAll, Edit: edit})
		}
	}
	return actions, nil
}

func before(a, b position) bool {
	return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Character, b.Character)) < 0
}

// together returns the edits of the first fixes that do not get into each other's way.
func together(found []placed) []report.Edit {
	var all []report.Edit
	for _, f := range found {
		if len(f.Fixes) == 0 || analyzers.Alternative(f.Fixes[0].Message) {
			continue
		}
		edits := f.Fixes[0].Edits
		conflict := slices.ContainsFunc(edits, func(e report.Edit) bool {
			return slices.ContainsFunc(all, func(other report.Edit) bool {
				return e != other && (e.Start == other.Start || e.Start < other.End && other.Start < e.End)
			})
		})
		if conflict {
			continue
		}
		for _, e := range edits {
			if !slices.Contains(all, e) {
				all = append(all, e)
			}
		}
	}
	return all
}

// edit returns the edits of a document in the words of the protocol, nil if there are none.
func (s *server) edit(d *document, edits []report.Edit) *workspaceEdit {
	if len(edits) == 0 {
		return nil
	}
	list := []textEdit{}
	for _, e := range edits {
		list = append(list, textEdit{span{d.text.position(e.Start), d.text.position(e.End)}, e.New})
	}
	if !s.client.Capabilities.Workspace.WorkspaceEdit.DocumentChanges {
		return &workspaceEdit{Changes: map[string][]textEdit{d.uri: list}}
	}
	change := documentEdit{Edits: list}
	change.Document.URI, change.Document.Version = d.uri, &d.version
	return &workspaceEdit{DocumentChanges: []documentEdit{change}}
}

// hover says what is known of a place that starts work.
func (s *server) hover(p documentParams) (any, error) {
	_, r := s.current(p.Document.URI)
	if r == nil {
		return nil, nil
	}
	for _, row := range r.rows {
		if !before(p.Position, row.span.Start) && !before(row.span.End, p.Position) {
			return hover{markup{"markdown", "**inflight** " + row.Message}, row.span}, nil
		}
	}
	return nil, nil
}

// codeLens shows beside each place that starts work what bounds it.
func (s *server) codeLens(p documentParams) (any, error) {
	lenses := []codeLens{}
	_, r := s.current(p.Document.URI)
	if r == nil || !s.lenses {
		return lenses, nil
	}
	for _, row := range r.rows {
		lenses = append(lenses, codeLens{row.span, command{Title: verdict(row.Finding)}})
	}
	return lenses, nil
}

// bound is how the inventory says how many run at once.
var bound = regexp.MustCompile(`, k (\d+)`)

// verdict is a row of the inventory in a word.
func verdict(row report.Finding) string {
	if m := bound.FindStringSubmatch(row.Message); m != nil {
		return row.Category + "(" + m[1] + ")"
	}
	return row.Category
}
