package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// listed are packages as go list describes them, each with its test variants.
type listed []*listedPackage

type listedPackage struct {
	ImportPath string // with " [p.test]" behind it for a test variant
	ForTest    string
	Deps       []string
	Error      *loadError
	DepsErrors []*loadError
}

type loadError struct {
	ImportStack []string
	Pos, Err    string
}

// listPackages asks go list about the packages. It is asked only after go vet
// failed. Patterns that go list, too, can make nothing of give an empty list.
func listPackages(ctx context.Context, g *goCommand, patterns []string) (listed, error) {
	var out bytes.Buffer
	flags := []string{"-e", "-test", "-json=ImportPath,ForTest,Deps,Error,DepsErrors"}
	_, failed, err := g.list(ctx, &out, flags, patterns)
	if err != nil || failed {
		return nil, err // go vet has failed for the same reason, and said so
	}
	var list listed
	for dec := json.NewDecoder(&out); ; {
		p := new(listedPackage)
		if err := dec.Decode(p); err == io.EOF {
			return list, nil
		} else if err != nil {
			return nil, fmt.Errorf("reading the output of go list: %w", err)
		}
		list = append(list, p)
	}
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
		case p.Error != nil || len(p.DepsErrors) > 0:
			bad = append(bad, p)
		default:
			good = append(good, p.ImportPath)
		}
	}
	return good, bad
}
