package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/analyzers"
)

// options is a command line, taken apart.
type options struct {
	dir     string // -C: work there
	tags    string // -tags, for the go command
	format  string // -format, -json, -sarif: how to print findings
	fix     bool   // -fix: apply fixes instead of reporting
	diff    bool   // -diff: print the fixes as a patch
	context int    // -c: lines of context around a finding, or -1

	baseline string // -baseline: the file of known findings
	update   bool   // -baseline-update: write it

	version bool
	config  string // -config: the configuration file, or noConfig
	file    string // the one that was read

	// values are the flags for the vet tool.
	values map[string]value

	checks map[string]bool // the names of the flags among them that are checks

	args []string // package patterns, or a command
}

// fromFlag is where a value of the command line comes from.
const fromFlag = "flag"

// value is that of a flag for the vet tool, and where it comes from.
type value struct{ text, from string }

// parseArgs reads a command line. Values meant for the checks are tried on the
// suite here, so that a mistake is said once and not once per package by the
// vet tool.
func parseArgs(args []string, suite []*analysis.Analyzer) (*options, error) {
	o := &options{values: make(map[string]value), checks: make(map[string]bool)}
	fs := flag.NewFlagSet("inflight", flag.ContinueOnError)
	fs.SetOutput(io.Discard) // errors are returned and printed by the caller
	fs.Usage = func() {}

	fs.StringVar(&o.dir, "C", "", "")
	fs.StringVar(&o.tags, "tags", "", "")
	fs.Var(&formatFlag{o, ""}, "format", "")
	fs.Var(&formatFlag{o, formatJSON}, "json", "")
	fs.Var(&formatFlag{o, "sarif"}, "sarif", "")
	fs.BoolVar(&o.fix, "fix", false, "")
	fs.BoolVar(&o.diff, "diff", false, "")
	fs.IntVar(&o.context, "c", -1, "")
	fs.StringVar(&o.baseline, "baseline", "", "")
	fs.BoolVar(&o.update, "baseline-update", false, "")
	fs.BoolVar(&o.version, "version", false, "")
	fs.StringVar(&o.config, "config", "", "")
	verbose := fs.Bool("v", false, "") // the same as -explain

	analyzers.SuiteFlags(suite).VisitAll(func(f *flag.Flag) {
		fs.Var(&toolFlag{f.Name, f.Value, o.values}, f.Name, "")
	})
	for _, a := range suite {
		o.checks[a.Name] = true
		fs.Var(&toolFlag{a.Name, new(enable), o.values}, a.Name, "")
		a.Flags.VisitAll(func(f *flag.Flag) {
			name := a.Name + "." + f.Name
			fs.Var(&toolFlag{name, f.Value, o.values}, name, "")
		})
	}

	if err := fs.Parse(args); err != nil {
		return nil, err
	}
	if *verbose {
		o.values["explain"] = value{"true", fromFlag}
	}
	if o.format == "" {
		o.format = formatText
	}
	if o.wantLevels() {
		o.values[analyzers.GradesFlag] = value{"true", ""}
	}
	o.args = fs.Args()
	return o, o.check()
}

// toolFlags returns the flags for the vet tool: those of the suite before those
// of a check, so that one check can differ from the rest, and each kind in the
// order of the alphabet, because go vet caches by the flags as they are written.
func (o *options) toolFlags() []string {
	names := slices.SortedFunc(maps.Keys(o.values), func(a, b string) int {
		return cmp.Or(
			cmp.Compare(strings.Count(a, "."), strings.Count(b, ".")),
			cmp.Compare(a, b),
		)
	})
	var list []string
	for _, name := range names {
		list = append(list, "-"+name+"="+o.values[name].text)
	}
	return list
}

// check finds combinations that mean nothing.
func (o *options) check() error {
	switch {
	case o.format != formatText && (o.fix || o.diff):
		return errors.New(o.formatName() + " cannot be used with -fix or -diff: it prints findings, of which these print none")
	case o.context >= 0 && (o.format != formatText || o.fix || o.diff):
		return errors.New("-c cannot be used with -json, another -format, -fix or -diff")
	case o.baseline != "" && (o.fix || o.diff):
		return errors.New("-baseline cannot be used with -fix or -diff: these change what is known too")
	case o.update && o.baseline == "":
		return errors.New("-baseline-update writes the file that -baseline names: there is none")
	case (o.fix || o.diff) && o.wantAlternatives():
		return errors.New("-alternatives is for editors, where a person picks a fix: it cannot be used with -fix or -diff")
	}
	if o.isCommand("gopls") { // what follows is for gopls
		return nil
	}
	for _, arg := range o.args {
		if strings.HasPrefix(arg, "-") {
			return fmt.Errorf("flags come before packages: %s", arg)
		}
	}
	return nil
}

// wantAlternatives reports whether the suite or a check is to offer more than first fixes.
func (o *options) wantAlternatives() bool {
	for name := range o.values {
		if (name == "alternatives" || strings.HasSuffix(name, ".alternatives")) && o.isSet(name) {
			return true
		}
	}
	return false
}

// isCommand reports whether the command line is for a command of that name.
func (o *options) isCommand(name string) bool { return len(o.args) > 0 && o.args[0] == name }

// toolFlag hands a flag on to the vet tool, after the analyzer's own flag of
// that name has accepted the value.
type toolFlag struct {
	name   string
	try    flag.Value
	values map[string]value
}

func (f *toolFlag) Set(text string) error {
	if err := f.try.Set(text); err != nil {
		return err
	}
	if f.IsBoolFlag() {
		b, _ := strconv.ParseBool(text) // has been tried
		text = strconv.FormatBool(b)
	}
	if have := f.values[f.name].text; have != "" && f.name == analyzers.RowsFlag {
		text = have + "," + text // each use adds
	}
	f.values[f.name] = value{text, fromFlag}
	return nil
}

func (f *toolFlag) String() string { return "" }

func (f *toolFlag) IsBoolFlag() bool {
	b, ok := f.try.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}

// enable is the flag that turns a check on or off.
type enable bool

func (e *enable) Set(s string) error {
	b, err := strconv.ParseBool(s)
	if err != nil {
		return errors.New("want true or false")
	}
	*e = enable(b)
	return nil
}

func (e *enable) String() string   { return "" }
func (e *enable) IsBoolFlag() bool { return true }
