package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/analyzers"
	"github.com/inflight-go/inflight/cmd/inflight/internal/report"
)

// The exit codes. Findings beside an error are printed, but the error counts:
// what was not analyzed may hold more.
const (
	exitClean    = 0
	exitFindings = 1
	exitError    = 2
)

// run plays the role of the program that a person starts and returns its exit
// code.
func run(args []string) int {
	suite, err := analyzers.New(analyzers.Settings{})
	if err != nil {
		return fail(err)
	}
	o, err := parseArgs(args, suite)
	switch {
	case errors.Is(err, flag.ErrHelp):
		printUsage(os.Stdout, suite)
		return exitClean
	case err != nil:
		return fail(fmt.Errorf("%w (inflight -h lists the flags)", err))
	case o.version:
		printVersion(os.Stdout)
		return exitClean
	case len(o.args) > 0 && o.args[0] == "help":
		if err := printHelp(os.Stdout, suite, o.args[1:]); err != nil {
			return fail(err)
		}
		return exitClean
	}

	if o.dir != "" {
		if err := os.Chdir(o.dir); err != nil {
			return fail(fmt.Errorf("-C: %w", err))
		}
	}
	if len(o.args) > 0 && o.args[0] == "lsp" { // it reads configuration files as they change
		if err := serveEditor(context.Background(), o, suite); err != nil {
			return fail(err)
		}
		return exitClean
	}
	file, err := readConfig(o)
	if err != nil && !o.isCommand("gopls") {
		return fail(err)
	}
	o.settle(file, suite)
	if o.isCommand("gopls") {
		code, err := runGopls(o, file, err)
		if err != nil {
			return fail(err)
		}
		return code
	}
	if len(o.args) > 0 && o.args[0] == "config" {
		if err := runConfig(os.Stdout, o, suite); err != nil {
			return fail(err)
		}
		return exitClean
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt ends this process at once
	g, err := newGoCommand(o)
	if err != nil {
		return fail(err)
	}
	code, err := act(ctx, g, o, suite)
	if ctx.Err() != nil {
		err = errors.New("interrupted")
	}
	if err != nil {
		return fail(err)
	}
	return code
}

// act does what the command line asks for, once it is known to be valid.
func act(ctx context.Context, g *goCommand, o *options, suite []*analysis.Analyzer) (int, error) {
	if o.fix || o.diff {
		return applyFixes(ctx, g, o)
	}
	known, err := readBaseline(o)
	if err != nil {
		return exitError, err
	}
	res, err := analyze(ctx, g, o.args)
	if err != nil {
		return exitError, err
	}
	found, about := res.tree.findings(suite), ""
	if o.wantIdentities() {
		report.Identify(found)
	}
	if known != nil {
		if found, about, err = settle(o, known, res, found); err != nil {
			return exitError, err
		}
	}
	if err := o.print(os.Stdout, res, found, suite); err != nil {
		return exitError, err
	}
	res.failures.print(os.Stderr)
	if about != "" {
		fmt.Fprintln(os.Stderr, "inflight:", about)
	}
	switch {
	case !res.failures.empty():
		return exitError, nil
	case len(found) > 0:
		return exitFindings, nil
	}
	return exitClean, nil
}

func fail(err error) int {
	fmt.Fprintf(os.Stderr, "inflight: %v\n", err)
	return exitError
}

// printVersion says which build this is, and what it was built with: what a
// bug report needs.
func printVersion(w io.Writer) {
	goVersion, tools := "", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		goVersion = info.GoVersion
		for _, dep := range info.Deps {
			if dep.Path == "golang.org/x/tools" {
				tools = dep.Version
			}
		}
	}
	fmt.Fprintf(w, "inflight %s (built with %s, golang.org/x/tools %s)\n", buildVersion(), goVersion, tools)
}

// buildVersion returns the version of this build.
func buildVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
