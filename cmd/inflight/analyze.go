package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// result is what an analysis of some packages gave.
type result struct {
	tree     tree
	failures *failures
}

// analyze runs go vet over the packages. If some cannot be loaded, on which go
// vet gives up before it looks at any, it runs again over those that can.
func analyze(ctx context.Context, g *goCommand, patterns []string) (*result, error) {
	meter := startProgress(os.Stderr)
	defer meter.stop()

	dir, _ := os.Getwd() // without it paths in errors stay as they are
	res := &result{tree: make(tree), failures: newFailures(filepath.Base(g.self), dir)}
	stderr, failed, err := vetInto(ctx, g, res.tree, patterns, meter)
	if err != nil {
		return nil, err
	}
	if !failed {
		res.failures.addNotes(stderr)
		res.failures.addTree(res.tree)
		return res, nil
	}

	listed, err := listPackages(ctx, g, patterns)
	if err != nil {
		return nil, err
	}
	good, bad := listed.byLoading()
	if len(good) == 0 && !inModule(dir) {
		return nil, errors.New("no go.mod in " + dir + " or above it: run inflight inside a module")
	}
	if len(bad) > 0 {
		res.failures.addUnloadable(bad)
		stderr = ""
		if len(good) > 0 {
			stderr, _, err = vetInto(ctx, g, res.tree, good, meter)
			if err != nil {
				return nil, err
			}
		}
	}
	res.failures.addStderr(stderr)
	res.failures.addTree(res.tree)
	res.failures.addSkipped(listed)
	if res.failures.empty() {
		return nil, errors.New("go vet failed and did not say why")
	}
	return res, nil
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

// vetInto runs go vet and adds what it finds to the tree.
func vetInto(ctx context.Context, g *goCommand, t tree, patterns []string, meter *progress) (stderr string, failed bool, err error) {
	r, w := io.Pipe()
	decoded := make(chan error, 1)
	go func() {
		err := decodeTrees(r, t, meter)
		r.CloseWithError(err) // unblocks go vet if its output makes no sense
		decoded <- err
	}()
	stderr, failed, err = g.vet(ctx, w, []string{"-json"}, patterns)
	w.Close()
	if derr := <-decoded; derr != nil && err == nil {
		return "", false, fmt.Errorf("reading the output of go vet: %w", derr)
	}
	return stderr, failed, err
}

// decodeTrees reads the stream of JSON objects, one for each package, that go
// vet -json prints.
func decodeTrees(r io.Reader, t tree, meter *progress) error {
	dec := json.NewDecoder(r)
	for {
		var one tree
		if err := dec.Decode(&one); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		t.merge(one)
		meter.packageDone()
	}
}

// applyFixes has go vet apply the fixes or, with -diff, print them as a patch.
func applyFixes(ctx context.Context, g *goCommand, o *options) (int, error) {
	meter := startProgress(os.Stderr)
	flags := []string{"-fix"}
	out := &counter{w: os.Stdout}
	if o.diff {
		flags = append(flags, "-diff")
	}
	stderr, failed, err := g.vet(ctx, out, flags, o.args)
	meter.stop()
	if err != nil {
		return exitError, err
	}

	dir, _ := os.Getwd()
	fs := newFailures(filepath.Base(g.self), dir)
	if failed {
		fs.addStderr(stderr)
	} else {
		fs.addNotes(stderr)
	}
	fs.print(os.Stderr)
	switch {
	case !fs.empty():
		return exitError, nil
	case out.n > 0:
		return exitFindings, nil // the patch is not empty, and go vet failed for that
	case failed:
		return exitError, errors.New("go vet failed and did not say why")
	}
	return exitClean, nil
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
