package repo_test

import (
	"encoding/json"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const actionScript = "../../.github/action.sh"

// TestAction runs the step of action.yml with stand-ins for the go command, which
// installs inflight, and for inflight: what it runs, and which exit code it makes of the
// codes of these.
func TestAction(t *testing.T) {
	bin := t.TempDir()
	script(t, filepath.Join(bin, "go"), `echo "go $* GOFLAGS=$GOFLAGS" >>"$LOG"
mkdir -p "$GOBIN"
cp "$STANDIN" "$GOBIN/inflight"`)
	standin := filepath.Join(bin, "standin")
	script(t, standin, `echo "inflight $*" >>"$LOG"
echo findings
case "$*" in *broken*) exit 2 ;; *found*) exit 1 ;; esac`)

	for _, test := range []struct {
		name             string
		args, sarif      string
		fail             string
		code             int
		runs             []string
		sarifHasFindings bool
	}{
		{"nothing found", "./...", "", "true", 0, []string{"-format=github ./..."}, false},
		{"found", "-level=strong ./found", "", "true", 1, []string{"-format=github -level=strong ./found"}, false},
		{"found, and it is known", "./found", "", "false", 0, []string{"-format=github ./found"}, false},
		{"not analyzed", "./broken", "out.sarif", "false", 2,
			[]string{"-format=github ./broken", "-sarif ./broken"}, true},
		{"a file", "./found", "out.sarif", "false", 0, []string{"-format=github ./found", "-sarif ./found"}, true},
		{"lines, and what looks like a pattern", "-rows=(*m.T).*=spawn\n\t./...\n", "", "true", 0,
			[]string{"-format=github -rows=(*m.T).*=spawn ./..."}, false},
		{"no arguments", "", "", "true", 0, []string{"-format=github"}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			log := filepath.Join(dir, "log")
			path, err := filepath.Abs(actionScript)
			if err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command("bash", path)
			cmd.Dir = dir
			cmd.Env = append(cmd.Environ(), "PATH="+bin+string(filepath.ListSeparator)+os.Getenv("PATH"),
				"LOG="+log, "STANDIN="+standin, "RUNNER_TEMP="+dir, "GOFLAGS=-mod=vendor",
				"INFLIGHT_VERSION=v1.2.3", "INFLIGHT_ARGS="+test.args, "INFLIGHT_SARIF="+test.sarif, "INFLIGHT_FAIL="+test.fail)
			out, err := cmd.CombinedOutput()
			if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) {
				t.Fatal(err)
			}
			if code := cmd.ProcessState.ExitCode(); code != test.code {
				t.Errorf("exit code %d, want %d\n%s", code, test.code, out)
			}
			want := "go install github.com/inflight-go/inflight/cmd/inflight@v1.2.3 GOFLAGS=\n"
			for _, run := range test.runs {
				want += "inflight " + run + "\n"
			}
			if got, err := os.ReadFile(log); err != nil || string(got) != want {
				t.Errorf("error %v, it ran\n%swant\n%s", err, got, want)
			}
			if !strings.Contains(string(out), "findings") {
				t.Errorf("GitHub has not got the findings:\n%s", out)
			}
			sarif, _ := os.ReadFile(filepath.Join(dir, "out.sarif")) // none is empty
			if got := strings.Contains(string(sarif), "findings"); got != test.sarifHasFindings {
				t.Errorf("the file has %q", sarif)
			}
		})
	}
}

// TestActionFinds runs the step with inflight itself over the demo: the flags exist, and
// both forms have the same findings.
func TestActionFinds(t *testing.T) {
	dependOn(t, "../../cmd", "../../analyzers", "../../passes", "../../testdata/demo")
	bin, dir := t.TempDir(), t.TempDir()
	standin := filepath.Join(bin, "standin")
	if out, err := exec.Command("go", "build", "-o", standin, "../../cmd/inflight").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	goCommand, err := exec.LookPath("go")
	if err != nil {
		t.Fatal(err)
	}
	script(t, filepath.Join(bin, "go"), `if [ "$1" != install ]; then exec "$GO" "$@"; fi
mkdir -p "$GOBIN"
cp "$STANDIN" "$GOBIN/inflight"`)
	path, err := filepath.Abs(actionScript)
	if err != nil {
		t.Fatal(err)
	}
	sarif := filepath.Join(dir, "out.sarif")
	cmd := exec.Command("bash", path)
	cmd.Dir = "../../testdata/demo"
	cmd.Env = append(cmd.Environ(), "PATH="+bin+string(filepath.ListSeparator)+os.Getenv("PATH"),
		"GO="+goCommand, "STANDIN="+standin, "RUNNER_TEMP="+dir,
		"INFLIGHT_VERSION=latest", "INFLIGHT_ARGS=./...", "INFLIGHT_SARIF="+sarif, "INFLIGHT_FAIL=true")
	out, err := cmd.CombinedOutput()
	if code := cmd.ProcessState.ExitCode(); code != 1 {
		t.Errorf("error %v, exit code %d, want 1\n%s", err, code, out)
	}
	annotations := regexp.MustCompile(`(?m)^::(error|warning|notice) file=.*,title=\w+::`).FindAllString(string(out), -1)
	var log struct {
		Runs []struct{ Results []struct{ RuleID string } }
	}
	data, err := os.ReadFile(sarif)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &log); err != nil {
		t.Fatal(err)
	}
	if len(log.Runs) != 1 || len(annotations) == 0 || len(log.Runs[0].Results) != len(annotations) {
		t.Errorf("%d annotations, and in the file %+v", len(annotations), log.Runs)
	}
}

func script(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte("#!/usr/bin/env bash\n"+text+"\n"), 0o777); err != nil {
		t.Fatal(err)
	}
}

// TestActionInputs holds that every input of action.yml is used, that no other is, and
// that the script gets what it asks for.
func TestActionInputs(t *testing.T) {
	action, err := os.ReadFile("../../action.yml")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(actionScript)
	if err != nil {
		t.Fatal(err)
	}
	inputs, steps, _ := strings.Cut(string(action), "\nruns:")
	_, inputs, _ = strings.Cut(inputs, "\ninputs:")
	names := func(pattern, text string) []string {
		set := map[string]bool{}
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
			set[m[1]] = true
		}
		return slices.Sorted(maps.Keys(set))
	}
	declared, used := names(`(?m)^  ([\w-]+):$`, inputs), names(`inputs\.([\w-]+)`, steps)
	if len(declared) == 0 || !slices.Equal(declared, used) {
		t.Errorf("action.yml declares the inputs %q and uses %q", declared, used)
	}
	given, wanted := names(`(?m)^ +(INFLIGHT_\w+): `, steps), names(`\$(INFLIGHT_\w+)`, string(text))
	if len(given) == 0 || !slices.Equal(given, wanted) {
		t.Errorf("action.yml gives the script %q, which uses %q", given, wanted)
	}
}
