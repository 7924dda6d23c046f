package repo_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/version"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestInclusion holds the code that golangci-lint would include to what it asks of a linter:
// see docs/golangci-inclusion.md.
func TestInclusion(t *testing.T) {
	const plugin = module + "/analyzers/gclplugin"
	seen := map[string]bool{}
	var visit func(pkg string)
	visit = func(pkg string) {
		if seen[pkg] {
			return
		}
		seen[pkg] = true
		for name, file := range parseAll(t, pkg) {
			for _, spec := range file.Imports {
				to, err := strconv.Unquote(spec.Path.Value)
				if err != nil {
					t.Fatal(err)
				}
				first, _, isPath := strings.Cut(to, "/")
				switch {
				case strings.HasPrefix(to, module+"/"):
					visit(to)
				case to == "os" && strings.HasSuffix(pkg, "/rewrite"):
					// The text of the file that is analyzed, which Bazel hands over by name alone.
					for _, name := range usesOf(file, "os") {
						if name != "ReadFile" {
							t.Errorf("%s uses os.%s", pkg, name)
						}
					}
				case slices.Contains([]string{"os", "os/exec", "log", "net", "net/http", "syscall"}, to):
					t.Errorf("%s imports %s: a linter neither exits nor prints nor reads files of its own", name, to)
				case isPath && strings.Contains(first, ".") && !strings.HasPrefix(to, "golang.org/x/tools/") && pkg != plugin:
					t.Errorf("%s imports %s: golangci-lint takes linters with few dependencies", name, to)
				}
			}
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.FuncDecl:
					if n.Recv == nil && n.Name.Name == "init" && pkg != plugin {
						t.Errorf("%s has a function init", name)
					}
				case *ast.CallExpr:
					if f, ok := n.Fun.(*ast.Ident); ok && f.Name == "panic" {
						t.Errorf("%s calls panic", name)
					}
				}
				return true
			})
		}
	}
	visit(plugin)
	if len(seen) < 15 || !seen[module+"/passes/spawnloop"] {
		t.Errorf("the plugin reaches %d packages", len(seen))
	}

	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	// The latest at that time less one: golangci-lint v2.15.0.
	line := regexp.MustCompile(`(?m)^go (\S+)$`).FindSubmatch(mod)
	if line == nil || version.Compare("go"+string(line[1]), "go1.26.0") > 0 {
		t.Errorf("go.mod asks for Go %s", line)
	}
}

// usesOf lists what a file uses of a package that it imports under its own name.
func usesOf(file *ast.File, pkg string) (names []string) {
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok && x.Name == pkg {
				names = append(names, sel.Sel.Name)
			}
		}
		return true
	})
	return names
}

// parseAll returns the files of a package of this module, its tests aside.
func parseAll(t *testing.T, pkg string) map[string]*ast.File {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("../..", strings.TrimPrefix(pkg, module), "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]*ast.File{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		if files[name], err = parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution); err != nil {
			t.Fatal(err)
		}
	}
	if len(files) == 0 {
		t.Errorf("no files of %s", pkg)
	}
	return files
}
