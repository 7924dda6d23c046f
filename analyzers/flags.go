package analyzers

import (
	"errors"
	"flag"
	"slices"

	"golang.org/x/tools/go/analysis"
)

// GradesFlag is the name of the flag that puts the level of evidence before the
// category of a finding. No setting stands for it: it is between a driver and the
// process that runs the checks for it.
const GradesFlag = "grades"

// SuiteFlags returns the flags that set the whole suite at once, one for each
// field of [Settings], and [GradesFlag]. Setting one calls [Set]. Only flags that
// some analyzer of the suite declares are returned.
func SuiteFlags(suite []*analysis.Analyzer) *flag.FlagSet {
	fs := flag.NewFlagSet("suite", flag.ContinueOnError)
	for _, name := range []string{"level", "limit", "tests", "generated", "explain", "alternatives", RowsFlag, GradesFlag} {
		for _, a := range closure(suite) {
			if f := a.Flags.Lookup(name); f != nil {
				fs.Var(&suiteFlag{suite, f}, name, f.Usage)
				break
			}
		}
	}
	return fs
}

// FactPasses returns the analyzers of the suite that compute facts: all that has
// to run on a package that is only depended upon.
func FactPasses(suite []*analysis.Analyzer) []*analysis.Analyzer {
	return slices.DeleteFunc(closure(suite), func(a *analysis.Analyzer) bool {
		return len(a.FactTypes) == 0
	})
}

// suiteFlag is a flag.Value that stands for the same flag of many analyzers.
type suiteFlag struct {
	suite []*analysis.Analyzer
	first *flag.Flag // the flag of the first analyzer that declares it
}

func (v *suiteFlag) Set(value string) error {
	err := Set(v.suite, v.first.Name, value)
	// Package flag names the flag too.
	if inner := errors.Unwrap(err); inner != nil {
		return inner
	}
	return err
}

// String accepts the zero value, which package flag makes to find out whether
// a default is worth printing.
func (v *suiteFlag) String() string {
	if v.first == nil {
		return ""
	}
	return v.first.Value.String()
}

func (v *suiteFlag) IsBoolFlag() bool {
	b, ok := v.first.Value.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}
