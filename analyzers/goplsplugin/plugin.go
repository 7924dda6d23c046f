// Package goplsplugin puts inflight's checks into gopls: importing it is enough, in a
// program that is a gopls. docs/editors.md says how to build and use one.
//
// gopls takes the checks of go vet from a list that others may add to, once, when its
// package of settings is initialized. That is after this package only because its path
// comes later in the alphabet, so a program asks [Missing] whether it worked.
//
// Settings are those of one process: flags in the environment variable INFLIGHT_FLAGS, as
// inflight config flags prints them, or else the configuration file of the working
// directory. Nothing here prints: the standard output of gopls is its connection to the
// editor.
package goplsplugin

import (
	"crypto/sha256"
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/suite/vet"

	"github.com/inflight-go/inflight/analyzers"
)

// added has what this process gave to gopls.
var added = fromEnvironment()

func init() { vet.Suite = append(vet.Suite, added...) }

// Missing returns the names of the checks that are not in a list of those that gopls knows.
func Missing(names []string) []string {
	var missing []string
	for _, a := range added {
		if !slices.Contains(names, a.Name) {
			missing = append(missing, a.Name)
		}
	}
	return missing
}

// prepare makes freshly built checks fit for gopls. settings is a text that differs for
// settings that differ.
func prepare(checks []*analysis.Analyzer, settings string) {
	mark := digest(settings)
	for _, a := range analyzers.FactPasses(checks) {
		a.Requires = append(slices.Clip(a.Requires), mark)
	}
	for _, a := range checks {
		a.Requires = append(slices.Clip(a.Requires), mark)
		tellPanics(a)
	}
}

// digest returns an analyzer that does nothing and has the settings in its name. gopls keeps
// results by the names of the analyzers that they come from and knows of no flags, so whatever
// depends on settings has to require this one. That another build of inflight may find
// something else is taken care of: no two builds of gopls share results.
func digest(settings string) *analysis.Analyzer {
	sum := sha256.Sum256([]byte(settings))
	return &analysis.Analyzer{
		Name: fmt.Sprintf("inflightcfg_%x", sum[:8]),
		Doc:  "keeps results of inflight under different settings apart",
		Run:  func(*analysis.Pass) (any, error) { return nil, nil },
	}
}

// tellPanics has a check report that it panicked, where gopls would leave out what it finds
// without a word.
func tellPanics(check *analysis.Analyzer) {
	run := check.Run
	check.Run = func(pass *analysis.Pass) (result any, err error) {
		defer func() {
			if r := recover(); r != nil {
				reportOnPackage(pass, fmt.Sprintf("%s failed, so findings may be missing in this package: please report it: %v", check.Name, r))
			}
		}()
		return run(pass)
	}
}

// reportOnPackage reports what concerns the package as a whole, once.
func reportOnPackage(pass *analysis.Pass, message string) {
	if len(pass.Files) == 0 {
		return
	}
	name := pass.Files[0].Name
	pass.Report(analysis.Diagnostic{Pos: name.Pos(), End: name.End(), Message: message})
}
