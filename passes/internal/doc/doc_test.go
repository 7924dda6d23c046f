package doc_test

import (
	"strings"
	"testing"

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

func TestMust(t *testing.T) {
	if got := doc.Must(source, "halting2"); got != "report programs that end" {
		t.Errorf("got %q", got)
	}
	defer func() {
		if recover() == nil {
			t.Error("no panic without a section")
		}
	}()
	doc.Must(source, "other")
}
