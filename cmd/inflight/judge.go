package main

import (
	"cmp"
	"errors"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/inflight-go/inflight/analyzers"
	"github.com/inflight-go/inflight/cmd/inflight/internal/baseline"
	"github.com/inflight-go/inflight/cmd/inflight/internal/report"
)

// judge knows what a run has looked at: of an entry about anything else, that it
// was not found says nothing.
type judge struct {
	o     *options
	files map[string]string // files analyzed, by path from the root -> where they are
	dirs  map[string]bool   // directories of which all was analyzed
	root  string            // to which paths are relative that no longer exist
	trees []string          // directories that were analyzed with all below
}

func newJudge(o *options, res *result) *judge {
	j := &judge{o: o, files: make(map[string]string), dirs: make(map[string]bool)}
	if res.failures.texts[""] != nil {
		return j // nobody knows of which packages that is
	}
	for _, p := range res.listed {
		// A check can fail on a package of which others have results.
		if !p.isTest() && !res.failures.isSkipped(p.ImportPath) && res.failures.texts[p.ImportPath] == nil {
			_, noTests := res.failures.tests[p.ImportPath]
			j.add(p, !noTests)
		}
	}
	dir, err := os.Getwd()
	if err != nil {
		return j // what no longer exists is not judged
	}
	j.root = report.Root(dir)
	for _, pattern := range o.args {
		base, ok := strings.CutSuffix(filepath.ToSlash(pattern), "/...")
		switch {
		case !ok:
		case filepath.IsAbs(base):
			j.trees = append(j.trees, base)
		case build.IsLocalImport(base):
			j.trees = append(j.trees, filepath.Join(dir, base))
		}
	}
	return j
}

// add adds a package that was analyzed, with or without its tests.
func (j *judge) add(p *listedPackage, tests bool) {
	names := slices.Concat(p.GoFiles, p.CgoFiles)
	if tests {
		names = slices.Concat(names, p.TestGoFiles, p.XTestGoFiles)
		j.dirs[p.Dir] = true
	}
	root := report.Root(p.Dir)
	for _, name := range names {
		file := filepath.Join(p.Dir, name)
		j.files[report.PathFrom(root, file)] = file
	}
}

// judged reports whether the run would have found what an entry stands for, were it
// still there.
func (j *judge) judged(e baseline.Entry) bool {
	if !j.o.runs(e.Check) || !j.o.reports(e.Check, e.Level) {
		return false
	}
	if strings.HasSuffix(e.File, "_test.go") && !j.o.isSet("tests") {
		return false
	}
	if file, ok := j.files[e.File]; ok {
		return j.o.isSet("generated") || !isGenerated(file)
	}
	return j.isDeleted(e.File)
}

// isDeleted reports whether a file is gone from where all was analyzed. One that is
// there may be for another system.
func (j *judge) isDeleted(path string) bool {
	if j.root == "" {
		return false
	}
	file := filepath.Join(j.root, filepath.FromSlash(path))
	if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
		return false
	}
	return j.dirs[filepath.Dir(file)] || slices.ContainsFunc(j.trees, func(tree string) bool {
		rel, err := filepath.Rel(tree, file)
		return err == nil && filepath.IsLocal(rel)
	})
}

func isGenerated(file string) bool {
	syntax, _ := parser.ParseFile(token.NewFileSet(), file, nil, parser.PackageClauseOnly|parser.ParseComments)
	return syntax != nil && ast.IsGenerated(syntax)
}

// isSet reports whether a flag of the vet tool was given, and not as false.
func (o *options) isSet(name string) bool {
	return o.values[name].text == "true"
}

// runs reports whether a check runs: those that are named run alone, and otherwise
// all that are not turned off.
func (o *options) runs(check string) bool {
	if o.isSet(check) {
		return true
	}
	return o.values[check].text == "" && !o.anyNamed() && !analyzers.OptIn(check)
}

// anyNamed reports whether some check is named, so that those alone run.
func (o *options) anyNamed() bool {
	for name := range o.checks {
		if o.isSet(name) {
			return true
		}
	}
	return false
}

// reports reports whether a check reports what has a level.
func (o *options) reports(check, level string) bool {
	levels := []string{"strong", "data", "audit"} // each reports what those before it do
	asked := cmp.Or(o.values[check+".level"].text, o.values["level"].text, "data")
	return slices.Index(levels, level) <= slices.Index(levels, asked)
}
