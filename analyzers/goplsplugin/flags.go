package goplsplugin

import (
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/analyzers"
)

// fromFlags returns the checks as the flags of the vet tool want them. An empty flag is none.
func fromFlags(flags []string) ([]*analysis.Analyzer, error) {
	suite, err := analyzers.New(analyzers.Settings{})
	if err != nil {
		return nil, err
	}
	fs := flag.NewFlagSet("", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Usage = func() {}
	analyzers.SuiteFlags(suite).VisitAll(func(f *flag.Flag) { fs.Var(f.Value, f.Name, "") })
	named := map[string]bool{} // whether a check is to run
	anyNamed := false
	for _, a := range suite {
		fs.BoolFunc(a.Name, "", func(text string) error {
			run, err := strconv.ParseBool(text)
			named[a.Name] = run
			anyNamed = anyNamed || run
			return err
		})
		a.Flags.VisitAll(func(f *flag.Flag) { fs.Var(f.Value, a.Name+"."+f.Name, "") })
	}
	for _, text := range flags {
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		if err := fs.Parse([]string{text}); err != nil {
			return nil, err
		}
		if fs.NArg() > 0 {
			return nil, fmt.Errorf("%q is not a flag", text)
		}
	}

	// As in the vet tool, naming a check runs it alone.
	var checks []*analysis.Analyzer
	for _, a := range suite {
		run, ok := named[a.Name]
		if !ok {
			run = !anyNamed && !analyzers.OptIn(a.Name)
		}
		if run {
			checks = append(checks, a)
		}
	}
	return checks, nil
}
