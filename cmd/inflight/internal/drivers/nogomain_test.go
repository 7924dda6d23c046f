package drivers_test

import (
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/gcexportdata"

	"github.com/inflight-go/inflight/passes/baddirective"
	"github.com/inflight-go/inflight/passes/copyloop"
	"github.com/inflight-go/inflight/passes/errgrouplimit"
	"github.com/inflight-go/inflight/passes/fanout"
	"github.com/inflight-go/inflight/passes/handlerspawn"
	"github.com/inflight-go/inflight/passes/inventory"
	"github.com/inflight-go/inflight/passes/readall"
	"github.com/inflight-go/inflight/passes/semaphore"
	"github.com/inflight-go/inflight/passes/shortread"
	"github.com/inflight-go/inflight/passes/shortwrite"
	"github.com/inflight-go/inflight/passes/spawnloop"
)

// nogoAnalyzers are what the program has that Bazel generates from the deps of a
// nogo target: of each package, what it calls Analyzer.
var nogoAnalyzers = []*analysis.Analyzer{
	spawnloop.Analyzer, handlerspawn.Analyzer, errgrouplimit.Analyzer, fanout.Analyzer, semaphore.Analyzer,
	shortwrite.Analyzer, shortread.Analyzer, copyloop.Analyzer, readall.Analyzer,
	baddirective.Analyzer, inventory.Analyzer,
}

// nogoUnit is what the program is told about one package.
type nogoUnit struct {
	Path      string
	Files     []string
	GoVersion string            // of the SDK: nogo does not know that of a module
	Types     map[string]string // package path -> what the compiler wrote
	Facts     map[string]string // package path -> facts; none of the standard library
	Output    string            // where the facts go
	FactsOnly bool              // for a package of another repository
	Without   []string          // what is not among the deps
	Config    nogoConfig
}

// nogoConfig is the configuration file: flags by the name of the analyzer.
type nogoConfig map[string]struct {
	Flags map[string]string `json:"analyzer_flags"`
}

// nogoMain analyzes one package in a process of its own. Nothing reaches another
// package but through files.
func nogoMain(file string, out io.Writer) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	unit := new(nogoUnit)
	if err := json.Unmarshal(data, unit); err != nil {
		return err
	}
	roots := slices.DeleteFunc(slices.Clone(nogoAnalyzers), func(a *analysis.Analyzer) bool {
		return slices.Contains(unit.Without, a.Name)
	})
	if err := analysis.Validate(roots); err != nil {
		return err
	}
	for _, a := range roots {
		for _, configured := range append([]*analysis.Analyzer{a}, a.Requires...) {
			if err := setFlags(configured, unit.Config[configured.Name].Flags); err != nil {
				return err
			}
		}
	}
	if unit.FactsOnly {
		roots = factPasses(roots)
	}
	run := &nogoRun{results: make(map[*analysis.Analyzer]any), found: make(map[string][]reported)}
	if err := run.load(unit); err != nil {
		return err
	}
	for _, a := range roots {
		if err := run.analyze(a); err != nil {
			return fmt.Errorf("analyzer %q failed: %w", a.Name, err)
		}
	}
	facts, err := run.facts.encode()
	if err != nil {
		return err
	}
	if err := os.WriteFile(unit.Output, facts, 0o666); err != nil || unit.FactsOnly {
		return err
	}
	for name := range run.found {
		if !slices.ContainsFunc(roots, func(a *analysis.Analyzer) bool { return a.Name == name }) {
			return fmt.Errorf("%s is only required, and reports", name)
		}
	}
	return json.NewEncoder(out).Encode(map[string]any{unit.Path: run.found})
}

func setFlags(a *analysis.Analyzer, flags map[string]string) error {
	for name, value := range flags {
		if a.Flags.Lookup(name) == nil {
			return fmt.Errorf("%s: unrecognized flag: %s", a.Name, name)
		}
		if err := a.Flags.Set(name, value); err != nil {
			return fmt.Errorf("%s: invalid value: %s=%s: %w", a.Name, name, value, err)
		}
	}
	return nil
}

// factPasses returns all analyzers that compute facts, also those that are only
// required.
func factPasses(roots []*analysis.Analyzer) []*analysis.Analyzer {
	var list []*analysis.Analyzer
	for _, a := range roots {
		for _, p := range append(factPasses(a.Requires), a) {
			if len(p.FactTypes) > 0 && !slices.Contains(list, p) {
				list = append(list, p)
			}
		}
	}
	return list
}

