package lsp

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/inflight-go/inflight/cmd/inflight/internal/report"
)

// A fileResult is what an analysis found in one file.
type fileResult struct {
	text  *text // as it was analyzed
	found []placed
	rows  []placed // of the inventory
	items []diagnostic
	id    string // the same for the same items
}

// A placed finding has its place in the text.
type placed struct {
	report.Finding
	span span
}

// newResult makes the result for a file, which may not be open.
func newResult(d *document, path string, found []report.Finding) *fileResult {
	r := &fileResult{items: []diagnostic{}}
	if d != nil {
		r.text = d.text
	} else {
		content, _ := os.ReadFile(path) // without it, places are at the beginning
		r.text = newText(string(content))
	}
	for _, f := range found {
		start := r.text.at(f.Line, f.Col)
		end := start
		if f.EndLine > 0 {
			end = max(start, r.text.at(f.EndLine, f.EndCol))
		}
		p := placed{f, span{r.text.position(start), r.text.position(end)}}
		if f.Describes {
			r.rows = append(r.rows, p)
			continue
		}
		r.found = append(r.found, p)
		r.items = append(r.items, p.diagnostic())
	}
	data, _ := json.Marshal(r.items) // it has nothing that cannot be written
	r.id = fmt.Sprintf("%x", sha256.Sum256(data))
	return r
}

func (p *placed) diagnostic() diagnostic {
	d := diagnostic{Range: p.span, Severity: severityWarning, Code: p.Check, Source: "inflight", Message: p.Message}
	if p.Level == "audit" {
		d.Severity = severityInformation
	}
	if p.URL != "" {
		d.CodeDescription = &codeDescription{p.URL}
	}
	return d
}

// publish tells the client what is found in a file, nil for nothing.
func (s *server) publish(path string, r *fileResult) {
	p := publishParams{URI: uriOf(path), Diagnostics: []diagnostic{}}
	if r != nil {
		p.Diagnostics = r.items
	}
	if d := s.docs[path]; d != nil {
		p.URI, p.Version = d.uri, d.version
	}
	_ = s.conn.Notify(context.Background(), "textDocument/publishDiagnostics", p)
}

// refresh has the client ask again for what it asks for by itself.
func (s *server) refresh() {
	s.mu.Lock()
	c := s.client.Capabilities.Workspace
	pulls, lenses := s.pulls() && c.Diagnostics.Refresh, s.lenses && c.CodeLens.Refresh
	s.mu.Unlock()
	// The answers have nothing in them; without one the connection is closed.
	if pulls {
		_, _ = s.conn.DispatchCall(context.Background(), "workspace/diagnostic/refresh", nil)
	}
	if lenses {
		_, _ = s.conn.DispatchCall(context.Background(), "workspace/codeLens/refresh", nil)
	}
}

// pull answers a client that asks for the diagnostics of a document, when they are known.
func (s *server) pull(ctx context.Context, req *jsonrpc2.Request) {
	var p diagnosticParams
	_, err := with(req, func(params diagnosticParams) (any, error) { p = params; return nil, nil })
	path, ok := pathOf(p.Document.URI)
	if err != nil || !ok {
		_ = s.conn.Reply(ctx, req.ID, diagnosticReport{Kind: "full", Items: &[]diagnostic{}})
		return
	}
	ctx, cancel := context.WithCancel(ctx)
	clean := make(chan struct{})
	s.mu.Lock()
	s.calls[req.ID] = cancel
	if r := s.roots[rootOf(path)]; r != nil && (r.dirty || r.cancel != nil) {
		r.waiting = append(r.waiting, clean)
	} else {
		close(clean)
	}
	s.mu.Unlock()
	go func() {
		defer cancel()
		select {
		case <-clean:
		case <-ctx.Done():
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.calls, req.ID)
		if ctx.Err() != nil {
			_ = s.conn.ReplyWithError(context.Background(), req.ID, &jsonrpc2.Error{Code: -32800, Message: "cancelled"})
			return
		}
		answer := diagnosticReport{Kind: "full", Items: &[]diagnostic{}}
		if r := s.results[path]; r != nil {
			answer.ResultID, answer.Items = r.id, &r.items
			if r.id == p.Previous {
				answer.Kind, answer.Items = "unchanged", nil
			}
		}
		_ = s.conn.Reply(ctx, req.ID, answer)
	}()
}
