// Docgen writes what people read about the checks from the checks themselves:
// a page for each under docs, one about the libraries that they know, the table of
// checks in README.md, and the JSON schema and the table of the settings.
//
//	go run ./internal/docgen          write
//	go run ./internal/docgen -check   fail if writing would change anything
//
// It also compares the table of libraries with the libraries:
//
//	go run ./internal/docgen -verify testdata/libraries
//
// It works in the directory it is started in, which must be the top of the
// repository.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/analyzers"
)

func main() {
	check := flag.Bool("check", false, "fail with a diff if a file is out of date, and write nothing")
	libraries := flag.String("verify", "", "compare the table of libraries with what the module in `dir` imports, and write nothing")
	flag.Parse()
	var err error
	if *libraries != "" {
		err = verify(*libraries)
	} else {
		err = run(*check)
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "docgen: %v\n", err)
		os.Exit(1)
	}
}

func run(check bool) error {
	suite, err := analyzers.New(analyzers.Settings{})
	if err != nil {
		return err
	}
	files, err := generate(".", suite, analyzers.OptIn)
	if err != nil {
		return err
	}
	outdated := false
	for _, name := range slices.Sorted(maps.Keys(files)) {
		want := files[name] // nil if the file has to go
		have, err := os.ReadFile(name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		switch {
		case err == nil && want != nil && bytes.Equal(have, want):
		case check:
			outdated = true
			fmt.Print(diff(name, string(have), string(want)))
		case want == nil:
			if err := os.Remove(name); err != nil {
				return err
			}
		default:
			if err := os.WriteFile(name, want, 0o666); err != nil {
				return err
			}
		}
	}
	if outdated {
		return errors.New("files are out of date: run go run ./internal/docgen")
	}
	return nil
}

// generate returns the content of all generated files below root by name, nil
// for pages whose check is gone.
func generate(root string, suite []*analysis.Analyzer, optIn func(string) bool) (map[string][]byte, error) {
	files := make(map[string][]byte)

	pages, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil {
		return nil, err
	}
	for _, name := range pages {
		content, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if bytes.Contains(content, []byte(generatedBy)) {
			files[name] = nil
		}
	}
	for _, a := range suite {
		files[filepath.Join(root, "docs", a.Name+".md")] = page(a, optIn(a.Name))
	}

	libraries, err := libraries(root)
	if err != nil {
		return nil, err
	}
	files[filepath.Join(root, "docs", "libraries.md")] = libraries

	known, err := settings(root, suite)
	if err != nil {
		return nil, err
	}
	data, err := json.MarshalIndent(known, "", "  ")
	if err != nil {
		return nil, err
	}
	files[filepath.Join(root, "docs", "settings.schema.json")] = append(data, '\n')

	for _, t := range []struct {
		name, begin, end string
		table            []byte
	}{
		{"README.md", tableBegin, tableEnd, table(suite, optIn)},
		{"docs/settings.md", settingsBegin, settingsEnd, settingsTable(known)},
	} {
		name := filepath.Join(root, filepath.FromSlash(t.name))
		content, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if files[name], err = replaceTable(content, t.table, t.begin, t.end); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return files, nil
}
