package report

import (
	"encoding/json"
	"encoding/xml"
	"path/filepath"
	"strings"
	"testing"
)

// findings are one of each weight, in a file with letters of more than one byte.
func findings(t *testing.T) *Report {
	t.Helper()
	dir := t.TempDir()
	file := write(t, dir, "a b%/é,1:2.go", "package p\n\nfunc f() {\n\t/* é𝄞 */ go f()\n}\n")
	at := Finding{Check: "spawnloop", Category: "unbounded", File: file, Line: 4, Col: 15, EndLine: 4, EndCol: 17}
	var list []Finding
	for _, level := range []string{"strong", "data", "audit", ""} {
		f := at
		f.Level, f.Message = level, "50% of <xs>\nare \"unbounded\": "+level
		list = append(list, f)
	}
	list = append(list, Finding{Check: "inventory", Message: "a row", Describes: true, File: "/elsewhere/p.go", Line: 1})
	Identify(list)
	return &Report{
		Findings: list,
		Checks: []Check{
			{Name: "spawnloop", Doc: "report spawns\n\nWrong: it\ngrows.\n\n\tgo f()\n\n# Findings\n\n  - unbounded: no limit.\n", URL: "https://example.com/spawnloop.md"},
			{Name: "inventory", Doc: "list spawns", Describes: true},
		},
		Problems: []string{"p: it does not compile"},
		Version:  "v1.2.3",
		Dir:      dir,
		Context:  -1,
	}
}

func written(t *testing.T, r *Report, format string) string {
	t.Helper()
	var out strings.Builder
	if err := r.Write(&out, format); err != nil {
		t.Fatalf("%s: %v", format, err)
	}
	return out.String()
}

// TestGitHub: what would end a command or a property is escaped, and columns count
// UTF-16 units.
func TestGitHub(t *testing.T) {
	const place = "file=a b%25/é%2C1%3A2.go,line=4,col=12,endLine=4,endColumn=14,title=spawnloop::50%25 of <xs>%0Aare \"unbounded\": "
	want := "::error " + place + "strong\n" +
		"::warning " + place + "data\n" +
		"::notice " + place + "audit\n" +
		"::warning " + place + "\n" +
		"::notice file=/elsewhere/p.go,line=1,title=inventory::a row\n"
	if got := written(t, findings(t), "github"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestCheckstyle: a file element for each file, and text that XML readers get back.
func TestCheckstyle(t *testing.T) {
	type fault struct {
		Line     int    `xml:"line,attr"`
		Column   int    `xml:"column,attr"`
		Severity string `xml:"severity,attr"`
		Message  string `xml:"message,attr"`
		Source   string `xml:"source,attr"`
	}
	var doc struct {
		XMLName xml.Name `xml:"checkstyle"`
		Files   []struct {
			Name   string  `xml:"name,attr"`
			Faults []fault `xml:"error"`
		} `xml:"file"`
	}
	if err := xml.Unmarshal([]byte(written(t, findings(t), "checkstyle")), &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Files) != 2 || doc.Files[0].Name != "a b%/é,1:2.go" || len(doc.Files[0].Faults) != 4 || doc.Files[1].Name != "/elsewhere/p.go" {
		t.Fatalf("the files are %+v", doc.Files)
	}
	for i, severity := range []string{"error", "warning", "info", "warning"} {
		got := doc.Files[0].Faults[i]
		got.Message = strings.TrimRight(got.Message, "adeginorstu")
		want := fault{4, 12, severity, "50% of <xs>\nare \"unbounded\": ", "inflight.spawnloop"}
		if got != want {
			t.Errorf("fault %d is %+v, want %+v", i, got, want)
		}
	}
}

// TestGitLab: the fields that GitLab requires.
func TestGitLab(t *testing.T) {
	r := findings(t)
	var issues []struct {
		Description string
		CheckName   string `json:"check_name"`
		Fingerprint string
		Severity    string
		Location    struct {
			Path  string
			Lines struct{ Begin int }
		}
	}
	if err := json.Unmarshal([]byte(written(t, r, "gitlab")), &issues); err != nil {
		t.Fatal(err)
	}
	if len(issues) != len(r.Findings) {
		t.Fatalf("%d issues, want %d", len(issues), len(r.Findings))
	}
	for i, severity := range []string{"critical", "major", "minor", "major", "info"} {
		got, f := issues[i], r.Findings[i]
		if got.Severity != severity || got.Description != f.Message || got.CheckName != f.Check ||
			got.Fingerprint != f.ID.Fingerprint || got.Fingerprint == "" || got.Location.Lines.Begin != f.Line {
			t.Errorf("issue %d is %+v, want severity %s and %+v", i, got, severity, f)
		}
	}
	if got := issues[0].Location.Path; got != "a b%/é,1:2.go" {
		t.Errorf("the path is %q", got)
	}
}

// TestNothing: a report without findings is a document all the same.
func TestNothing(t *testing.T) {
	r := &Report{Context: -1}
	for format, want := range map[string]string{
		"text": "", "github": "", "gitlab": "[]\n",
		"checkstyle": xml.Header + "<checkstyle version=\"4.3\"></checkstyle>\n",
	} {
		if got := written(t, r, format); got != want {
			t.Errorf("%s: %q, want %q", format, got, want)
		}
	}
	if err := r.Write(new(strings.Builder), "rtf"); err == nil || !strings.Contains(err.Error(), "want text, sarif, github, checkstyle, gitlab") {
		t.Errorf("an unknown format: %v", err)
	}
}

// TestFromRoot: what looks at a whole repository gets paths from its root, also from
// a run further below.
func TestFromRoot(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, ".git/HEAD", "")
	file := write(t, dir, "services/api/p.go", program)
	r := &Report{Findings: []Finding{{Check: "c", File: file, Line: 1, Message: "m"}}, Dir: filepath.Join(dir, "services"), Context: -1}
	for format, want := range map[string]string{
		"text":       filepath.FromSlash("api/p.go") + ":1: ",
		"checkstyle": `"api/p.go"`,
		"github":     "file=services/api/p.go,",
		"gitlab":     `"path": "services/api/p.go"`,
		"sarif":      `"uri": "services/api/p.go"`,
	} {
		if got := written(t, r, format); !strings.Contains(got, want) {
			t.Errorf("%s: no %q in\n%s", format, want, got)
		}
	}
}
