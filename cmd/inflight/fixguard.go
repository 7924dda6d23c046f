package main

import (
	"errors"
	"fmt"
	"go/token"
	"go/types"
	"log"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/gcexportdata"

	"github.com/inflight-go/inflight/cmd/inflight/internal/vetunit"
)

// untrimmedFlag is a flag of the tool that says that -trimpath is not set. It is
// believed where nothing else tells.
const untrimmedFlag = "untrimmed"

// guardFixes makes the tool fail, before the go command gets a fix that it would
// write to files which are not of the working tree. A package without fixes is
// not looked at.
func guardFixes(suite []*analysis.Analyzer, unit *vetunit.Unit, untrimmed *bool) {
	paths := sync.OnceValue(func() answer {
		a := trimmed(unit.PackageFile)
		if a == unknown && *untrimmed {
			return no
		}
		return a
	})
	for _, a := range suite {
		run := a.Run
		a.Run = func(pass *analysis.Pass) (any, error) {
			report := pass.Report
			pass.Report = func(d analysis.Diagnostic) {
				if err := mayFix(pass.Fset, unit, d.SuggestedFixes, paths); err != nil {
					log.Fatalf("refusing to fix %s: %v", pass.Fset.Position(d.Pos).Filename, err)
				}
				report(d)
			}
			return run(pass)
		}
	}
}

// mayFix returns an error if one of the fixes must not reach the go command.
// trimmed reports whether -trimpath is set.
func mayFix(fset *token.FileSet, unit *vetunit.Unit, fixes []analysis.SuggestedFix, trimmed func() answer) error {
	if len(fixes) == 0 {
		return nil
	}
	if unit.Standard() {
		return errors.New("it is of the standard library")
	}
	for _, fix := range fixes {
		for _, edit := range fix.TextEdits {
			// An overlay has the file of another name read instead.
			if file := fset.File(edit.Pos); file == nil || filepath.Dir(file.Name()) != filepath.Clean(unit.Dir) {
				return errors.New("it is not in the directory of its package")
			}
		}
	}
	switch trimmed() {
	case no:
		return nil
	case yes:
		return errors.New("with -trimpath, the go command keeps fixes without the directory they belong to, " +
			"and would edit another checkout; turn it off with -trimpath=false, or run inflight -fix")
	}
	return fmt.Errorf("the package imports nothing, so there is no telling whether -trimpath is set, with which "+
		"the go command would edit another checkout; if it is not, say so with -%s, or run inflight -fix", untrimmedFlag)
}

// answer is what can be found out about a yes or no question.
type answer int

const (
	unknown answer = iota
	no
	yes
)

// trimmed reports whether packages were compiled with -trimpath. The go command
// does not tell its tool, but what the compiler wrote for those who import a
// package has the names of its files: with -trimpath they begin with the path of
// the package, and otherwise with a directory.
func trimmed(packageFile map[string]string) answer {
	all := unknown
	for path, file := range packageFile {
		// A line directive can make one package look as if it were not.
		all = max(all, trimmedPackage(path, file))
	}
	return all
}

func trimmedPackage(path, file string) answer {
	f, err := os.Open(file)
	if err != nil {
		return unknown
	}
	defer f.Close()
	r, err := gcexportdata.NewReader(f)
	if err != nil {
		return unknown
	}
	fset := token.NewFileSet()
	pkg, err := gcexportdata.Read(r, fset, make(map[string]*types.Package), path)
	if err != nil {
		return unknown
	}
	for _, name := range pkg.Scope().Names() {
		file := fset.File(pkg.Scope().Lookup(name).Pos())
		switch {
		case file == nil:
		case filepath.IsAbs(file.Name()), strings.HasPrefix(file.Name(), "$GOROOT"):
			return no
		case strings.Contains(file.Name(), "/"): // what cgo generates has no directory either way
			return yes
		}
	}
	return unknown
}
