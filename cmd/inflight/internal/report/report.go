// Package report writes findings in the formats that people and other programs
// read, and gives each a fingerprint by which it is known again.
package report

import (
	"fmt"
	"io"
	"strings"
)

// A Finding is one diagnostic of one check.
type Finding struct {
	Check, Category, Message string

	// Level is the level of evidence: strong, data or audit. It is empty if the
	// check has no levels, or was not asked for them.
	Level string

	// Describes says that the check finds no fault: it lists what there is.
	Describes bool

	// URL is where the category is explained.
	URL string

	File            string // as go vet gave it, mostly absolute
	Line, Col       int    // of its first byte; 0 if not known
	EndLine, EndCol int    // of the byte behind its last; 0 if not known

	Fixes []Fix

	// ID is empty until [Identify] is called.
	ID Identity
}

// A Fix is one way to change the code so that the finding is gone.
type Fix struct {
	Message string
	Edits   []Edit
}

// An Edit replaces the bytes [Start, End) of a file.
type Edit struct {
	File       string
	Start, End int
	New        string
}

// A Check is what a format says about the check that a finding is of.
type Check struct {
	Name string
	Doc  string // its title, and behind the first line break the rest
	URL  string

	// Describes says that it finds no fault.
	Describes bool
}

// A Report is what one run has to tell.
type Report struct {
	Findings []Finding // sorted by file

	// Checks are those that there are, in the order in which people see them.
	Checks []Check

	// Problems say what could not be analyzed, and why.
	Problems []string

	// Version is that of inflight.
	Version string

	// Dir is the working directory, to which paths are relative; empty leaves
	// them as they are.
	Dir string

	// Context is the number of lines to show around a finding in text; a negative
	// one shows not even that of the finding.
	Context int
}

// Write writes the report in the format of that name, one of [Formats].
func (r *Report) Write(w io.Writer, format string) error {
	switch format {
	case "text":
		return r.text(w)
	case "sarif":
		return r.sarif(w)
	case "github":
		return r.github(w)
	case "checkstyle":
		return r.checkstyle(w)
	case "gitlab":
		return r.gitlab(w)
	}
	return fmt.Errorf("unknown format %q: want %s", format, strings.Join(Formats(), ", "))
}

// Formats returns the names of the formats that [Report.Write] knows.
func Formats() []string {
	return []string{"text", "sarif", "github", "checkstyle", "gitlab"}
}

// HasLevels reports whether the format shows the level of evidence.
func HasLevels(format string) bool { return format != "text" }

// HasFingerprints reports whether the format shows fingerprints.
func HasFingerprints(format string) bool { return format == "sarif" || format == "gitlab" }

// weight is how bad a finding is in words that each format has others for.
type weight int

const (
	note    weight = iota // it describes
	light                 // audit
	medium                // data, or no level
	serious               // strong
)

func (f *Finding) weight() weight {
	switch {
	case f.Level == "strong":
		return serious
	case f.Level == "audit":
		return light
	case f.Describes:
		return note
	}
	return medium
}
