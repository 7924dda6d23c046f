package main

import (
	"flag"
	"log"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/inflight-go/inflight/analyzers"
	"github.com/inflight-go/inflight/cmd/inflight/internal/vetunit"
)

// rootsFlag is a flag of the tool that keeps results in the cache apart.
const rootsFlag = "roots"

// isVetTool reports whether the go command is asking: for the version, for the
// flags, or to analyze the one package that a .cfg file describes.
func isVetTool(args []string) bool {
	for _, arg := range args {
		switch arg {
		case "-V=full", "--V=full", "-flags", "--flags":
			return true
		}
	}
	return len(args) > 0 && strings.HasSuffix(args[len(args)-1], ".cfg")
}

// vetTool plays the role that go vet and go fix expect of their tool.
func vetTool(args []string) {
	// As unitchecker.Main does: the go command puts its own text around errors.
	log.SetFlags(0)
	log.SetPrefix(filepath.Base(os.Args[0]) + ": ")

	// Type-checking the standard library for facts, which the checks do not
	// need, would be most of the cost of a run. So this comes first.
	unit := vetunit.Read(args[len(args)-1])
	if unit.FactsOnly() && unit.Standard() {
		writeNoFacts(unit)
		return
	}
	collectRarely()

	suite, err := analyzers.New(analyzers.Settings{})
	if err != nil {
		log.Fatal(err)
	}
	if unit.FactsOnly() {
		// Only facts are wanted of a dependency. The unit checker would run the
		// checks there too, as they read facts, and throw away what they find.
		if err := setRows(suite, args); err != nil {
			log.Fatal(err)
		}
		unitchecker.Run(args[len(args)-1], analyzers.FactPasses(suite))
		return
	}
	analyzers.SuiteFlags(suite).VisitAll(func(f *flag.Flag) {
		flag.Var(f.Value, f.Name, f.Usage)
	})
	untrimmed := flag.Bool(untrimmedFlag, false, "says that -trimpath is not set, for go vet -fix on packages that import nothing")
	if unit != nil && unit.FixArchive != "" {
		guardFixes(suite, unit, untrimmed)
	}
	flag.String(rootsFlag, "", "has no effect but that go vet takes cached results only from runs with the same `text`")
	unitchecker.Main(runOptInWhenNamed(suite)...)
}

// setRows sets the one flag that facts depend on. The others have no meaning for
// a package of which only facts are wanted.
func setRows(suite []*analysis.Analyzer, args []string) error {
	for i, arg := range args {
		name, value, hasValue := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		if !strings.HasPrefix(arg, "-") || name != analyzers.RowsFlag {
			continue
		}
		if !hasValue && i+1 < len(args) {
			value = args[i+1]
		}
		if err := analyzers.Set(suite, name, value); err != nil {
			return err
		}
	}
	return nil
}

// collectRarely has the garbage collector run less often unless the environment
// says otherwise. A tool process lives for a fraction of a second, of which
// collecting would be a fifth, and even a package of 400,000 lines then takes
// but a quarter more memory. A memory limit would be no safeguard: close to it
// the collector takes more time than the analysis.
func collectRarely() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
}

func writeNoFacts(unit *vetunit.Unit) {
	if err := unit.WriteNoFacts(); err != nil {
		log.Fatal(err)
	}
}

// runOptInWhenNamed makes the checks that are off by default do nothing unless
// their flag says so. They cannot be left out of the list instead, because go
// vet accepts no flags but those of the list.
func runOptInWhenNamed(suite []*analysis.Analyzer) []*analysis.Analyzer {
	var list []*analysis.Analyzer
	for _, a := range suite {
		if !analyzers.OptIn(a.Name) {
			list = append(list, a)
			continue
		}
		optIn := *a
		optIn.Run = func(pass *analysis.Pass) (any, error) {
			if !named(a.Name) {
				return nil, nil
			}
			return a.Run(pass)
		}
		list = append(list, &optIn)
	}
	return list
}

// named reports whether the flag -name was given, and not as false. The flag
// is registered by unitchecker; its printed value is "true" when it was not
// given either.
func named(name string) bool {
	f := flag.Lookup(name)
	if f == nil {
		return false
	}
	getter, ok := f.Value.(flag.Getter)
	return ok && getter.Get() == true
}
