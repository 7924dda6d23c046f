package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
)

// listed are packages as go list describes them, each with its test variants.
type listed []*listedPackage

type listedPackage struct {
	ImportPath string // with " [p.test]" behind it for a test variant
	ForTest    string
	Dir        string
	Standard   bool
	Module     *listedModule
	Deps       []string
	Error      *loadError
	DepsErrors []*loadError

	// Names of files in Dir.
	GoFiles, CgoFiles, TestGoFiles, XTestGoFiles []string
}

type listedModule struct {
	Path string
	Main bool // also for each module of a workspace
}

type loadError struct {
	ImportStack []string
	Pos, Err    string
}

// listPackages asks go list about the packages, after go vet has failed.
// Patterns that go list, too, can make nothing of give an empty list.
func listPackages(ctx context.Context, g *goCommand, patterns []string) (listed, error) {
	return list(ctx, g, patterns, "-e", "-test",
		"-json=ImportPath,ForTest,Dir,Deps,Error,DepsErrors,GoFiles,CgoFiles,TestGoFiles,XTestGoFiles")
}

// listFiles asks go list which files packages have. That is quick: what these
// import is not looked at.
func listFiles(ctx context.Context, g *goCommand, patterns []string) (listed, error) {
	return list(ctx, g, patterns, "-e", "-find", "-json=ImportPath,Dir,GoFiles,CgoFiles,TestGoFiles,XTestGoFiles")
}

func list(ctx context.Context, g *goCommand, patterns []string, flags ...string) (listed, error) {
	var out bytes.Buffer
	_, failed, err := g.list(ctx, &out, flags, patterns)
	if err != nil || failed {
		return nil, err // go vet has failed for the same reason, and said so
	}
	var pkgs listed
	for dec := json.NewDecoder(&out); ; {
		p := new(listedPackage)
		if err := dec.Decode(p); err == io.EOF {
			return pkgs, nil
		} else if err != nil {
			return nil, fmt.Errorf("reading the output of go list: %w", err)
		}
		pkgs = append(pkgs, p)
	}
}

// units returns of how many packages go vet has results, given which failed. To
// it, external tests are a package of their own.
func (l listed) units(fs *failures) int {
	n := 0
	for _, p := range l {
		if p.isTest() || fs.isSkipped(p.ImportPath) {
			continue
		}
		if p.hasGoFiles() || len(p.TestGoFiles) > 0 {
			n++
		}
		if len(p.XTestGoFiles) > 0 && !fs.isSkipped(p.ImportPath+"_test") {
			n++
		}
	}
	return n
}

// isTest reports whether p exists for tests only: the test variant of a
// package, its external tests or the test program.
func (p *listedPackage) isTest() bool {
	return p.ForTest != "" || strings.HasSuffix(p.ImportPath, ".test")
}

// path returns the import path of the package that p is, or is a variant of.
func (p *listedPackage) path() string {
	return strings.TrimSuffix(withoutVariant(p.ImportPath), ".test")
}

// tested returns the import path of the package that p is, or is a test of.
func (p *listedPackage) tested() string {
	return cmp.Or(p.ForTest, p.path())
}

// testsOf returns the test variants of a package.
func (l listed) testsOf(path string) listed {
	var tests listed
	for _, p := range l {
		if p.isTest() && p.tested() == path {
			tests = append(tests, p)
		}
	}
	return tests
}

func (p *listedPackage) hasGoFiles() bool { return len(p.GoFiles)+len(p.CgoFiles) > 0 }

// testFiles returns the absolute names of the test files of p.
func (p *listedPackage) testFiles() []string {
	var files []string
	for _, name := range slices.Concat(p.TestGoFiles, p.XTestGoFiles) {
		files = append(files, filepath.Join(p.Dir, name))
	}
	return files
}

// errors returns what kept p from being loaded.
func (p *listedPackage) errors() []*loadError {
	if p.Error != nil {
		return []*loadError{p.Error}
	}
	return p.DepsErrors
}

// text returns the error as the go command prints it. A cycle of imports, which
// it spreads over several lines, is put into one.
func (e *loadError) text() string {
	switch {
	case e.Pos != "":
		return e.Pos + ": " + e.Err
	case len(e.ImportStack) > 1:
		return e.Err + ": " + strings.Join(e.ImportStack, " -> ")
	}
	return e.Err
}

func withoutVariant(importPath string) string {
	path, _, _ := strings.Cut(importPath, " ")
	return path
}

// byLoading splits the packages into those that go vet takes and those, with
// something missing in them or in their dependencies, that make it give up on
// all. What is missing in tests only costs go vet that package alone.
func (l listed) byLoading() (good []string, bad []*listedPackage) {
	for _, p := range l {
		switch {
		case p.isTest():
		case len(p.errors()) > 0:
			bad = append(bad, p)
		default:
			good = append(good, p.ImportPath)
		}
	}
	return good, bad
}
