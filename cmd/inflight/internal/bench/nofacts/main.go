// Nofacts is inflight as a vet tool that has no facts of dependencies: it loads
// them as any vet tool does, and looks for nothing there. What inflight takes more
// is the price of its facts.
package main

import (
	"log"
	"os"
	"runtime/debug"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/inflight-go/inflight/analyzers"
	"github.com/inflight-go/inflight/cmd/inflight/internal/vetunit"
)

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400) // as inflight does
	}
	file := os.Args[len(os.Args)-1]
	unit := vetunit.Read(file)
	if unit.FactsOnly() && unit.Standard() {
		if err := unit.WriteNoFacts(); err != nil {
			log.Fatal(err)
		}
		return
	}
	suite, err := analyzers.New(analyzers.Settings{})
	if err != nil {
		log.Fatal(err)
	}
	if unit.FactsOnly() {
		noop := &analysis.Analyzer{
			Name: "noop",
			Doc:  "noop: do nothing",
			Run:  func(*analysis.Pass) (any, error) { return nil, nil },
		}
		// The facts of the packages that are vetted have to be read.
		for _, a := range analyzers.FactPasses(suite) {
			noop.FactTypes = append(noop.FactTypes, a.FactTypes...)
		}
		unitchecker.Run(file, []*analysis.Analyzer{noop})
	}
	for i, a := range suite {
		if analyzers.OptIn(a.Name) {
			suite = append(suite[:i:i], suite[i+1:]...)
		}
	}
	unitchecker.Main(suite...)
}
