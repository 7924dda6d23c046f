package main

import (
	"cmp"
	"flag"
	"fmt"
	"io"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/analyzers"
)

const usage = `Inflight finds, in Go programs, work that nothing keeps from piling up.

Usage:

	inflight [flags] [packages]     report what is found
	inflight help <check>           explain a check and its flags
	inflight config                 print the settings in force, and where each
	                                comes from; inflight config flags prints
	                                them for go vet
	inflight lsp                    serve an editor, beside its language server
	                                for Go: docs/editors.md of the repository
	inflight gopls [args]           run gopls with the checks in it, built when
	                                needed; inflight gopls build [-o file] builds
	                                it and prints the settings of editors

Packages are named as for go vet ("go help packages"); none means the one in
the working directory. Inflight runs go vet with itself as the vet tool, so
results are cached, and GOFLAGS and GOWORK work as usual. It can also be used
directly: go vet -vettool=$(which inflight) [flags] [packages]

Checks:

`

const flagsHelp = `
Flags:

	-level strong|data|audit
	      how much evidence a finding needs: strong, it very likely hurts in
	      production; data (the default), no bound is visible and the size is
	      data; audit, every spawn without a visible bound
	-tests
	      look into test files and examples too
	-generated
	      look into generated files too
	-limit expr
	      the Go expression that advice and rewrites use as the limit
	-rows name=role
	      what functions of your own do, or of a library that inflight does not
	      know: spawn, limit, acquire, handle and so on; several are separated by
	      commas, as in '(example.com/app/jobs.Queue).Submit=spawn'. All roles:
	      https://github.com/inflight-go/inflight/blob/main/docs/libraries.md
	-explain, -v
	      say with each finding which evidence counted, and what keeps a fix from
	      being offered
	-alternatives
	      offer fixes that are not the first choice too: for editors, where a
	      person picks one
	-<check>
	      run this check alone, or these if there are several
	-<check>=false
	      do not run this check
	-<check>.<flag>=value
	      set a flag of one check; see inflight help <check>

	-c n
	      print each finding's source line with n lines around it
	-format text|json|sarif|github|checkstyle|gitlab
	      print findings in a format that other programs read: json, the tree
	      of go vet, with fixes; sarif, for code scanning and editors, with fixes,
	      rules and fingerprints; github, annotations of GitHub Actions;
	      checkstyle, for Jenkins and others; gitlab, a Code Quality report.
	      https://github.com/inflight-go/inflight/blob/main/docs/formats.md
	-json, -sarif
	      the same as -format=json and -format=sarif
	-grades
	      with -json: put the level of evidence before the category of each
	      finding, as in strong/unbounded
	-baseline file
	      report only findings that are not in the file, and count only these
	-baseline-update
	      write all findings to the file of -baseline and report none
	-fix
	      apply the first fix of each finding instead of reporting it; this and
	      -diff need Go 1.26
	-diff
	      print what -fix would change, as a patch

	-config file
	      the configuration file, or none; otherwise it is the nearest .inflight.yml
	      here or above, or else what the nearest .golangci.yml has for the plugin:
	      https://github.com/inflight-go/inflight/blob/main/docs/settings.md
	-C dir
	      change to dir before anything else
	-tags list
	      build tags, separated by commas
	-version
	      print the version

Exit codes:

	0     nothing was found that is not in the baseline; with -fix, fixes were
	      applied; with -diff, none
	1     there are findings; with -diff, a patch
	2     the command line is wrong, or some package or its tests could not be
	      loaded or compiled; findings in the rest are printed all the same
`

// printUsage writes the overview.
func printUsage(w io.Writer, suite []*analysis.Analyzer) {
	fmt.Fprint(w, usage)
	for _, a := range suite {
		title := title(a)
		if analyzers.OptIn(a.Name) {
			title += " (off by default)"
		}
		fmt.Fprintf(w, "\t%-14s  %s\n", a.Name, title)
	}
	fmt.Fprint(w, flagsHelp)
}

// printHelp writes what is known about some checks, or the overview.
func printHelp(w io.Writer, suite []*analysis.Analyzer, names []string) error {
	if len(names) == 0 {
		printUsage(w, suite)
		return nil
	}
	for i, name := range names {
		a := analyzers.Lookup(suite, name)
		if a == nil {
			return fmt.Errorf("there is no check %q (inflight -h lists them)", name)
		}
		if i > 0 {
			fmt.Fprintln(w)
		}
		printCheck(w, a)
	}
	return nil
}

func printCheck(w io.Writer, a *analysis.Analyzer) {
	fmt.Fprintf(w, "%s: %s\n", a.Name, strings.TrimSpace(a.Doc))
	if a.URL != "" {
		fmt.Fprintf(w, "\nMore: %s\n", a.URL)
	}
	first := true
	a.Flags.VisitAll(func(f *flag.Flag) {
		if first {
			fmt.Fprint(w, "\nFlags:\n\n")
			first = false
		}
		placeholder, text := flag.UnquoteUsage(f)
		name := strings.TrimSpace(fmt.Sprintf("-%s.%s %s", a.Name, f.Name, placeholder))
		if def := cmp.Or(f.DefValue, "false"); def != "false" {
			text += fmt.Sprintf(" (default %s)", def)
		}
		fmt.Fprintf(w, "\t%s\n\t      %s\n", name, text)
	})
}

// title returns the first line of a check's documentation, which says what it
// is for.
func title(a *analysis.Analyzer) string {
	line, _, _ := strings.Cut(a.Doc, "\n")
	return line
}
