package main

import (
	"go/token"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/cmd/inflight/internal/vetunit"
)

// TestTrimmed holds that what the compiler writes says whether -trimpath was set,
// for packages of every kind.
func TestTrimmed(t *testing.T) {
	for _, test := range []struct {
		name  string
		flags []string
		want  answer
	}{
		{"as it is", nil, no},
		{"trimmed", []string{"-trimpath"}, yes},
	} {
		for _, pkg := range []string{"sync", "net", "golang.org/x/tools/go/analysis", "github.com/inflight-go/inflight/passes/spawnloop"} {
			args := append([]string{"list", "-trimpath=false", "-export", "-f", "{{.Export}}"}, test.flags...)
			out, err := exec.Command("go", append(args, pkg)...).Output()
			if err != nil {
				t.Fatalf("go list: %v", err)
			}
			file := strings.TrimSpace(string(out))
			if got := trimmedPackage(pkg, file); got != test.want {
				t.Errorf("%s, %s: %v, want %v", pkg, test.name, got, test.want)
			}
		}
	}
	if got := trimmedPackage("none", filepath.Join(t.TempDir(), "none")); got != unknown {
		t.Errorf("no file: %v, want %v", got, unknown)
	}
}

// TestStandardNotFixed holds that the tool hands over no fix of the standard library.
func TestStandardNotFixed(t *testing.T) {
	goroot := filepath.FromSlash("/go")
	t.Setenv("GOROOT", goroot)
	fset := token.NewFileSet()
	fixes := func(file string) []analysis.SuggestedFix {
		pos := fset.AddFile(file, -1, 10).Pos(1)
		return []analysis.SuggestedFix{{TextEdits: []analysis.TextEdit{{Pos: pos, End: pos}}}}
	}
	known := func() answer { return no }
	for _, test := range []struct {
		dir  string
		want bool
	}{
		{filepath.Join(goroot, "src", "sync"), true},
		{filepath.FromSlash("/work/sync"), false},
	} {
		unit := &vetunit.Unit{Dir: test.dir}
		err := mayFix(fset, unit, fixes(filepath.Join(test.dir, "a.go")), known)
		if (err != nil) != test.want {
			t.Errorf("%s: error %v, want one: %v", test.dir, err, test.want)
		}
	}
}

// TestOutside holds which packages -fix refuses. That it does so before it has
// changed anything is tested by the script fixoutside.txtar.
func TestOutside(t *testing.T) {
	roots := []string{filepath.FromSlash("/work/m"), filepath.FromSlash("/work/with space")}
	for _, test := range []struct {
		p    listedPackage
		want string
	}{
		{listedPackage{Dir: "/work/m", Module: &listedModule{"m", true}}, ""},
		{listedPackage{Dir: "/work/with space/a", Module: &listedModule{"n", true}}, ""},
		{listedPackage{Dir: "/work/m/a"}, ""}, // files that were named
		{listedPackage{}, ""},                 // no such package
		{listedPackage{Dir: "/work/m/dep", Module: &listedModule{"dep", false}}, "is of module dep"},
		{listedPackage{Dir: "/work/m/src/fmt", Standard: true}, "is of the standard library"},
		{listedPackage{Dir: "/work/m/vendor/dep"}, "is vendored"},
		{listedPackage{Dir: "/work/more"}, "is outside of it"},
		{listedPackage{Dir: "/work"}, "is outside of it"},
	} {
		test.p.Dir = filepath.FromSlash(test.p.Dir)
		if got := test.p.outside(roots); got != test.want {
			t.Errorf("%s: got %q, want %q", test.p.Dir, got, test.want)
		}
	}
}
