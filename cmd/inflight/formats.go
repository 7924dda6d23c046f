package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/analyzers"
	"github.com/inflight-go/inflight/cmd/inflight/internal/report"
)

// The formats that are not only those of package report.
const (
	formatText = "text" // the default
	formatJSON = "json" // the tree of go vet
)

// formats lists all formats, as people are told of them.
func formats() []string {
	return slices.Insert(report.Formats(), 1, formatJSON)
}

// formatFlag sets the format: -format to its value, and a flag that is short for
// a format to that one.
type formatFlag struct {
	o     *options
	short string // "" for -format
}

func (f *formatFlag) Set(value string) error {
	format := value
	if f.short != "" {
		on, err := strconv.ParseBool(value)
		if err != nil {
			return errors.New("want true or false")
		}
		if !on {
			return nil
		}
		format = f.short
	} else if !slices.Contains(formats(), format) {
		return errors.New("want " + strings.Join(formats(), ", "))
	}
	if f.o.format != "" && f.o.format != format {
		return fmt.Errorf("one format at a time, and %s came before", f.o.format)
	}
	f.o.format = format
	return nil
}

func (f *formatFlag) String() string { return "" }

func (f *formatFlag) IsBoolFlag() bool { return f.short != "" }

// formatName names the format as a person most likely asked for it.
func (o *options) formatName() string {
	if o.format == formatJSON {
		return "-json"
	}
	return "-format=" + o.format
}

// wantLevels reports whether the vet tool has to say the level of each finding. A
// baseline says it to tell apart what a later run did not look for.
func (o *options) wantLevels() bool {
	return o.format != formatJSON && report.HasLevels(o.format) || o.update
}

// wantIdentities reports whether findings have to be known again.
func (o *options) wantIdentities() bool {
	return report.HasFingerprints(o.format) || o.baseline != ""
}

// print writes the findings of a result in the format asked for.
func (o *options) print(w io.Writer, res *result, found []report.Finding, suite []*analysis.Analyzer) error {
	if o.format == formatJSON {
		if o.baseline == "" {
			return res.tree.print(w)
		}
		rest, err := res.tree.only(found)
		if err != nil {
			return err
		}
		return rest.print(w)
	}
	dir, _ := os.Getwd() // without it paths stay absolute
	r := &report.Report{
		Findings: found,
		Problems: res.failures.list(),
		Version:  buildVersion(),
		Dir:      dir,
		Context:  o.context,
	}
	for _, a := range suite {
		r.Checks = append(r.Checks, report.Check{Name: a.Name, Doc: a.Doc, URL: a.URL, Describes: analyzers.OptIn(a.Name)})
	}
	return r.Write(w, o.format)
}
