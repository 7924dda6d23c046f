package analyzers_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"go/version"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/inflight-go/inflight/analyzers"
)

var update = flag.Bool("update", false, "write the table of the leak corpus anew")

// TestLeakCorpus compares what is reported in the programs with which Go tests its
// profile of leaked goroutines with the table of docs/evaluation.md. The programs and
// what leaks there are those of one Go release: with another it only holds that they
// can be analyzed.
func TestLeakCorpus(t *testing.T) {
	const docs = "../docs/evaluation.md"
	content, err := os.ReadFile(docs)
	if err != nil {
		t.Fatal(err)
	}
	table := parseLeaks(t, strings.ReplaceAll(string(content), "\r\n", "\n"))

	root, release := toolchain(t)
	corpus := filepath.Join(root, "src", "runtime", "testdata", "testgoroutineleakprofile")
	if _, err := os.Stat(corpus); err != nil {
		t.Skipf("%s has no leak corpus, it came with Go 1.26: %v", release, err)
	}
	found := analyzeLeaks(t, corpus, version.Lang(release))
	if len(found) == 0 {
		t.Fatalf("no programs in %s", corpus)
	}
	differences := table.compare(found)
	if version.Lang(release) != table.release && !*update {
		t.Skipf("the table was made with %s and this is %s: all is analyzed, but what is reported is not held to it. What differs:\n%s",
			table.release, release, strings.Join(differences, "\n"))
	}
	if *update {
		table.release = version.Lang(release)
		if err := os.WriteFile(docs, []byte(table.text()), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if len(differences) > 0 {
		t.Errorf("docs/evaluation.md and %s differ. Read the findings, then run go test ./analyzers -run LeakCorpus -update\n%s",
			corpus, strings.Join(differences, "\n"))
	} else if want := table.text(); want != table.content {
		t.Error("the summary of the table is not that of its rows: run go test ./analyzers -run LeakCorpus -update")
	}
	for _, problem := range table.unjudged() {
		t.Error(problem)
	}
}

// toolchain returns where Go is installed, and which release it is.
func toolchain(t *testing.T) (root, release string) {
	t.Helper()
	out, err := exec.Command("go", "env", "-json", "GOROOT", "GOVERSION").Output()
	if err != nil {
		t.Fatal(err)
	}
	var env struct{ GOROOT, GOVERSION string }
	if err := json.Unmarshal(out, &env); err != nil {
		t.Fatal(err)
	}
	return env.GOROOT, env.GOVERSION
}

// aboutChannels are the checks that the corpus is for.
var aboutChannels = []string{"fanout", "semaphore"}

// analyzeLeaks runs the suite at level audit over a copy of the corpus, and lists the
// programs in the order of the files, as they are registered there.
func analyzeLeaks(t *testing.T, corpus, lang string) []leak {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(corpus)); err != nil {
		t.Fatal(err)
	}
	module := "module leakcorpus\n"
	if lang != "" { // not that of a toolchain under development
		module += "\ngo " + strings.TrimPrefix(lang, "go") + "\n"
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(module), 0o644); err != nil {
		t.Fatal(err)
	}
	pkgs, err := packages.Load(&packages.Config{
		Mode: packages.LoadSyntax | packages.NeedModule,
		Dir:  dir,
		Env:  append(os.Environ(), "GOWORK=off", "GOFLAGS="),
	}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	if n := packages.PrintErrors(pkgs); n > 0 {
		t.Fatalf("%d errors", n)
	}
	graph, err := checker.Analyze(newSuite(t, analyzers.Settings{Level: "audit"}), pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	registered := map[*packages.Package]*programs{}
	var out []leak
	for _, pkg := range pkgs {
		registered[pkg] = programsOf(pkg)
		out = append(out, registered[pkg].leaks()...)
	}
	said := map[string][]string{} // by program
	for _, act := range graph.Roots {
		if act.Err != nil {
			t.Errorf("%s: %v", act, act.Err)
		}
		if !slices.Contains(aboutChannels, act.Analyzer.Name) {
			continue
		}
		for _, d := range act.Diagnostics {
			posn := act.Package.Fset.Position(d.Pos)
			place := fmt.Sprintf("%s:%d", filepath.Base(posn.Filename), posn.Line)
			owners := registered[act.Package].at(d.Pos)
			if len(owners) == 0 {
				owners = []string{place} // no program gets there: a row of its own, to be looked at
				out = append(out, leak{program: place})
			}
			t.Logf("%s: %s: %s %s: %s", place, strings.Join(owners, " "), act.Analyzer.Name, d.Category, d.Message)
			for _, program := range owners {
				said[program] = append(said[program], fmt.Sprintf("`%s` %s", act.Analyzer.Name, d.Category))
			}
		}
	}
	for i := range out {
		named := said[out[i].program]
		slices.Sort(named)
		out[i].named = strings.Join(slices.Compact(named), ", ")
	}
	return out
}

// programs are those of one package.
type programs struct {
	pkg   *packages.Package
	names map[*ast.File][]string
	// runs is the function of each program.
	runs map[string]*types.Func
	// uses are the functions that each function names.
	uses map[*types.Func][]*types.Func
}

// programsOf finds what the files register by name.
func programsOf(pkg *packages.Package) *programs {
	p := &programs{pkg: pkg, names: map[*ast.File][]string{}, runs: map[string]*types.Func{}, uses: map[*types.Func][]*types.Func{}}
	for _, file := range pkg.Syntax {
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok {
				continue
			}
			from, _ := pkg.TypesInfo.Defs[fn.Name].(*types.Func)
			ast.Inspect(fn, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.Ident:
					if to, ok := pkg.TypesInfo.Uses[n].(*types.Func); ok {
						p.uses[from] = append(p.uses[from], to)
					}
				case *ast.CallExpr:
					callee, ok := n.Fun.(*ast.Ident)
					if !ok || callee.Name != "register" || len(n.Args) != 2 {
						break
					}
					if run, ok := n.Args[1].(*ast.Ident); ok {
						p.names[file] = append(p.names[file], run.Name)
						p.runs[run.Name], _ = pkg.TypesInfo.Uses[run].(*types.Func)
					}
				}
				return true
			})
		}
	}
	return p
}

func (p *programs) leaks() []leak {
	files := slices.SortedFunc(maps.Keys(p.names), func(x, y *ast.File) int {
		return strings.Compare(p.pkg.Fset.Position(x.Pos()).Filename, p.pkg.Fset.Position(y.Pos()).Filename)
	})
	var out []leak
	for _, file := range files {
		for _, name := range p.names[file] {
			out = append(out, leak{program: name})
		}
	}
	return out
}

// at returns the programs that the code at pos is a part of: that of its file, or those
// of its file that use the function around it.
func (p *programs) at(pos token.Pos) []string {
	for file, names := range p.names {
		if pos < file.FileStart || file.FileEnd <= pos {
			continue
		}
		if len(names) == 1 {
			return names
		}
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Pos() <= pos && pos < fn.End() {
				around, _ := p.pkg.TypesInfo.Defs[fn.Name].(*types.Func)
				return slices.DeleteFunc(slices.Clone(names), func(name string) bool {
					return !p.reach(p.runs[name], around, map[*types.Func]bool{})
				})
			}
		}
	}
	return nil
}

func (p *programs) reach(from, to *types.Func, seen map[*types.Func]bool) bool {
	if from == to {
		return true
	}
	seen[from] = true
	return slices.ContainsFunc(p.uses[from], func(next *types.Func) bool { return !seen[next] && p.reach(next, to, seen) })
}
