package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/version"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// result is what an analysis of some packages gave.
type result struct {
	tree     tree
	failures *failures
	listed   listed // the packages asked for
}

// analyze runs go vet over the packages. If some cannot be loaded, on which go
// vet gives up before it looks at any, it runs again over those that can. And
// if the tests of a package are broken, for which go vet leaves all of it out,
// it runs once more over that package as if it had no tests.
func analyze(ctx context.Context, g *goCommand, patterns []string) (*result, error) {
	meter := startProgress(os.Stderr)
	defer meter.stop()

	dir, _ := os.Getwd() // without it paths in errors stay as they are
	res := &result{tree: make(tree), failures: newFailures(filepath.Base(g.self), dir)}
	first, err := vetInto(ctx, g, res.tree, patterns, meter)
	if err != nil {
		return nil, err
	}
	if !first.failed {
		res.failures.addNotes(first.stderr)
		if err := completeVet(ctx, g, res, patterns, first.units, meter); err != nil {
			return nil, err
		}
		res.failures.addTree(res.tree)
		return res, nil
	}

	listed, err := listPackages(ctx, g, patterns)
	if err != nil {
		return nil, err
	}
	res.listed = listed
	good, bad := listed.byLoading()
	if len(good) == 0 && !inModule(dir) {
		return nil, errors.New("no go.mod in " + dir + " or above it: run inflight inside a module")
	}
	last := first
	if len(bad) > 0 {
		res.failures.addUnloadable(bad)
		last = vetRun{}
		if len(good) > 0 {
			if last, err = vetInto(ctx, g.forRoots(good), res.tree, good, meter); err != nil {
				return nil, err
			}
		}
	}
	res.failures.addStderr(last.stderr)
	res.failures.addTree(res.tree)
	res.failures.addSkipped(listed)
	if len(bad) == 0 && last.units < listed.units(res.failures) {
		if _, err := vetInto(ctx, g.forRoots(good), res.tree, good, meter); err != nil {
			return nil, err
		}
	}
	if err := analyzeWithoutTests(ctx, g, res, listed, meter); err != nil {
		return nil, err
	}
	if res.failures.empty() {
		return nil, errors.New("go vet failed and did not say why")
	}
	return res, nil
}

// completeVet makes up for a mistake of go vet, which as of Go 1.26 does not
// tell a package it was asked about from a dependency when it looks into its
// cache. Of a package that was analyzed for its facts before, in a run over
// others that need it, it then reports nothing.
func completeVet(ctx context.Context, g *goCommand, res *result, patterns []string, units int, meter *progress) error {
	listed, err := listFiles(ctx, g, patterns)
	res.listed = listed
	if err != nil || units >= listed.units(res.failures) {
		return err
	}
	roots, _ := listed.byLoading()
	_, err = vetInto(ctx, g.forRoots(roots), res.tree, patterns, meter)
	return err
}

// inModule reports whether the directory, or one above it, is the root of a
// module or of a workspace.
func inModule(dir string) bool {
	for {
		for _, name := range []string{"go.mod", "go.work"} {
			if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
				return true
			}
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return false
		}
		dir = parent
	}
}

// vetRun is what go vet said beside its results.
type vetRun struct {
	stderr string
	failed bool
	units  int // how many packages there were results of, tests counted apart
}

// vetInto runs go vet and adds what it finds to the tree.
func vetInto(ctx context.Context, g *goCommand, t tree, patterns []string, meter *progress) (run vetRun, err error) {
	r, w := io.Pipe()
	decoded := make(chan error, 1)
	go func() {
		var err error
		run.units, err = decodeTrees(r, t, meter)
		r.CloseWithError(err) // unblocks go vet if its output makes no sense
		decoded <- err
	}()
	stderr, failed, err := g.vet(ctx, w, []string{"-json"}, patterns)
	trees, stderr := cutTrees(stderr)
	io.WriteString(w, trees) // an error is that of the decoder
	w.Close()
	if derr := <-decoded; derr != nil && err == nil {
		err = fmt.Errorf("reading the output of go vet: %w", derr)
	}
	run.stderr, run.failed = stderr, failed
	return run, err
}

