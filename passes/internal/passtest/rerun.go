package passtest

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// rerun puts output i of every file that has one in the place of the file,
// loads the packages again, and requires that they compile and that the check
// is done with the sites that were fixed.
func rerun(t testing.TB, tree string, check *analysis.Analyzer, patterns []string, files map[string]*file, i int, results []*analysistest.Result) {
	t.Helper()
	applied := make(map[string]output)
	overlay := make(map[string][]byte)
	for name, f := range files {
		if i < len(f.outputs) {
			applied[name] = f.outputs[i]
			overlay[name] = apply(f.content, f.outputs[i].edits)
		}
	}

	broken := make(map[string]bool) // packages that did not compile to begin with
	for _, r := range results {
		broken[r.Action.Package.ID] = len(r.Action.Package.Errors) > 0
	}
	pkgs, err := load(tree, overlay, patterns)
	if err != nil {
		t.Errorf("loading the fixed files: %v", err)
		return
	}
	for _, pkg := range pkgs {
		if broken[pkg.ID] {
			continue
		}
		for _, err := range pkg.Errors {
			t.Errorf("the fixed files do not compile: %s: %s", err.Pos, err.Msg)
		}
		if len(pkg.Errors) == 0 {
			checkAlone(t, pkg, files, applied)
		}
	}

	graph, err := checker.Analyze([]*analysis.Analyzer{check}, pkgs, nil)
	if err != nil {
		t.Errorf("second run: %v", err)
		return
	}
	reported := make(map[string]bool) // problems said, as test variants repeat them
	for _, act := range graph.Roots {
		if act.Err != nil {
			if len(act.Package.Errors) == 0 {
				t.Errorf("second run: %v", act.Err)
			}
			continue
		}
		for _, d := range act.Diagnostics {
			tf := act.Package.Fset.File(d.Pos)
			f := files[tf.Name()]
			if f == nil {
				continue
			}
			if problem := f.judge(applied[f.name], tf, d); problem != "" {
				text := fmt.Sprintf("%s: second run: %s%s: %s", f.short, applied[f.name].prefix(), problem, d.Message)
				if !reported[text] {
					reported[text] = true
					t.Errorf("%s", text)
				}
			}
		}
	}
}

// judge returns what is wrong with a diagnostic of the second run.
func (f *file) judge(out output, tf *token.File, d analysis.Diagnostic) string {
	offset, ok := origin(out.edits, tf.Offset(d.Pos))
	if !ok {
		return "what the fix wrote is reported"
	}
	s := site{offset, d.Category}
	before, ok := f.fixes[s]
	switch {
	case !ok:
		return "something new is reported"
	case out.fixed[s]:
		return "a fixed site is reported again"
	case len(before) == 0 && len(d.SuggestedFixes) > 0:
		return "a fix is offered that the first run did not offer"
	}
	return ""
}

// checkAlone type-checks pkg with each of the applied fixes on its own: in an
// editor a person applies one and leaves the others.
func checkAlone(t testing.TB, pkg *packages.Package, files map[string]*file, applied map[string]output) {
	t.Helper()
	total := 0
	for _, name := range pkg.CompiledGoFiles {
		total += len(applied[name].fixes)
	}
	if total < 2 {
		return // already compiled alone
	}
	for _, name := range pkg.CompiledGoFiles {
		for _, x := range applied[name].fixes {
			edits, err := merge([]fix{x}, 0)
			if err == nil {
				err = typeCheck(pkg, name, apply(files[name].content, edits))
			}
			if err != nil {
				t.Errorf("%s: with fix %q alone the file does not compile: %v", files[name].short, x.message, err)
			}
		}
	}
}

// typeCheck checks the files of pkg as they are on disk, except that one has
// other content. Imports come from pkg, which has at least those needed.
func typeCheck(pkg *packages.Package, name string, content []byte) error {
	fset := token.NewFileSet()
	var syntax []*ast.File
	for _, file := range pkg.CompiledGoFiles {
		var src any
		if file == name {
			src = content
		}
		f, err := parser.ParseFile(fset, file, src, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		syntax = append(syntax, f)
	}
	config := &types.Config{Importer: importsOf(pkg.Imports), Sizes: pkg.TypesSizes}
	if pkg.Module != nil && pkg.Module.GoVersion != "" {
		config.GoVersion = "go" + pkg.Module.GoVersion
	}
	_, err := config.Check(pkg.PkgPath, fset, syntax, nil)
	return err
}

// importsOf resolves imports to packages that are loaded already.
type importsOf map[string]*packages.Package

func (imports importsOf) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if pkg := imports[path]; pkg != nil {
		return pkg.Types, nil
	}
	return nil, fmt.Errorf("%s is not imported by the package with all its fixes; it has %v", path, slices.Sorted(maps.Keys(imports)))
}

// load loads packages the way analysistest does, with overlay in the place of
// files on disk.
func load(tree string, overlay map[string][]byte, patterns []string) ([]*packages.Package, error) {
	env := []string{"GOPATH=" + tree, "GO111MODULE=off", "GOWORK=off"}
	if isModule(tree) {
		env = []string{"GO111MODULE=on", "GOPROXY=off", "GOWORK=off"}
	}
	return packages.Load(&packages.Config{
		Mode:    packages.LoadAllSyntax | packages.NeedModule,
		Dir:     tree,
		Tests:   true,
		Env:     append(os.Environ(), env...),
		Overlay: overlay,
	}, patterns...)
}
