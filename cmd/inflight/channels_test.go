package main_test

import (
	"encoding/json"
	"fmt"
	"go/version"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestChannelsAgree holds that a person, a reader of SARIF, go vet and go fix are
// told the same.
//
// go fix prints no findings: with -json it describes them and their fixes, and
// otherwise it applies the first fix of each. So its JSON is compared with that
// of go vet, and the files it changes with those that the JSON has fixes for.
func TestChannelsAgree(t *testing.T) {
	archive, err := txtar.ParseFile("../../testdata/channels.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for name, flags := range map[string][]string{
		"default":   nil,
		"audit":     {"-level=audit"},
		"tests":     {"-tests"},
		"generated": {"-generated"},
		"all":       {"-level=audit", "-tests", "-generated", "-explain"},
		"one":       {"-spawnloop"},
		"inventory": {"-inventory"},
		"none":      {"-spawnloop=false", "-handlerspawn=false", "-errgrouplimit=false", "-semaphore=false", "-baddirective=false"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			agree(t, archive, flags)
		})
	}
}

func agree(t *testing.T, archive *txtar.Archive, flags []string) {
	work := unpack(t, archive)
	run := func(name string, args ...string) (stdout, stderr string, code int) {
		return execute(t, work, nil, name, append(slices.Concat(args, flags), "./...")...)
	}
	wantCode := func(what string, got int, findings []string) {
		t.Helper()
		if want := min(len(findings), 1); got != want {
			t.Errorf("%s: exit code %d, want %d", what, got, want)
		}
	}

	stdout, stderr, code := run(program)
	want := textFindings(stdout)
	if len(want) == 0 && t.Name() != "TestChannelsAgree/none" {
		t.Errorf("inflight found nothing: the comparison is worth nothing")
	}
	if stderr != "" {
		t.Errorf("inflight: standard error:\n%s", stderr)
	}
	wantCode("inflight", code, want)

	stdout, stderr, code = run(program, "-json")
	check(t, "inflight -json", jsonFindings(t, work, stdout), want, stderr)
	wantCode("inflight -json", code, want)

	stdout, stderr, code = run(program, "-sarif")
	check(t, "inflight -sarif", sarifFindings(t, stdout), want, stderr)
	wantCode("inflight -sarif", code, want)

	old := version.Compare(runtime.Version(), "go1.26") < 0
	stdout, stderr, code = run("go", "vet", "-vettool="+program, "-json")
	if old { // it prints everything there
		stdout = regexp.MustCompile("(?m)^#.*$").ReplaceAllString(stderr, "")
	}
	check(t, "go vet -json", jsonFindings(t, work, stdout), want, stderr)
	wantCode("go vet -json", code, nil)

	_, stderr, code = run("go", "vet", "-vettool="+program)
	check(t, "go vet", textFindings(stderr), withoutCheck(want), stderr)
	wantCode("go vet", code, want)

	if old {
		return // go fix takes no other tool
	}
	stdout, stderr, code = run("go", "fix", "-fixtool="+program, "-json")
	check(t, "go fix -json", jsonFindings(t, work, stdout), want, stderr)
	wantCode("go fix -json", code, nil)

	wantFiles := fixedFiles(t, work, stdout)
	stdout, _, code = run("go", "fix", "-fixtool="+program, "-diff")
	if (stdout != "") != (len(wantFiles) > 0) {
		t.Errorf("go fix -diff printed %q, but there are fixes for %q", stdout, wantFiles)
	}
	wantCode("go fix -diff", code, wantFiles)
	patch := stdout
	stdout, stderr, code = run(program, "-diff")
	check(t, "inflight -diff", strings.Split(stdout, "\n"), strings.Split(patch, "\n"), stderr)
	wantCode("inflight -diff", code, wantFiles)

	before := contents(t, work)
	_, _, code = run("go", "fix", "-fixtool="+program)
	wantCode("go fix", code, nil)
	var changed []string
	for name, content := range contents(t, work) {
		if before[name] != content {
			changed = append(changed, name)
		}
	}
	check(t, "go fix", changed, wantFiles, "")
}

// check compares two sets of lines.
func check(t *testing.T, what string, got, want []string, output string) {
	t.Helper()
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%s: got\n\t%s\nwant\n\t%s\n%s", what,
			strings.Join(got, "\n\t"), strings.Join(want, "\n\t"), output)
	}
}

// textFindings returns the lines that begin with a position.
func textFindings(output string) []string {
	return regexp.MustCompile(`(?m)^\S+\.go:\d+:\d+: .*$`).FindAllString(output, -1)
}

// withoutCheck cuts the name of the check, which go vet does not print.
func withoutCheck(findings []string) []string {
	var list []string
	for _, f := range findings {
		list = append(list, regexp.MustCompile(`^(\S+: )\w+: `).ReplaceAllString(f, "$1"))
	}
	return list
}

type diagnostic struct {
	Posn, Message   string
	Suggested_Fixes []struct {
		Edits []struct{ Filename string }
	}
}

// diagnostics decodes what go vet -json prints, by check.
func diagnostics(t *testing.T, output string) map[string][]diagnostic {
	t.Helper()
	all := make(map[string][]diagnostic)
	for dec := json.NewDecoder(strings.NewReader(output)); ; {
		var tree map[string]map[string][]diagnostic
		if err := dec.Decode(&tree); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatalf("%v in\n%s", err, output)
		}
		for _, checks := range tree {
			for check, list := range checks {
				all[check] = append(all[check], list...)
			}
		}
	}
}

func jsonFindings(t *testing.T, work, output string) []string {
	t.Helper()
	var list []string
	for check, diagnostics := range diagnostics(t, output) {
		for _, d := range diagnostics {
			posn := strings.TrimPrefix(d.Posn, work+string(filepath.Separator))
			list = append(list, fmt.Sprintf("%s: %s: %s", posn, check, d.Message))
		}
	}
	return list
}

// sarifFindings returns the results of a log. The fixture has no letters of more than
// one byte, so that columns are those of the text.
func sarifFindings(t *testing.T, output string) []string {
	t.Helper()
	var log struct {
		Runs []struct {
			Results []struct {
				RuleID    string
				Message   struct{ Text string }
				Locations []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI string }
						Region           struct{ StartLine, StartColumn int }
					}
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(output), &log); err != nil {
		t.Fatalf("%v in\n%s", err, output)
	}
	var list []string
	for _, run := range log.Runs {
		for _, r := range run.Results {
			place := r.Locations[0].PhysicalLocation
			file := filepath.FromSlash(place.ArtifactLocation.URI)
			list = append(list, fmt.Sprintf("%s:%d:%d: %s: %s", file, place.Region.StartLine, place.Region.StartColumn, r.RuleID, r.Message.Text))
		}
	}
	return list
}

// fixedFiles returns the files that the first fix of some finding changes.
// Generated files are not fixed.
func fixedFiles(t *testing.T, work, output string) []string {
	t.Helper()
	files := make(map[string]bool)
	for _, diagnostics := range diagnostics(t, output) {
		for _, d := range diagnostics {
			if len(d.Suggested_Fixes) > 0 && len(d.Suggested_Fixes[0].Edits) > 0 {
				file := strings.TrimPrefix(d.Suggested_Fixes[0].Edits[0].Filename, work+string(filepath.Separator))
				if file != filepath.FromSlash("made/made.go") {
					files[file] = true
				}
			}
		}
	}
	return slices.Collect(maps.Keys(files))
}

func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := make(map[string]string)
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
