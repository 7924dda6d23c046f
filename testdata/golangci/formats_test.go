package main_test

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFormats: whatever the format, the findings, their places and texts are the same. The
// text has the name of the check in each, as formats have a field for that of the linter
// alone.
func TestFormats(t *testing.T) {
	t.Parallel()
	c := newCheckout(t, "report.txtar")
	c.configure(config{linters: `severity:
  default: error
  rules: [{linters: [inflight], text: "^shortwrite:", severity: warning}]
`})
	out := t.TempDir()
	path := func(format string) string { return filepath.Join(out, format) }
	var args []string
	for _, format := range []string{"json", "sarif", "checkstyle", "code-climate", "text"} {
		args = append(args, "--output."+format+".path="+path(format))
	}
	if stdout, stderr, code := c.run(args...); stdout != "" || stderr != "" || code != 1 {
		t.Fatalf("exit code %d, standard output and error:\n%s%s", code, stdout, stderr)
	}
	content := func(format string) []byte {
		text, err := os.ReadFile(path(format))
		if err != nil {
			t.Fatal(err)
		}
		return text
	}

	issues := c.decode(string(content("json")), 1)
	compare(t, "JSON against the comments", places(issues), c.wanted(want, "."))
	var lines, atLines []string // file:line:column: severity: text; the same without the column
	for _, i := range issues {
		lines = append(lines, fmt.Sprintf("%s:%d:%d: %s: %s", i.Pos.Filename, i.Pos.Line, i.Pos.Column, i.Severity, i.Text))
		atLines = append(atLines, fmt.Sprintf("%s:%d: inflight: %s", i.Pos.Filename, i.Pos.Line, i.Text))
		if want := map[bool]string{true: "warning", false: "error"}[i.check() == "shortwrite"]; i.Severity != want {
			t.Errorf("the severity is %s, want %s: %s", i.Severity, want, i)
		}
	}
	compare(t, "SARIF against JSON", readSARIF(t, content("sarif")), lines)
	compare(t, "checkstyle against JSON", readCheckstyle(t, content("checkstyle")), lines)
	compare(t, "code-climate against JSON", readCodeClimate(t, content("code-climate")), atLines)
	for _, line := range texts(issues) {
		if !strings.Contains(string(content("text")), line+"\n") {
			t.Errorf("not in the text: %s", line)
		}
	}
}

func readSARIF(t *testing.T, text []byte) (lines []string) {
	var log struct {
		Version string
		Runs    []struct {
			Results []struct {
				RuleID, Level string
				Message       struct{ Text string }
				Locations     []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI string }
						Region           struct{ StartLine, StartColumn int }
					}
				}
			}
		}
	}
	if err := json.Unmarshal(text, &log); err != nil {
		t.Fatal(err)
	}
	for _, run := range log.Runs {
		for _, r := range run.Results {
			at := r.Locations[0].PhysicalLocation
			lines = append(lines, fmt.Sprintf("%s:%d:%d: %s: %s", at.ArtifactLocation.URI, at.Region.StartLine, at.Region.StartColumn, r.Level, r.Message.Text))
			if r.RuleID != "inflight" {
				t.Errorf("the rule is %s", r.RuleID)
			}
		}
	}
	return lines
}

func readCheckstyle(t *testing.T, text []byte) (lines []string) {
	var all struct {
		File []struct {
			Name  string `xml:"name,attr"`
			Error []struct {
				Line     int    `xml:"line,attr"`
				Column   int    `xml:"column,attr"`
				Severity string `xml:"severity,attr"`
				Message  string `xml:"message,attr"`
			} `xml:"error"`
		} `xml:"file"`
	}
	if err := xml.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	for _, f := range all.File {
		for _, e := range f.Error {
			lines = append(lines, fmt.Sprintf("%s:%d:%d: %s: %s", f.Name, e.Line, e.Column, e.Severity, e.Message))
		}
	}
	return lines
}

// readCodeClimate requires fingerprints that tell the findings apart: GitLab shows one of
// those that have the same.
func readCodeClimate(t *testing.T, text []byte) (lines []string) {
	var all []struct {
		Description, Fingerprint string
		Location                 struct {
			Path  string
			Lines struct{ Begin int }
		}
	}
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, i := range all {
		lines = append(lines, fmt.Sprintf("%s:%d: %s", i.Location.Path, i.Location.Lines.Begin, i.Description))
		if seen[i.Fingerprint] {
			t.Errorf("the fingerprint is another's: %s", i.Description)
		}
		seen[i.Fingerprint] = true
	}
	return lines
}
