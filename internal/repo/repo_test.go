package repo_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/inflight-go/inflight"

// floor returns how high a package of this module stands. Imports go down one
// floor; only on the ground floor do they stay.
func floor(pkg string) int {
	switch dir := strings.TrimPrefix(pkg, module+"/"); {
	case strings.HasPrefix(dir, "passes/internal/"):
		return 0
	case strings.HasPrefix(dir, "passes/"), dir == "passes":
		return 1
	case dir == "analyzers":
		return 2
	}
	return 3 // programs: cmd, the linter plugin, our tools
}

// TestImports holds cmd -> analyzers -> passes/<name> -> passes/internal, so
// that no check imports another, and keeps golangci-lint in one package. It
// reads the files itself: go test would not notice that go list has news.
func TestImports(t *testing.T) {
	count := 0
	err := filepath.WalkDir("../..", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || d.Name() == ".git") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		from := path.Join(module, strings.TrimPrefix(filepath.ToSlash(filepath.Dir(name)), "../.."))
		for _, spec := range file.Imports {
			to, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if !mayImport(from, to) && !asBazel(from, name, to) {
				t.Errorf("%s imports %s: see the direction of imports in CONTRIBUTING.md", name, to)
			}
			count++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if count == 0 {
		t.Error("no imports found")
	}
}

func mayImport(from, to string) bool {
	if to == "github.com/golangci/plugin-module-register/register" {
		return from == module+"/analyzers/gclplugin"
	}
	if to == module+"/analyzers/config" {
		return floor(from) == 3 // what starts the suite decides where settings come from
	}
	if !strings.HasPrefix(to, module+"/") || from == to { // the latter in external tests
		return true
	}
	if program(from) != "" && program(from) == program(to) {
		return true
	}
	return floor(to) == floor(from)-1 || floor(to) == 0 && floor(from) == 0
}

// asBazel reports whether a test takes a check from its own package, as the program
// does that Bazel generates. It is the only driver that knows no suite.
func asBazel(from, file, to string) bool {
	return from == module+"/cmd/inflight/internal/drivers" && strings.HasSuffix(file, "_test.go") && floor(to) == 1
}

// program returns the folder of the command that pkg is a part of, or "".
func program(pkg string) string {
	parts := strings.Split(strings.TrimPrefix(pkg, module+"/"), "/")
	if parts[0] != "cmd" || len(parts) < 2 {
		return ""
	}
	return parts[1]
}

func TestMayImport(t *testing.T) {
	for _, test := range []struct {
		from, to string
		want     bool
	}{
		{"cmd/inflight", "analyzers", true},
		{"cmd/inflight", "passes/spawnloop", false},
		{"cmd/inflight", "cmd/inflight/internal/x", true},
		{"analyzers", "cmd/inflight/internal/x", false},
		{"analyzers", "passes", true},
		{"analyzers", "passes/internal/sites", false},
		{"passes", "passes/internal/sites", true},
		{"passes", "passes/spawnloop", false},
		{"passes/spawnloop", "passes", false},
		{"passes/spawnloop", "passes/spawnloop", true},
		{"passes/internal/sites", "passes", false},
		{"analyzers/gclplugin", "analyzers", true},
		{"analyzers", "passes/spawnloop", true},
		{"analyzers", "analyzers/gclplugin", false},
		{"cmd/inflight", "analyzers/config", true},
		{"analyzers/config", "analyzers", true},
		{"analyzers", "analyzers/config", false},
		{"passes/spawnloop", "analyzers/config", false},
		{"passes/spawnloop", "passes/internal/sites", true},
		{"passes/spawnloop", "passes/errgrouplimit", false},
		{"passes/spawnloop", "analyzers", false},
		{"passes/internal/sites", "passes/internal/gates", true},
		{"passes/internal/sites", "passes/spawnloop", false},
	} {
		if got := mayImport(module+"/"+test.from, module+"/"+test.to); got != test.want {
			t.Errorf("%s may import %s: %t, want %t", test.from, test.to, got, test.want)
		}
	}
	const drivers, check = module + "/cmd/inflight/internal/drivers", module + "/passes/spawnloop"
	if !asBazel(drivers, "nogo_test.go", check) || asBazel(drivers, "nogo.go", check) ||
		asBazel(module+"/cmd/inflight", "a_test.go", check) || asBazel(drivers, "nogo_test.go", module+"/passes/internal/sites") {
		t.Error("no other than the tests of the drivers may import a check, and no more than that")
	}
	const register = "github.com/golangci/plugin-module-register/register"
	if !mayImport(module+"/analyzers/gclplugin", register) || mayImport(module+"/cmd/inflight", register) {
		t.Error("the package of the linter plugin is not the only one that may register it")
	}
}
