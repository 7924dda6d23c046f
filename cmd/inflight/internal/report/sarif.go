package report

import (
	"go/doc/comment"
	"io"
	"path/filepath"
	"strings"
)

const (
	home = "https://github.com/inflight-go/inflight"

	// srcRoot is the name that code scanning gives to where the sources are.
	srcRoot = "%SRCROOT%"

	// fingerprintKey has a version: what goes into a fingerprint may change.
	fingerprintKey = "inflight/v1"
)

// sarif writes the interchange format of static analysis, with rules, fixes and
// fingerprints.
func (r *Report) sarif(w io.Writer) error {
	run := sarifRun{
		Tool: sarifTool{sarifDriver{
			Name: "inflight", Version: r.Version, InformationURI: home, Rules: []sarifRule{},
		}},
		Invocations: []sarifInvocation{{
			ExecutionSuccessful: len(r.Problems) == 0,
			Notifications:       []sarifNotification{},
		}},
		ColumnKind: "utf16CodeUnits",
		Results:    []sarifResult{},
	}
	rules := make(map[string]int)
	for i, check := range r.Checks {
		rules[check.Name] = i
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRuleOf(check))
	}
	invocation := &run.Invocations[0]
	for _, problem := range r.Problems {
		invocation.Notifications = append(invocation.Notifications, sarifNotification{"error", sarifMessage{Text: problem}})
	}
	artifacts := sarifArtifacts{root: Root(r.Dir)}
	if artifacts.root == "" {
		artifacts.root = r.Dir
	}
	if artifacts.root != "" {
		root := strings.TrimSuffix(fileURI(artifacts.root), "/") + "/"
		run.OriginalURIBaseIDs = map[string]sarifArtifact{srcRoot: {URI: root}}
	}
	for _, f := range r.Findings {
		run.Results = append(run.Results, artifacts.result(f, rules[f.Check]))
	}
	return writeJSON(w, sarifLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

// sarifRuleOf describes a check. The text of its documentation is that of a Go doc
// comment.
func sarifRuleOf(check Check) sarifRule {
	title, body, _ := strings.Cut(check.Doc, "\n")
	title = strings.ToUpper(title[:min(1, len(title))]) + title[min(1, len(title)):]
	var parser comment.Parser
	doc := parser.Parse(body)
	printer := comment.Printer{
		HeadingLevel:   2,
		HeadingID:      func(*comment.Heading) string { return "" },
		DocLinkBaseURL: "https://pkg.go.dev",
	}
	full := title + "."
	for _, block := range doc.Content {
		if first, ok := block.(*comment.Paragraph); ok {
			text := printer.Text(&comment.Doc{Content: []comment.Block{first}})
			full += " " + strings.Join(strings.Fields(string(text)), " ")
			break
		}
	}
	level := "warning"
	if check.Describes {
		level = "note"
	}
	return sarifRule{
		ID:               check.Name,
		ShortDescription: sarifMessage{Text: title},
		FullDescription:  sarifMessage{Text: full},
		Help: sarifMessage{
			Text:     title + ".\n\n" + string(printer.Text(doc)),
			Markdown: title + ".\n\n" + string(printer.Markdown(doc)),
		},
		HelpURI:       check.URL,
		Configuration: sarifConfiguration{level},
	}
}

// sarifArtifacts writes places in files.
type sarifArtifacts struct {
	root  string // to which paths are relative
	files sources
}

func (a *sarifArtifacts) result(f Finding, rule int) sarifResult {
	return sarifResult{
		RuleID:    f.Check,
		RuleIndex: rule,
		Level:     [...]string{note: "note", light: "note", medium: "warning", serious: "error"}[f.weight()],
		Message:   sarifMessage{Text: f.Message},
		Locations: []sarifLocation{{sarifPhysicalLocation{
			ArtifactLocation: a.location(f.File),
			Region:           a.region(f),
		}}},
		Fingerprints: map[string]string{fingerprintKey: f.ID.Fingerprint},
		Fixes:        a.fixes(f),
		Properties:   sarifProperties{Category: f.Category, Evidence: f.Level, URL: f.URL},
	}
}

// location names a file: from the root if it is in there.
func (a *sarifArtifacts) location(file string) sarifArtifact {
	if rel, ok := inside(a.root, file); ok {
		return sarifArtifact{URI: relativeURI(rel), URIBaseID: srcRoot}
	}
	if filepath.IsAbs(file) {
		return sarifArtifact{URI: fileURI(file)}
	}
	return sarifArtifact{URI: relativeURI(filepath.ToSlash(file))}
}

func (a *sarifArtifacts) region(f Finding) *sarifRegion {
	if f.Line < 1 {
		return nil
	}
	source := a.files.open(f.File)
	region := &sarifRegion{StartLine: f.Line, StartColumn: source.column(f.Line, f.Col)}
	if f.EndLine > 0 && f.EndCol > 0 {
		region.EndLine, region.EndColumn = f.EndLine, source.column(f.EndLine, f.EndCol)
	}
	return region
}

// fixes writes the fixes of a finding. All that inflight offers are in the file of
// the finding; where a line directive gives it another name, or the file has
// changed since, their places cannot be said.
func (a *sarifArtifacts) fixes(f Finding) []sarifFix {
	var list []sarifFix
	source := a.files.open(f.File)
next:
	for _, fix := range f.Fixes {
		change := sarifChange{ArtifactLocation: a.location(f.File), Replacements: []sarifReplacement{}}
		for _, e := range fix.Edits {
			region, ok := regionOf(source, e)
			if !ok {
				continue next
			}
			change.Replacements = append(change.Replacements, sarifReplacement{region, sarifContent{e.New}})
		}
		if len(change.Replacements) > 0 {
			list = append(list, sarifFix{sarifMessage{Text: fix.Message}, []sarifChange{change}})
		}
	}
	return list
}

// regionOf returns the place of an edit. ok is false if it is not in the file.
func regionOf(source *source, e Edit) (region sarifRegion, ok bool) {
	startLine, startColumn, okStart := source.position(e.Start)
	endLine, endColumn, okEnd := source.position(e.End)
	ok = okStart && okEnd && e.File == source.name && e.Start <= e.End
	return sarifRegion{startLine, startColumn, endLine, endColumn}, ok
}
