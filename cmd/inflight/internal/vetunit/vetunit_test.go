package vetunit

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestUnit(t *testing.T) {
	goroot := t.TempDir()
	t.Setenv("GOROOT", goroot)
	std := filepath.Join(goroot, "src", "fmt")
	vendored := filepath.Join(goroot, "src", "vendor", "golang.org", "x", "net")
	facts := filepath.Join(t.TempDir(), "vet.out")
	for _, test := range []struct {
		name                string
		unit                *Unit
		factsOnly, standard bool
	}{
		{"another request", nil, false, false},
		{"a dependency", &Unit{Dir: t.TempDir(), VetxOnly: true, VetxOutput: facts}, true, false},
		{"the standard library", &Unit{Dir: std, VetxOnly: true, VetxOutput: facts}, true, true},
		{"vendored in the standard library", &Unit{Dir: vendored, VetxOnly: true, VetxOutput: facts}, true, true},
		{"the standard library itself analyzed", &Unit{Dir: std, VetxOutput: facts}, false, true},
		{"a program beside the standard library", &Unit{Dir: filepath.Join(goroot, "src-of-mine"), VetxOnly: true, VetxOutput: facts}, true, false},
		{"fixes wanted", &Unit{Dir: std, VetxOnly: true, VetxOutput: facts, FixArchive: "fix.zip"}, false, true},
		{"nowhere to write", &Unit{Dir: std, VetxOnly: true}, false, true},
	} {
		if got := test.unit.FactsOnly(); got != test.factsOnly {
			t.Errorf("%s: FactsOnly is %v", test.name, got)
		}
		if got := test.unit.Standard(); got != test.standard {
			t.Errorf("%s: Standard is %v", test.name, got)
		}
	}

	t.Setenv("GOROOT", "")
	if (&Unit{Dir: std}).Standard() {
		t.Error("without a GOROOT, nothing is known to be standard")
	}
}

func TestRead(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
		return file
	}
	facts := filepath.Join(dir, "vet.out")
	u := Read(write("vet.cfg", `{"Dir": "/x", "VetxOnly": true, "VetxOutput": "`+filepath.ToSlash(facts)+`", "GoFiles": ["a.go"]}`))
	if !u.FactsOnly() {
		t.Fatalf("got %+v", u)
	}
	if err := u.WriteNoFacts(); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(facts); err != nil || len(data) > 0 {
		t.Errorf("facts: %q, %v", data, err)
	}
	for _, file := range []string{write("broken.cfg", "{"), write("vet.json", "{}"), filepath.Join(dir, "none.cfg"), "-flags"} {
		if u := Read(file); u != nil {
			t.Errorf("%s: got %+v", file, u)
		}
	}
	u.VetxOutput = filepath.Join(dir, "no", "such", "dir")
	if err := u.WriteNoFacts(); err == nil || !strings.Contains(err.Error(), "facts") {
		t.Errorf("%s: writing to a missing directory gave %v", runtime.GOOS, err)
	}
}
