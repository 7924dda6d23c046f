package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
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
	if o.config != "" {
		file, err := readConfig(o)
		if err != nil {
			return err
		}
		opts.Settings = new(analyzers.Settings)
		if file != nil {
			opts.Settings = &file.Settings
		}
	}
	// An editor that stops the server, or is gone while that writes, must not keep it from
	// ending what it runs and from removing unsaved text.
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	return lsp.Serve(ctx, stdio{}, &engine{o: o, suite: suite, failed: map[string]bool{}}, opts)
}

// stdio is standard input and output as one stream.
type stdio struct{}

func (stdio) Read(p []byte) (int, error)  { return os.Stdin.Read(p) }
func (stdio) Write(p []byte) (int, error) { return os.Stdout.Write(p) }

func (stdio) Close() error { return errors.Join(os.Stdin.Close(), os.Stdout.Close()) }

// engine analyzes packages for the language server, by go vet.
type engine struct {
	o       *options // of the command line
	suite   []*analysis.Analyzer
	failed  map[string]bool // directories whose packages could not be analyzed the last time
	foreign []string        // where the code of others lies: the module cache and that of Go
}

// Vet runs go vet over the packages together and, if that fails, over each half of them:
// go vet tells of no package if one cannot be loaded. Those that failed before come alone.
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
	if own, err := e.own(ctx, g, r.Root); err != nil || !own {
		return result, err
	}
	groups := e.groups(r.Dirs)
	for len(groups) > 0 {
		dirs := groups[0]
		groups = groups[1:]
		found := make(tree)
		run, err := vetInto(ctx, g, found, patternsOf(r.Root, dirs), new(progress))
		if err != nil {
			return nil, err
		}
		reason := withoutNotes(run.stderr)
		switch {
		case !run.failed:
			for _, dir := range dirs {
				delete(e.failed, dir)
			}
			result.Findings = append(result.Findings, found.findings(e.suite)...)
		case strings.HasPrefix(reason, "go: "):
			return nil, errors.New(reason) // not about code, such as a Go that is too old
		case len(dirs) == 1:
			e.failed[dirs[0]] = true
			result.Failed[dirs[0]] = reason
		default:
			groups = append(groups, dirs[:len(dirs)/2], dirs[len(dirs)/2:])
		}
	}
	return result, nil
}

// groups returns the directories that failed before one by one, and the others together.
func (e *engine) groups(dirs []string) (groups [][]string) {
	var good []string
	for _, dir := range dirs {
		if e.failed[dir] {
			groups = append(groups, []string{dir})
		} else {
			good = append(good, dir)
		}
	}
	if len(good) > 0 {
		groups = append(groups, good)
	}
	return groups
}

// own reports whether a module is one that people change. Others are looked at by whoever
// jumps to a declaration, and the go command replaces no files in them.
func (e *engine) own(ctx context.Context, g *goCommand, root string) (bool, error) {
	if e.foreign == nil {
		for _, name := range []string{"GOMODCACHE", "GOROOT"} {
			dir, err := g.env(ctx, name)
			if err != nil {
				e.foreign = nil
				return false, err
			}
			e.foreign = append(e.foreign, dir)
		}
	}
	return !slices.ContainsFunc(e.foreign, func(dir string) bool {
		rel, err := filepath.Rel(dir, root)
		return dir != "" && err == nil && filepath.IsLocal(rel)
	}), nil
}

// withoutNotes returns what the go command said beside what it was doing.
func withoutNotes(stderr string) string {
	var rest strings.Builder
	for line := range strings.Lines(stderr) {
		if !isNote(line) {
			rest.WriteString(line)
		}
	}
	return strings.TrimSpace(rest.String())
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