// cutTrees takes JSON objects out of a standard error: before Go 1.26, that is
// where go vet prints them.
func cutTrees(stderr string) (trees, rest string) {
	var in, out strings.Builder
	inside := false
	for line := range strings.Lines(stderr) {
		text := strings.TrimRight(line, "\r\n")
		if inside || text == "{" || text == "{}" {
			in.WriteString(line)
			inside = text != "}" && text != "{}" // what is within is indented
		} else {
			out.WriteString(line)
		}
	}
	return in.String(), out.String()
}

// decodeTrees reads the stream of JSON objects, one for each package, that go
// vet -json prints.
func decodeTrees(r io.Reader, t tree, meter *progress) (units int, err error) {
	dec := json.NewDecoder(r)
	for {
		var one tree
		if err := dec.Decode(&one); err == io.EOF {
			return units, nil
		} else if err != nil {
			return units, err
		}
		t.merge(one)
		units++
		meter.packageDone()
	}
}

// applyFixes has go vet apply the fixes or, with -diff, print them as a patch.
func applyFixes(ctx context.Context, g *goCommand, o *options) (int, error) {
	// Before that, go vet has no such flags.
	if v, err := g.env(ctx, "GOVERSION"); err != nil {
		return exitError, err
	} else if version.IsValid(v) && version.Compare(v, "go1.26") < 0 {
		return exitError, fmt.Errorf("-fix and -diff need go1.26 or later, the go command here is %s", v)
	}
	if !o.diff {
		if err := refuseOutside(ctx, g, o.args); err != nil {
			return exitError, err
		}
	}
	out := &counter{w: os.Stdout}
	fs, err := vetFixes(ctx, g, o, out)
	if err != nil {
		return exitError, err
	}
	fs.print(os.Stderr)
	switch {
	case !fs.empty():
		return exitError, nil
	case out.n > 0:
		return exitFindings, nil // the patch is not empty
	}
	return exitClean, nil
}

// vetFixes runs go vet for the fixes, like analyze again if some packages cannot
// be loaded. But it leaves a package alone whose tests are broken: nothing could
// test the fix.
func vetFixes(ctx context.Context, g *goCommand, o *options, out *counter) (*failures, error) {
	meter := startProgress(os.Stderr)
	defer meter.stop()
	flags := []string{"-fix", "-" + untrimmedFlag} // newGoCommand sees to that
	if o.diff {
		flags = append(flags, "-diff")
		listed, err := listFiles(ctx, g, o.args)
		if err != nil {
			return nil, err
		}
		roots, _ := listed.byLoading()
		g = g.forRoots(roots) // the patch would not show that results are missing
	}
	stderr, failed, err := g.vet(ctx, out, flags, o.args)
	if err != nil {
		return nil, err
	}
	dir, _ := os.Getwd()
	fs := newFailures(filepath.Base(g.self), dir)
	if !failed || stderr == "" && out.n > 0 { // go vet fails for a patch
		fs.addNotes(stderr)
		return fs, nil
	}

	listed, err := listPackages(ctx, g, o.args)
	if err != nil {
		return nil, err
	}
	good, bad := listed.byLoading()
	if len(good) > 0 && len(bad) > 0 {
		fs.addUnloadable(bad)
		if stderr, _, err = g.vet(ctx, out, flags, good); err != nil {
			return nil, err
		}
	}
	fs.addStderr(stderr)
	fs.addSkipped(listed)
	fs.settleTests(listed, nil)
	if fs.empty() {
		return nil, errors.New("go vet failed and did not say why")
	}
	return fs, nil
}

// counter counts what is written to w.
type counter struct {
	w io.Writer
	n int
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += n
	return n, err
}
