// Noopfast is a vet tool whose only check does nothing, and which leaves the
// dependencies in the standard library alone as inflight does.
package main

import (
	"log"
	"os"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/inflight-go/inflight/cmd/inflight/internal/vetunit"
)

func main() {
	if unit := vetunit.Read(os.Args[len(os.Args)-1]); unit.FactsOnly() && unit.Standard() {
		if err := unit.WriteNoFacts(); err != nil {
			log.Fatal(err)
		}
		return
	}
	unitchecker.Main(&analysis.Analyzer{
		Name: "noop",
		Doc:  "noop: do nothing",
		Run:  func(*analysis.Pass) (any, error) { return nil, nil },
	})
}
