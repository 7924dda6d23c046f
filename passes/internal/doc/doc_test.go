package doc_test

import (
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/doc"
)

const source = `// Package halting defines checks of termination.
//
// # Analyzer halting
//
// halting: report programs that never end
//
// It runs them:
//
//	for {
//	}
//
// # Findings
//
//   - forever: no way out
//
// # Analyzer halting2
//
// halting2: report programs that end
//
// # Analyzer bare
//
// Nothing but prose.
package halting

var x = 1
`

func TestExtract(t *testing.T) {
	for _, test := range []struct{ name, source, want, err string }{
		{name: "halting", source: source, want: "report programs that never end\n\nIt runs them:\n\n\tfor {\n\t}\n\n# Findings\n\n  - forever: no way out"},
		{name: "halting2", source: source, want: "report programs that end"},
		{name: "halting", source: strings.ReplaceAll(source, "\n", "\r\n"), want: "report programs that never end\n\nIt runs them:\n\n\tfor {\n\t}\n\n# Findings\n\n  - forever: no way out"},
		{name: "bare", source: source, err: `does not begin with "bare: "`},
		{name: "other", source: source, err: `no section "# Analyzer other"`},
		{name: "halting", source: "package halting", err: "no package comment"},
		{name: "halting", source: "halting", err: "expected 'package'"},
	} {
		got, err := doc.Extract(test.source, test.name)
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
		if (err == nil) != (test.err == "") || err != nil && !strings.Contains(err.Error(), test.err) {
			t.Errorf("%s: got error %v, want %q", test.name, err, test.err)
		}
	}
}

func TestText(t *testing.T) {
	if got := doc.Text(source, "halting2"); got != "report programs that end" {
		t.Errorf("got %q", got)
	}
	missing := &analysis.Analyzer{
		Name: "other",
		Doc:  doc.Text(source, "other"),
		Run:  func(*analysis.Pass) (any, error) { return nil, nil },
	}
	if err := analysis.Validate([]*analysis.Analyzer{missing}); err == nil {
		t.Errorf("a check without a section is valid, with the text %q", missing.Doc)
	}
}
