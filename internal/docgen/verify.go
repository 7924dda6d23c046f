package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/inflight-go/inflight/analyzers"
)

// verify compares the table with the libraries themselves: the packages that the
// module in dir imports. Each row must name something that exists and can be what
// the row says, and each package of a row must be imported there.
func verify(dir string) error {
	rows, types := analyzers.Libraries()
	config := &packages.Config{
		Mode: packages.NeedName | packages.NeedImports | packages.NeedTypes | packages.NeedDeps | packages.NeedExportFile,
		Dir:  dir,
	}
	fixtures, err := packages.Load(config, "./...")
	if err != nil {
		return err
	}
	libraries := map[string]*packages.Package{}
	failed := false
	for _, fixture := range fixtures {
		for _, err := range fixture.Errors {
			failed = true
			fmt.Fprintln(os.Stderr, err)
		}
		for path, library := range fixture.Imports {
			libraries[path] = library
		}
	}
	packages.Visit(fixtures, nil, func(p *packages.Package) {
		if strings.Contains(p.PkgPath, "/internal/") {
			libraries[p.PkgPath] = p // some names of a library stand for what is internal to it
		}
	})
	missing := map[string]bool{}
	has := func(path string) *packages.Package {
		if library := libraries[path]; library != nil && library.Types != nil {
			return library
		}
		if first, _, _ := strings.Cut(path, "/"); strings.Contains(first, ".") && !missing[path] {
			missing[path], failed = true, true
			fmt.Fprintf(os.Stderr, "%s: no fixture imports it\n", path)
		}
		return nil // of the standard library, or reported
	}
	for _, row := range rows {
		if library := has(row.Path); library != nil {
			if err := row.Check(library.Types); err != nil {
				failed = true
				fmt.Fprintln(os.Stderr, err)
			}
		}
	}
	for _, typ := range types {
		if library := has(typ.Path); library != nil && library.Types.Scope().Lookup(typ.Name) == nil {
			failed = true
			fmt.Fprintf(os.Stderr, "%s.%s does not exist\n", typ.Path, typ.Name)
		}
	}
	if failed {
		return errors.New("the table and the libraries differ")
	}
	return nil
}
