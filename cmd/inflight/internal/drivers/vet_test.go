package drivers_test

import (
	"encoding/json"
	"go/version"
	"io"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

// goVet runs go vet with inflight as its tool.
func goVet(t *testing.T, dir string, c config) []finding {
	t.Helper()
	stdout, stderr := execute(t, dir, "go", vetArgs(c)...)
	if version.Compare(runtime.Version(), "go1.26") < 0 { // it prints everything there
		stdout = regexp.MustCompile("(?m)^#.*$").ReplaceAllString(stderr, "")
	}
	return decode(t, dir, stdout)
}

// goVetCached does so again, and makes sure that no package is analyzed: go vet -x
// prints the commands that it runs.
func goVetCached(t *testing.T, dir string, c config) []finding {
	t.Helper()
	found := goVet(t, dir, c)
	_, stderr := execute(t, dir, "go", vetArgs(c, "-x")...)
	if strings.Contains(stderr, "vet.cfg") {
		t.Errorf("go vet has not kept its results:\n%s", stderr)
	}
	return found
}

func vetArgs(c config, more ...string) []string {
	args := append([]string{"vet", "-vettool=" + program, "-json"}, more...)
	return append(append(args, c.flags...), c.packages)
}

// standalone runs inflight as a person does.
func standalone(t *testing.T, dir string, c config) []finding {
	t.Helper()
	stdout, stderr := execute(t, dir, program, append(append([]string{"-json"}, c.flags...), c.packages)...)
	if stderr != "" {
		t.Errorf("inflight: standard error:\n%s", stderr)
	}
	return decode(t, dir, stdout)
}

// decode reads the JSON trees that a vet tool prints: package, then check, then
// diagnostics.
func decode(t *testing.T, dir, output string) []finding {
	t.Helper()
	var all []finding
	for dec := json.NewDecoder(strings.NewReader(output)); ; {
		var tree map[string]map[string][]struct {
			Posn, Category, Message string
			Suggested_Fixes         []struct{ Message string }
		}
		if err := dec.Decode(&tree); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatalf("%v in\n%s", err, output)
		}
		for _, checks := range tree {
			for check, diagnostics := range checks {
				for _, d := range diagnostics {
					f := finding{posn: relative(dir, d.Posn), check: check, category: d.Category, message: d.Message}
					if len(d.Suggested_Fixes) > 0 {
						f.fix = d.Suggested_Fixes[0].Message
					}
					all = append(all, f)
				}
			}
		}
	}
}
