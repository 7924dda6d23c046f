package goplsbuild

import (
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
)

func TestSourceOf(t *testing.T) {
	checkout := filepath.Join(t.TempDir(), "with space")
	if err := os.Mkdir(checkout, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(checkout, "go.mod"), []byte("module github.com/inflight-go/inflight\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	const inside = "cmd/inflight/internal/goplsbuild/source.go"
	here, gone, trimmed := filepath.Join(checkout, inside), filepath.Join(t.TempDir(), inside), modulePath+"/"+inside
	for name, test := range map[string]struct {
		main debug.Module
		file string
		want string // in the directives of go.mod, or else in the error
	}{
		"downloaded":         {debug.Module{Version: "v1.2.3", Sum: "h1:x"}, here, "require github.com/inflight-go/inflight v1.2.3"},
		"a checkout":         {debug.Module{Version: "v1.2.4-0.20260101000000-abcdefabcdef+dirty"}, here, "replace github.com/inflight-go/inflight => " + strconv.Quote(checkout)},
		"a packaged release": {debug.Module{Version: "v1.2.3"}, trimmed, "require github.com/inflight-go/inflight v1.2.3"},
		"a commit":           {debug.Module{Version: "v1.2.4-0.20260101000000-abcdefabcdef"}, trimmed, "require github.com/inflight-go/inflight v1.2.4-0.20260101000000-abcdefabcdef"},
		"changed and gone":   {debug.Module{Version: "v1.2.3+dirty"}, gone, "built from a checkout that is not there any more"},
		"unknown":            {debug.Module{Version: "(devel)"}, trimmed, "built from a checkout that is not there any more"},
	} {
		s, err := sourceOf(test.main, test.file)
		got := s.directives()
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, test.want) {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

// TestOwnSource holds that tests, which are built in a checkout, find it.
func TestOwnSource(t *testing.T) {
	s, err := ownSource()
	if err != nil || s.dir == "" || len(s.id) != 64 {
		t.Errorf("the source is %+v, %v", s, err)
	}
}

// TestTools holds that this module needs no golang.org/x/tools that gopls does not build with.
func TestTools(t *testing.T) {
	mod, err := os.ReadFile("../../../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`golang\.org/x/tools v0\.(\d+)\.`).FindSubmatch(mod)
	if m == nil {
		t.Fatal("go.mod does not name golang.org/x/tools v0")
	}
	const newest = 48 // what gopls v0.23.0 has been built with
	if minor, _ := strconv.Atoi(string(m[1])); minor > newest {
		t.Errorf("golang.org/x/tools is v0.%d, and gopls builds with none above v0.%d", minor, newest)
	}
}
