package inventory_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/passtest"
	"github.com/inflight-go/inflight/passes/internal/sites"
	"github.com/inflight-go/inflight/passes/inventory"
)

func TestDefault(t *testing.T) {
	run(t, inventory.Analyzer, "a")
}

// TestSites: the rows are those of the table it is given.
func TestSites(t *testing.T) {
	check := inventory.New(inventory.Options{Sites: sites.New(sites.Options{Generated: true}, facts.Analyzer)})
	run(t, check, "generated")
}

// run is passtest.Run without its rules of style: a row of a table may be longer
// than a finding.
func run(t *testing.T, check *analysis.Analyzer, pkg string) {
	t.Helper()
	analysistest.Run(t, passtest.Tree(t, "testdata"), check, pkg)
}
