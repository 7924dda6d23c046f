// Package flowtest builds one fixture file for the tests of the rooms, and
// compares what a room says of its lines with the comments on them.
//
// A fixture is a file of testdata that is a package of its own. It may import
// the standard library and the stubs of passtest. A comment that begins with
// //= says what is expected of its line:
//
//	go work(x) //= data: parameter xs
package flowtest

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// A Fixture is one file with all of its functions built.
type Fixture struct {
	Pass    *analysis.Pass
	Facts   *facts.Facts
	Program *flow.Program
	File    *ast.File
}

// Load reads and builds the fixture file name. It has to compile.
func Load(t testing.TB, name string) *Fixture {
	t.Helper()
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return Source(t, name, string(src))
}

// Source is Load of a file that is given as text.
func Source(t testing.TB, name, src string) *Fixture {
	t.Helper()
	pass, err := Check("p", name, src)
	if err != nil {
		t.Fatal(err)
	}
	f := &Fixture{Pass: pass, File: pass.Files[0]}
	f.Facts = Run(t, pass, facts.Analyzer).(*facts.Facts)
	f.Program = flow.Build(pass, f.Facts.Table, f.Decls(func(string) bool { return true }), nil)
	if f.Program == nil {
		t.Fatalf("%s: not built", name)
	}
	return f
}

// Decls returns the declarations of the functions whose names keep takes.
func (f *Fixture) Decls(keep func(name string) bool) map[*ast.FuncDecl]bool {
	out := map[*ast.FuncDecl]bool{}
	for _, d := range f.File.Decls {
		if fd, ok := d.(*ast.FuncDecl); ok && keep(fd.Name.Name) {
			out[fd] = true
		}
	}
	return out
}

// Spawns returns the spawns of the fixture.
func (f *Fixture) Spawns() []*spawns.Spawn { return spawns.Find(f.Program, f.Facts) }

// Want compares got, by position, with the comments of the file. Several
// positions on a line are joined by " | ", in source order.
func (f *Fixture) Want(t testing.TB, got map[token.Pos]string) {
	t.Helper()
	lines := map[int]string{}
	for _, pos := range slices.Sorted(maps.Keys(got)) {
		line := f.Line(pos)
		if lines[line] != "" {
			lines[line] += " | "
		}
		lines[line] += got[pos]
	}
	want := map[int]string{}
	for _, group := range f.File.Comments {
		for _, c := range group.List {
			if text, ok := strings.CutPrefix(c.Text, "//="); ok {
				want[f.Line(c.Pos())] = strings.TrimSpace(text)
			}
		}
	}
	all := maps.Clone(lines)
	maps.Copy(all, want)
	for _, line := range slices.Sorted(maps.Keys(all)) {
		if lines[line] != want[line] {
			t.Errorf("%s:%d (%s): got %q, want %q", f.Pass.Fset.Position(f.File.Pos()).Filename, line, f.around(line), lines[line], want[line])
		}
	}
}

// Line is the line of pos.
func (f *Fixture) Line(pos token.Pos) int { return f.Pass.Fset.Position(pos).Line }

// around names the declared function that a line stands in.
func (f *Fixture) around(line int) string {
	for _, d := range f.File.Decls {
		if fd, ok := d.(*ast.FuncDecl); ok && f.Line(fd.Pos()) <= line && line <= f.Line(fd.End()) {
			return fd.Name.Name
		}
	}
	return "no function"
}

// Check parses and type-checks one file as package path. The pass it returns is
// usable also when the error says that the file does not compile.
func Check(path, name, src string) (*analysis.Pass, error) {
	file, err := parser.ParseFile(fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
	if file == nil {
		return nil, err
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Scopes: map[ast.Node]*types.Scope{}, Instances: map[*ast.Ident]types.Instance{}, FileVersions: map[*ast.File]string{},
	}
	conf := types.Config{
		Importer: std, GoVersion: "go1.25", Sizes: types.SizesFor("gc", "amd64"),
		Error: func(e error) {
			if err == nil {
				err = e
			}
		},
	}
	pkg, _ := conf.Check(path, fset, []*ast.File{file}, info)
	return &analysis.Pass{
		Fset: fset, Files: []*ast.File{file}, Pkg: pkg, TypesInfo: info, TypesSizes: conf.Sizes,
		ResultOf:         map[*analysis.Analyzer]any{},
		Report:           func(analysis.Diagnostic) {},
		AllObjectFacts:   func() []analysis.ObjectFact { return nil },
		ExportObjectFact: func(types.Object, analysis.Fact) {},
		ImportObjectFact: func(types.Object, analysis.Fact) bool { return false },
	}, err
}

// Run runs a, and first what it requires, on pass and returns its result.
func Run(t testing.TB, pass *analysis.Pass, a *analysis.Analyzer) any {
	t.Helper()
	if result, ok := pass.ResultOf[a]; ok {
		return result
	}
	for _, r := range a.Requires {
		Run(t, pass, r)
	}
	p := *pass
	p.Analyzer = a
	result, err := a.Run(&p)
	if err != nil {
		t.Fatalf("%s: %v", a.Name, err)
	}
	pass.ResultOf[a] = result
	return result
}

// The standard library is loaded once a test binary.
var (
	fset = token.NewFileSet()
	std  = &stubbed{gc: importer.ForCompiler(fset, "gc", nil), stubs: map[string]*types.Package{}}
)

// stubs is the folder of the stubs, seen from that of any room.
const stubs = "../passtest/testdata/stubs"

// A stubbed importer takes a package from the stubs if it is there, else from the
// standard library.
type stubbed struct {
	mu    sync.Mutex
	gc    types.Importer
	stubs map[string]*types.Package
}

func (s *stubbed) Import(path string) (*types.Package, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if pkg := s.stubs[path]; pkg != nil {
		return pkg, nil
	}
	names, err := filepath.Glob(filepath.Join(stubs, filepath.FromSlash(path), "*.go"))
	if err != nil || len(names) == 0 {
		return s.gc.Import(path)
	}
	var files []*ast.File
	for _, name := range names {
		file, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	pkg, err := (&types.Config{Importer: s.gc}).Check(path, fset, files, nil)
	s.stubs[path] = pkg
	return pkg, err
}