// nogoRun is the analysis of one package.
type nogoRun struct {
	fset    *token.FileSet
	files   []*ast.File
	pkg     *types.Package
	info    *types.Info
	facts   *factStore
	results map[*analysis.Analyzer]any
	found   map[string][]reported
}

// reported is a diagnostic in the form that vet tools print.
type reported struct {
	Posn            string        `json:"posn"`
	Category        string        `json:"category"`
	Message         string        `json:"message"`
	Suggested_Fixes []reportedFix `json:"suggested_fixes"`
}

type reportedFix struct {
	Message string `json:"message"`
}

func (r *nogoRun) load(unit *nogoUnit) error {
	r.fset = token.NewFileSet()
	for _, name := range unit.Files {
		f, err := parser.ParseFile(r.fset, name, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		r.files = append(r.files, f)
	}
	imported := make(map[string]*types.Package)
	config := types.Config{
		GoVersion: unit.GoVersion,
		Importer: importerFunc(func(path string) (*types.Package, error) {
			if path == "unsafe" {
				return types.Unsafe, nil
			}
			if pkg := imported[path]; pkg != nil && pkg.Complete() {
				return pkg, nil
			}
			f, err := os.Open(unit.Types[path])
			if err != nil {
				return nil, err
			}
			defer f.Close()
			data, err := gcexportdata.NewReader(f)
			if err != nil {
				return nil, err
			}
			return gcexportdata.Read(data, r.fset, imported, path)
		}),
	}
	r.info = &types.Info{
		Types:        make(map[ast.Expr]types.TypeAndValue),
		Uses:         make(map[*ast.Ident]types.Object),
		Defs:         make(map[*ast.Ident]types.Object),
		Implicits:    make(map[ast.Node]types.Object),
		Scopes:       make(map[ast.Node]*types.Scope),
		Selections:   make(map[*ast.SelectorExpr]*types.Selection),
		Instances:    make(map[*ast.Ident]types.Instance),
		FileVersions: make(map[*ast.File]string),
	}
	var err error
	if r.pkg, err = config.Check(unit.Path, r.fset, r.files, r.info); err != nil {
		return err
	}
	registerFacts(nogoAnalyzers)
	r.facts, err = readFacts(r.pkg, func(path string) ([]byte, error) {
		if unit.Facts[path] == "" {
			return nil, nil
		}
		return os.ReadFile(unit.Facts[path])
	})
	return err
}

type importerFunc func(string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }

func registerFacts(list []*analysis.Analyzer) {
	for _, a := range list {
		for _, f := range a.FactTypes {
			gob.Register(f)
		}
		registerFacts(a.Requires)
	}
}

// analyze runs an analyzer once, after what it requires. The pass has only what
// Bazel gives: no module, no files but those of Go, nothing to read a file with.
func (r *nogoRun) analyze(a *analysis.Analyzer) (err error) {
	if _, done := r.results[a]; done {
		return nil
	}
	inputs := make(map[*analysis.Analyzer]any)
	for _, required := range a.Requires {
		if err := r.analyze(required); err != nil {
			return fmt.Errorf("it requires %s: %w", required.Name, err)
		}
		inputs[required] = r.results[required]
	}
	pass := &analysis.Pass{
		Analyzer:   a,
		Fset:       r.fset,
		Files:      r.files,
		Pkg:        r.pkg,
		TypesInfo:  r.info,
		TypesSizes: types.SizesFor("gc", build.Default.GOARCH),
		ResultOf:   inputs,
		Report: func(d analysis.Diagnostic) {
			one := reported{Posn: r.fset.Position(d.Pos).String(), Category: d.Category, Message: d.Message}
			for _, fix := range d.SuggestedFixes {
				one.Suggested_Fixes = append(one.Suggested_Fixes, reportedFix{fix.Message})
			}
			r.found[a.Name] = append(r.found[a.Name], one)
		},
	}
	r.facts.give(pass)
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	result, err := a.Run(pass)
	if err != nil {
		return err
	}
	if reflect.TypeOf(result) != a.ResultType {
		return errors.New("its result is not of the type that it declares")
	}
	r.results[a] = result
	return nil
}
