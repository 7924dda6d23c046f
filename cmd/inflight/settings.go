package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/analyzers"
	"github.com/inflight-go/inflight/analyzers/config"
)

// noConfig is what -config takes for no file at all.
const noConfig = "none"

// readConfig returns the configuration file of a command line, nil if there is none.
func readConfig(o *options) (*config.File, error) {
	switch o.config {
	case noConfig:
		return nil, nil
	case "":
		dir, err := os.Getwd()
		if err != nil {
			return nil, err
		}
		return config.Find(dir)
	}
	f, err := config.Read(o.config)
	if f == nil && err == nil {
		err = fmt.Errorf("%s has no settings for inflight", o.config)
	}
	return f, err
}

// settle adds the settings of a file to the flags of the command line, which win: a flag of
// the suite also over what the file says of a single check. Rows add up.
func (o *options) settle(f *config.File, suite []*analysis.Analyzer) {
	if f == nil {
		return
	}
	o.file = f.Path
	from := filepath.Base(f.Path)
	flagged := func(name string) bool { return o.values[name].from == fromFlag }
	for _, s := range f.Settings.Flags() {
		own := s.Check + "." + s.Name
		switch {
		case s.Name == "alternatives" && (o.fix || o.diff): // they are for a person to pick from
		case s.Check == "" && !flagged(s.Name):
			o.values[s.Name] = value{s.Value, from}
		case s.Check == "" && s.Name == analyzers.RowsFlag:
			o.values[s.Name] = value{s.Value + "," + o.values[s.Name].text, from + " and " + fromFlag}
		case s.Check != "" && !flagged(s.Name) && !flagged(own):
			o.values[own] = value{s.Value, from}
		}
	}

	// Naming a check runs it alone, so that then the file has no say in which run.
	if o.anyNamed() {
		return
	}
	for _, name := range f.Settings.Disable {
		if !flagged(name) {
			o.values[name] = value{"false", from}
		}
	}
	for _, a := range suite {
		// One that is named makes all others need it.
		if len(f.Settings.Enable) > 0 && f.Settings.Runs(a.Name) && !flagged(a.Name) {
			o.values[a.Name] = value{"true", from}
		}
	}
}

// runConfig does what "inflight config" asks for.
func runConfig(out io.Writer, o *options, suite []*analysis.Analyzer) error {
	switch args := o.args[1:]; {
	case len(args) == 0:
		return printConfig(out, o, suite)
	case len(args) == 1 && args[0] == "flags":
		return printFlags(out, o)
	}
	return errors.New("want inflight config, or inflight config flags")
}

// printConfig writes what is in force, and where each value comes from.
func printConfig(out io.Writer, o *options, suite []*analysis.Analyzer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	if o.file == "" {
		fmt.Fprintf(w, "no configuration file\n\n")
	} else {
		fmt.Fprintf(w, "configuration file: %s\n\n", o.file)
	}
	fmt.Fprintf(w, "SETTING\tVALUE\tFROM\n")
	row := func(name, standard string) {
		v, ok := o.values[name]
		if !ok {
			v = value{standard, "default"}
		}
		fmt.Fprintf(w, "%s\t%s\t%s\n", name, cmp.Or(v.text, "-"), v.from)
	}
	analyzers.SuiteFlags(suite).VisitAll(func(f *flag.Flag) {
		if f.Name != analyzers.GradesFlag { // which is for the program
			row(f.Name, f.DefValue)
		}
	})
	for _, name := range slices.Sorted(maps.Keys(o.values)) {
		if strings.Contains(name, ".") {
			row(name, "")
		}
	}
	fmt.Fprintf(w, "\nCHECK\tRUNS\tFROM\n")
	for _, a := range suite {
		runs := "no"
		if o.runs(a.Name) {
			runs = "yes"
		}
		from := cmp.Or(o.values[a.Name].from, "default")
		if from == "default" && o.anyNamed() {
			from = fromFlag // others are named there
		}
		fmt.Fprintf(w, "%s\t%s\t%s\n", a.Name, runs, from)
	}
	return w.Flush()
}

// printFlags writes the settings as flags for go vet, one a line.
func printFlags(out io.Writer, o *options) error {
	for _, f := range o.toolFlags() {
		if _, err := fmt.Fprintln(out, f); err != nil {
			return err
		}
	}
	return nil
}
