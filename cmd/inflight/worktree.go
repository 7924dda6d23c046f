package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// refuseOutside returns an error if one of the packages is not of the working
// tree. Other files are not the user's to change: go vet would write to the
// standard library, and leave out other modules without a word.
func refuseOutside(ctx context.Context, g *goCommand, patterns []string) error {
	pkgs, err := list(ctx, g, patterns, "-e", "-find", "-json=ImportPath,Dir,Standard,Module")
	if err != nil {
		return err
	}
	roots, err := treeRoots(ctx, g)
	if err != nil {
		return err
	}
	var first string
	others := 0
	for _, p := range pkgs {
		why := p.outside(roots)
		switch {
		case why == "":
		case first == "":
			first = p.ImportPath + " " + why
		default:
			others++
		}
	}
	if first == "" {
		return nil
	}
	if others > 0 {
		first += fmt.Sprintf(", and %d more packages are not of it either", others)
	}
	return fmt.Errorf("-fix changes the main module alone, and nothing was changed: %s (-diff prints what it would change)", first)
}

// treeRoots returns the directories of the main modules: several in a
// workspace. Without modules, the working directory is all there is.
func treeRoots(ctx context.Context, g *goCommand) ([]string, error) {
	var out bytes.Buffer
	_, failed, err := g.list(ctx, &out, []string{"-m", "-f", "{{.Dir}}"}, nil)
	if err != nil {
		return nil, err
	}
	var roots []string
	for line := range strings.Lines(out.String()) {
		if dir := strings.TrimRight(line, "\r\n"); dir != "" && !failed {
			roots = append(roots, dir)
		}
	}
	if len(roots) > 0 {
		return roots, nil
	}
	dir, err := os.Getwd()
	return []string{dir}, err
}

// outside says why p is not of the working tree, or "" if it is.
func (p *listedPackage) outside(roots []string) string {
	switch {
	case p.Dir == "":
		return "" // there is no such package, as go vet will say
	case p.Standard:
		return "is of the standard library"
	case p.Module != nil && !p.Module.Main:
		return "is of module " + p.Module.Path
	}
	for _, root := range roots {
		rel, err := filepath.Rel(root, p.Dir)
		if err != nil || !filepath.IsLocal(rel) {
			continue
		}
		switch {
		case strings.Contains("/"+filepath.ToSlash(rel)+"/", "/vendor/"):
			return "is vendored"
		case p.Module == nil && nested(root, p.Dir):
			return "is of another module"
		}
		return ""
	}
	return "is outside of it"
}

// nested reports whether a module begins below root at the directory, or above it. The
// go command does not say it of files that are named.
func nested(root, dir string) bool {
	for dir := filepath.Clean(dir); len(dir) > len(root); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return true
		}
	}
	return false
}
