package report

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

// sarifOf writes a report and reads it again.
func sarifOf(t *testing.T, r *Report) sarifRun {
	t.Helper()
	var log sarifLog
	dec := json.NewDecoder(strings.NewReader(written(t, r, "sarif")))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&log); err != nil {
		t.Fatal(err)
	}
	if log.Version != "2.1.0" || len(log.Runs) != 1 {
		t.Fatalf("version %q with %d runs", log.Version, len(log.Runs))
	}
	return log.Runs[0]
}

// TestSARIF: levels, places, rules, fingerprints and what could not be analyzed.
// That the whole keeps to the schema is tested in testdata/schemas.
func TestSARIF(t *testing.T) {
	r := findings(t)
	run := sarifOf(t, r)
	for i, level := range []string{"error", "warning", "note", "warning", "note"} {
		got, f := run.Results[i], r.Findings[i]
		if got.Level != level || got.RuleID != f.Check || run.Tool.Driver.Rules[got.RuleIndex].ID != f.Check ||
			got.Message.Text != f.Message || got.Fingerprints["inflight/v1"] != f.ID.Fingerprint ||
			got.Properties.Category != f.Category || got.Properties.Evidence != f.Level {
			t.Errorf("result %d is %+v, want level %s and %+v", i, got, level, f)
		}
	}
	place := run.Results[0].Locations[0].PhysicalLocation
	if want := (sarifArtifact{"a%20b%25/%C3%A9,1:2.go", srcRoot}); place.ArtifactLocation != want {
		t.Errorf("the file is %+v, want %+v", place.ArtifactLocation, want)
	}
	if want := (sarifRegion{4, 12, 4, 14}); *place.Region != want {
		t.Errorf("the region is %+v, want %+v", place.Region, want)
	}
	outside := run.Results[4].Locations[0].PhysicalLocation
	if want := (sarifArtifact{URI: "file:///elsewhere/p.go"}); outside.ArtifactLocation != want {
		t.Errorf("the file outside is %+v, want %+v", outside.ArtifactLocation, want)
	}
	if uri := run.OriginalURIBaseIDs[srcRoot].URI; !strings.HasPrefix(uri, "file:///") || !strings.HasSuffix(uri, "/") {
		t.Errorf("the root is %q", uri)
	}

	rule := run.Tool.Driver.Rules[0]
	if rule.ShortDescription.Text != "Report spawns" || rule.FullDescription.Text != "Report spawns. Wrong: it grows." ||
		!strings.Contains(rule.Help.Markdown, "## Findings\n\n  - unbounded: no limit.") || !strings.Contains(rule.Help.Text, "\tgo f()\n") ||
		rule.HelpURI != "https://example.com/spawnloop.md" || rule.Configuration.Level != "warning" {
		t.Errorf("the rule is %+v", rule)
	}
	if level := run.Tool.Driver.Rules[1].Configuration.Level; level != "note" {
		t.Errorf("a check that describes has level %s", level)
	}
	invocation := run.Invocations[0]
	if invocation.ExecutionSuccessful || len(invocation.Notifications) != 1 || invocation.Notifications[0].Message.Text != r.Problems[0] {
		t.Errorf("the invocation is %+v", invocation)
	}
}

// TestEmptySARIF: what the schema wants to be a list is one when it is empty.
func TestEmptySARIF(t *testing.T) {
	got := written(t, &Report{Dir: t.TempDir()}, "sarif")
	for _, want := range []string{`"rules": []`, `"results": []`, `"toolExecutionNotifications": []`, `"executionSuccessful": true`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}

// TestSARIFFixes: edits are places in the file, and a fix whose places cannot be said
// is left out.
func TestSARIFFixes(t *testing.T) {
	const text = "package p\n\n// é\nfunc f() { go f() }\n"
	dir := t.TempDir()
	file := write(t, dir, "p.go", text)
	at := strings.Index(text, "go f")
	f := Finding{Check: "c", Message: "m", File: file, Line: 4, Col: 12, Fixes: []Fix{
		{"first", []Edit{{file, at, at + 2, "defer"}, {file, len(text), len(text), "\n// end\n"}}},
		{"in another file", []Edit{{filepath.Join(dir, "q.go"), 0, 0, "x"}}},
		{"behind the end", []Edit{{file, 0, 1, "P"}, {file, 0, 1000, "x"}}},
		{"nothing", nil},
		{"second", []Edit{{file, at - 1, at - 1, ""}}},
	}}
	got := sarifOf(t, &Report{Findings: []Finding{f}, Dir: dir}).Results[0].Fixes
	if len(got) != 2 || got[0].Description.Text != "first" || got[1].Description.Text != "second" {
		t.Fatalf("the fixes are %+v, want the first and the second", got)
	}
	change := got[0].Changes[0]
	if len(got[0].Changes) != 1 || change.ArtifactLocation.URI != "p.go" || len(change.Replacements) != 2 {
		t.Fatalf("the change is %+v", change)
	}
	for i, want := range []sarifReplacement{
		{sarifRegion{4, 12, 4, 14}, sarifContent{"defer"}},
		{sarifRegion{5, 1, 5, 1}, sarifContent{"\n// end\n"}},
	} {
		if change.Replacements[i] != want {
			t.Errorf("replacement %d is %+v, want %+v", i, change.Replacements[i], want)
		}
	}
}
