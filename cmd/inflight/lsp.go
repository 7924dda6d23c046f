package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/analyzers"
	"github.com/inflight-go/inflight/analyzers/config"
	"github.com/inflight-go/inflight/cmd/inflight/internal/lsp"
)

// editDelay is how long the language server waits for a further change before it looks at
// one.
const editDelay = 200 * time.Millisecond

// serveEditor talks to an editor on standard input and output until that is gone.
func serveEditor(ctx context.Context, o *options, suite []*analysis.Analyzer) error {
	if len(o.args) > 1 {
		return errors.New("inflight lsp takes no arguments: the editor names the files")
	}
	opts := lsp.Options{Delay: editDelay, Version: buildVersion()}
	return lsp.Serve(ctx, stdio{}, &engine{o, suite}, opts)
}

// stdio is standard input and output as one stream.
type stdio struct{}

func (stdio) Read(p []byte) (int, error)  { return os.Stdin.Read(p) }
func (stdio) Write(p []byte) (int, error) { return os.Stdout.Write(p) }

func (stdio) Close() error { return errors.Join(os.Stdin.Close(), os.Stdout.Close()) }

// engine analyzes packages for the language server, by go vet.
type engine struct {
	o     *options // of the command line
	suite []*analysis.Analyzer
}

// Vet runs go vet over the packages together and, if that fails, over each alone: go vet
// tells of no package if one cannot be loaded.
func (e *engine) Vet(ctx context.Context, r lsp.Request) (*lsp.Result, error) {
	g, err := newGoCommand(e.options(r.Settings))
	if err != nil {
		return nil, err
	}
	g.dir = r.Root
	g.tool = append(g.tool, "-"+rootsFlag+"=editor") // keeps the names of overlays out of other runs
	if r.Overlay != "" {
		g = g.withOverlay(r.Overlay)
	}
	result := &lsp.Result{Failed: map[string]string{}}
	groups := [][]string{r.Dirs}
	for len(groups) > 0 {
		dirs := groups[0]
		groups = groups[1:]
		found := make(tree)
		run, err := vetInto(ctx, g, found, patternsOf(r.Root, dirs), new(progress))
		if err != nil {
			return nil, err
		}
		switch {
		case !run.failed:
			result.Findings = append(result.Findings, found.findings(e.suite)...)
		case strings.HasPrefix(run.stderr, "go: "):
			return nil, errors.New(strings.TrimSpace(run.stderr)) // not about code, such as a Go that is too old
		case len(dirs) == 1:
			result.Failed[dirs[0]] = strings.TrimSpace(run.stderr)
		default:
			for _, dir := range dirs {
				groups = append(groups, []string{dir})
			}
		}
	}
	return result, nil
}

// options returns the options of the command line with the settings of the editor: with
// the rows of the inventory, for what is shown beside findings, and with levels.
func (e *engine) options(s analyzers.Settings) *options {
	o := *e.o
	o.values = map[string]value{analyzers.GradesFlag: {text: "true"}}
	for name, v := range e.o.values {
		if v.from == fromFlag {
			o.values[name] = v
		}
	}
	s.Enable = slices.Clone(s.Enable)
	for _, a := range e.suite {
		if analyzers.OptIn(a.Name) && !slices.Contains(s.Enable, a.Name) {
			s.Enable = append(s.Enable, a.Name)
		}
	}
	o.settle(&config.File{Path: "editor", Settings: s}, e.suite)
	return &o
}

// patternsOf names directories for the go command.
func patternsOf(root string, dirs []string) []string {
	var list []string
	for _, dir := range dirs {
		if rel, err := filepath.Rel(root, dir); err == nil && filepath.IsLocal(rel) {
			dir = "./" + filepath.ToSlash(rel)
		}
		list = append(list, dir)
	}
	return list
}
