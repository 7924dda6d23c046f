// Package schemas holds the SARIF of inflight to the official schema, and to what a
// program that reads it does with it; and the schema of the settings to what inflight takes.
//
// It is a module of its own, so that those who use inflight need none of the readers.
package schemas

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"golang.org/x/tools/txtar"
)

// program is the inflight that the tests run. It is built once.
var program string

func TestMain(m *testing.M) {
	os.Exit(buildAndRun(m))
}

func buildAndRun(m *testing.M) int {
	dir, err := os.MkdirTemp("", "inflight")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	program = filepath.Join(dir, "inflight.exe") // Windows wants the ending, others do not mind
	build := exec.Command("go", "build", "-o", program, "./cmd/inflight")
	build.Dir = "../.."
	if out, err := build.CombinedOutput(); err != nil {
		panic(string(out))
	}
	return m.Run()
}

// checkout lays the fixtures out and returns the root of the repository.
func checkout(t *testing.T) string {
	t.Helper()
	archive, err := txtar.ParseFile("fixtures.txtar")
	if err != nil {
		t.Fatal(err)
	}
	root := filepath.Join(t.TempDir(), "my 100%25 checkout")
	for _, f := range archive.Files {
		name := filepath.Join(root, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// inflight runs the program in the module of the fixtures.
func inflight(t *testing.T, root string, want int, args ...string) (stdout []byte, stderr string) {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir = filepath.Join(root, "services")
	cmd.Env = append(cmd.Environ(), "GOFLAGS=", "GOWORK=off")
	var errs bytes.Buffer
	cmd.Stderr = &errs
	stdout, err := cmd.Output()
	if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if code := cmd.ProcessState.ExitCode(); code != want {
		t.Fatalf("inflight %q: exit code %d, want %d\n%s", args, code, want, &errs)
	}
	return stdout, errs.String()
}

// read validates a log and returns its one run as a reader has it.
func read(t *testing.T, log []byte) *sarif.Run {
	t.Helper()
	validate(t, log)
	doc, err := sarif.FromBytes(log)
	if err != nil {
		t.Fatal(err)
	}
	if len(doc.Runs) != 1 {
		t.Fatalf("%d runs, want 1", len(doc.Runs))
	}
	return doc.Runs[0]
}

// TestValid: whatever there is to tell, the log keeps to the schema.
func TestValid(t *testing.T) {
	root := checkout(t)
	for _, test := range []struct {
		name             string
		code             int
		args             []string
		results, trouble int
	}{
		{"nothing", 0, []string{"./clean"}, 0, 0},
		{"fixes", 1, []string{"./feed"}, 4, 0},
		{"alternatives", 1, []string{"-alternatives", "./feed", "./notify"}, 5, 0},
		{"explained", 1, []string{"-explain", "-level=audit", "./feed", "./notify"}, 5, 0},
		{"inventory", 1, []string{"-inventory", "./feed"}, 4, 0},
		{"broken", 2, []string{"./..."}, 5, 2},
		{"only broken", 2, []string{"./broken"}, 0, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			log, stderr := inflight(t, root, test.code, append([]string{"-sarif"}, test.args...)...)
			run := read(t, log)
			if len(run.Results) != test.results {
				t.Errorf("%d results, want %d", len(run.Results), test.results)
			}
			invocation := run.Invocations[0]
			if *invocation.ExecutionSuccessful != (test.trouble == 0) || len(invocation.ToolExecutionNotifications) != test.trouble {
				t.Errorf("successful: %t, with %d notifications, want %d",
					*invocation.ExecutionSuccessful, len(invocation.ToolExecutionNotifications), test.trouble)
			}
			if (stderr != "") != (test.trouble > 0) {
				t.Errorf("on standard error: %s", stderr)
			}
		})
	}
}

// TestInvalid: the validator finds fault with what is none.
func TestInvalid(t *testing.T) {
	log, _ := inflight(t, checkout(t), 1, "-sarif", "./feed")
	for _, change := range [][2]string{
		{`"startLine": 13`, `"startLine": 0`},
		{`"level": "warning"`, `"level": "bad"`},
		{`"results": [`, `"unknown": [`},
		{`"uri": "services/feed/feed.go"`, `"uri": "services/feed/fe%zz.go"`},
		{`"artifactChanges"`, `"changes"`},
	} {
		broken := bytes.Replace(log, []byte(change[0]), []byte(change[1]), 1)
		if bytes.Equal(broken, log) {
			t.Fatalf("there is no %s", change[0])
		}
		if schema(t).Validate(instance(t, broken)) == nil {
			t.Errorf("valid with %s", change[1])
		}
	}
}

// TestResults: a reader finds the word go where the text has a comment that wants
// it, in the file of that name, and the rule of each result.
func TestResults(t *testing.T) {
	root := checkout(t)
	log, _ := inflight(t, root, 1, "-sarif", "./feed", "./notify")
	run := read(t, log)
	found := make(map[string]int)
	for _, result := range run.Results {
		place := result.Locations[0].PhysicalLocation
		file := resolve(t, run, place.ArtifactLocation)
		text := load(t, file)
		start, end := text.span(t, place.Region)
		if got := text.between(start, end); got != "go" {
			t.Errorf("%s:%d: the region has %q, want go", file, *place.Region.StartLine, got)
		}
		found[file]++
		rule := run.Tool.Driver.Rules[result.RuleIndex]
		if *rule.ID != *result.RuleID || *rule.HelpURI == "" || *rule.Help.Text == "" || *rule.Help.Markdown == "" {
			t.Errorf("result of %s has rule %+v", *result.RuleID, rule)
		}
		if !regexp.MustCompile("^[0-9a-f]{64}$").MatchString(result.PartialFingerprints["inflight/v1"]) {
			t.Errorf("fingerprints: %v", result.PartialFingerprints)
		}
	}
	for _, name := range []string{"feed/feed.go", "feed/with space 100%25é.go", "notify/notify.go"} {
		file := filepath.Join(root, "services", filepath.FromSlash(name))
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if want := strings.Count(string(data), "// want"); found[file] != want {
			t.Errorf("%s: %d results, want %d", name, found[file], want)
		}
	}
}
