package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
)

// analyzeWithoutTests analyzes packages again that were skipped, perhaps for
// their tests alone.
func analyzeWithoutTests(ctx context.Context, g *goCommand, res *result, l listed, meter *progress) error {
	var retry listed
	for _, p := range l {
		if res.failures.perhapsOnlyTests(p) {
			retry = append(retry, p)
		}
	}
	var analyzed []string
	if len(retry) > 0 {
		own, err := g.hasOverlay(ctx)
		if err != nil {
			return err
		}
		if own {
			res.failures.notes = append(res.failures.notes, "inflight: packages with broken tests are left out: to analyze them without takes an -overlay, and GOFLAGS has one")
		} else if analyzed, err = vetWithoutTests(ctx, g, res, retry, meter); err != nil {
			return err
		}
	}
	res.failures.settleTests(l, analyzed)
	return nil
}

// perhapsOnlyTests reports whether p was skipped and nothing says that it is
// broken itself. A compiler may not have been asked.
func (fs *failures) perhapsOnlyTests(p *listedPackage) bool {
	return fs.isSkipped(p.ImportPath) && !p.isTest() &&
		p.hasGoFiles() && len(p.testFiles()) > 0 &&
		len(p.errors()) == 0 && !fs.blocks[p.ImportPath] && fs.inTheWay(p) == "" &&
		p.ImportPath != "command-line-arguments" // no name to ask for it by
}

// vetWithoutTests runs go vet over the packages as if they had no tests and
// returns the paths of those that it could analyze.
func vetWithoutTests(ctx context.Context, g *goCommand, res *result, l listed, meter *progress) (analyzed []string, err error) {
	dir, err := os.MkdirTemp("", "inflight")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	overlay := filepath.Join(dir, "overlay.json")
	if err := writeOverlay(overlay, l); err != nil {
		return nil, err
	}

	var paths []string
	for _, p := range l {
		paths = append(paths, p.ImportPath)
	}
	results := make(tree)
	run, err := vetInto(ctx, g.withOverlay(overlay).forRoots(paths), results, paths, meter)
	if err != nil {
		return nil, err
	}
	fs := newFailures(res.failures.tool, res.failures.dir)
	if run.failed {
		fs.addStderr(run.stderr)
	}
	fs.addTree(results)
	fs.addSkipped(l)
	res.tree.merge(results)
	res.failures.merge(fs)
	if fs.texts[""] != nil {
		return nil, nil // go vet may not have begun
	}
	for _, path := range paths {
		if !fs.isSkipped(path) {
			analyzed = append(analyzed, path)
		}
	}
	return analyzed, nil
}

// writeOverlay writes the file that makes a go command believe that the test
// files of the packages are not there.
func writeOverlay(file string, l listed) error {
	replace := make(map[string]string)
	for _, p := range l {
		for _, name := range p.testFiles() {
			replace[name] = ""
		}
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o666)
}

// hasOverlay reports whether GOFLAGS, which go env -w may have set, names an
// overlay. The go command takes but one.
func (g *goCommand) hasOverlay(ctx context.Context) (bool, error) {
	flags, err := g.env(ctx, "GOFLAGS")
	for _, flag := range strings.Fields(flags) {
		if strings.HasPrefix(strings.TrimLeft(flag, `'"-`), "overlay=") {
			return true, nil
		}
	}
	return false, err
}
