// Package passtest runs a check over its fixtures. It is the one way a check
// is tested here: it wraps analysistest, which is lenient about suggested
// fixes, and refuses what analysistest accepts.
//
// On top of the // want comments (see analysistest.Run) a fixture fails when
//
//   - the check, or an analyzer it requires, panics;
//   - a diagnostic has no category, a category the Doc does not list, or a
//     message that breaks the rules of style (see lintMessage);
//   - a fix has no golden, edits a second file or a generated file, or
//     overlaps another fix that would be applied with it;
//   - a golden is stale: its file has no fix, or the fix has another message;
//   - a fixed file differs from its golden, or does not compile: with all its
//     fixes applied, and with each applied alone;
//   - a file that gofmt had formatted is not formatted after a fix, but for the
//     columns of comments at the ends of lines;
//   - a second run over the fixed files reports a fixed site again, reports
//     anything new, or offers a fix that the first run did not.
//
// # Goldens
//
// x.go.golden lies beside x.go. It is either the file with every fix applied,
// or, when a diagnostic offers alternatives, a txtar archive with one section
// per message of a fix. The comparison ignores only what gofmt changes. Unlike
// analysistest, no unused import is removed on the way: not every driver does.
//
// # Imports
//
// Fixtures are a GOPATH: testdata/src/<pkg>. They may import the standard
// library, each other, and the packages under testdata/stubs of this package,
// which are laid under every fixture tree: errgroup, semaphore, singleflight and
// rate, and of web frameworks, gRPC and brokers what a handler is known by. To add
// a stub, add a folder there: nothing else needs to know. A stub has the import path
// of the library, and declares what fixtures use, as the library does: what a
// library really has is compared in testdata/libraries at the top of the repository.
// A fixture tree with a go.mod at its root is loaded as a module, without stubs.
package passtest

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/sites"
	"golang.org/x/tools/go/analysis/checker"
)

//go:embed testdata/stubs
var stubs embed.FS

// Run applies the check to the packages of the fixture tree dir (usually
// "testdata") and reports to t everything the package comment lists. The
// results are those of analysistest.Run, for tests that look at more.
func Run(t testing.TB, dir string, check *analysis.Analyzer, pkgs ...string) []*analysistest.Result {
	t.Helper()
	tree := Tree(t, dir)
	check = guard(check)
	results := analysistest.Run(t, tree, check, pkgs...)
	failed := false
	for _, r := range results {
		failed = failed || r.Action.Err != nil
		for _, act := range failedDeps(r.Action, make(map[*checker.Action]bool)) {
			t.Errorf("%s: %v", act, act.Err)
		}
		for _, d := range r.Action.Diagnostics {
			for _, problem := range lintDiagnostic(check, d) {
				t.Errorf("%s: %s", r.Action.Package.Fset.Position(d.Pos), problem)
			}
		}
	}
	if !failed {
		checkFixes(t, tree, check, pkgs, results)
	}
	return results
}

// failedDeps returns the actions that act depends on and that failed by
// themselves. The error of act names the first on the way to them, not why.
func failedDeps(act *checker.Action, seen map[*checker.Action]bool) []*checker.Action {
	var failed []*checker.Action
	for _, dep := range act.Deps {
		if dep.Err == nil || seen[dep] {
			continue
		}
		seen[dep] = true
		if slices.ContainsFunc(dep.Deps, func(d *checker.Action) bool { return d.Err != nil }) {
			failed = append(failed, failedDeps(dep, seen)...)
		} else {
			failed = append(failed, dep)
		}
	}
	return failed
}

// Tree copies the fixture tree dir to a temporary directory, adds the stubs
// and returns its root. Run does this by itself; Tree is for the tests of
// analyzers that report to us rather than to users, which may call
// analysistest.Run as it is.
func Tree(t testing.TB, dir string) string {
	t.Helper()
	sites.Strict, facts.Strict = true, true // a panic is a failure here
	// Loaded packages name their files by the resolved path.
	tree, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Errorf("resolving the temporary directory: %v", err)
		return dir
	}
	if err := os.CopyFS(tree, os.DirFS(dir)); err != nil {
		t.Errorf("copying fixtures: %v", err)
	}
	if isModule(tree) {
		return tree
	}
	if err := addStubs(filepath.Join(tree, "src")); err != nil {
		t.Errorf("adding stubs: %v", err)
	}
	return tree
}

// addStubs copies the stubs into src, leaving alone what a fixture tree
// brings itself.
func addStubs(src string) error {
	root, err := fs.Sub(stubs, "testdata/stubs")
	if err != nil {
		return err
	}
	return fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		to := filepath.Join(src, filepath.FromSlash(path))
		if d.IsDir() {
			return os.MkdirAll(to, 0o777)
		}
		if _, err := os.Stat(to); err == nil {
			return nil
		}
		content, err := fs.ReadFile(root, path)
		if err != nil {
			return err
		}
		return os.WriteFile(to, content, 0o666)
	})
}

func isModule(tree string) bool {
	_, err := os.Stat(filepath.Join(tree, "go.mod"))
	return err == nil
}

// guard returns a copy of a, and of all it requires, whose Run turns a panic
// into an error. The driver runs analyzers on goroutines of its own, where a
// panic would end the test binary without naming the fixture.
func guard(a *analysis.Analyzer) *analysis.Analyzer {
	guarded := make(map[*analysis.Analyzer]*analysis.Analyzer)
	var wrap func(*analysis.Analyzer) *analysis.Analyzer
	wrap = func(a *analysis.Analyzer) *analysis.Analyzer {
		if g := guarded[a]; g != nil {
			return g
		}
		g := new(analysis.Analyzer)
		*g = *a
		guarded[a] = g
		g.Requires = slices.Clone(a.Requires)
		for i, r := range a.Requires {
			g.Requires[i] = wrap(r)
		}
		g.Run = func(pass *analysis.Pass) (result any, err error) {
			defer func() {
				if r := recover(); r != nil {
					err = fmt.Errorf("%s panicked: %v\n%s", a.Name, r, debug.Stack())
				}
			}()
			// Results are looked up by the analyzers a itself knows.
			p := *pass
			p.Analyzer = a
			p.ResultOf = make(map[*analysis.Analyzer]any)
			for _, r := range a.Requires {
				p.ResultOf[r] = pass.ResultOf[guarded[r]]
			}
			return a.Run(&p)
		}
		return g
	}
	return wrap(a)
}
