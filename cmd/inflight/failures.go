package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// failures are the reasons why packages could not be analyzed, each told once:
// the go command repeats them for every variant of a package and for every
// package that needs it.
type failures struct {
	tool string // name of the vet tool, which prefixes its errors
	dir  string // working directory

	texts   map[string][]string // package -> errors; "" for those of no package
	blocks  map[string]bool     // packages on which nothing can be built
	notes   []string            // lines that tell of no failure
	skipped map[string]string   // packages not analyzed -> the one in the way, or ""
}

func newFailures(tool, dir string) *failures {
	return &failures{
		tool:   tool,
		dir:    dir,
		texts:  make(map[string][]string),
		blocks: make(map[string]bool),
	}
}

func (fs *failures) empty() bool { return len(fs.texts) == 0 && len(fs.skipped) == 0 }

// add adds an error of a package, or with no package one that may have been
// added with its package before.
func (fs *failures) add(pkg, text string) {
	for other, texts := range fs.texts {
		if (pkg == "" || pkg == other) && slices.Contains(texts, text) {
			return
		}
	}
	fs.texts[pkg] = append(fs.texts[pkg], text)
}

// addStderr adds what a go command that failed wrote to its standard error:
// lines of no package first, then under "# package [variant]" those of each
// package. A line that begins with a tab continues the one before, and so does
// everything behind the first line of a crash.
func (fs *failures) addStderr(stderr string) {
	pkg, text, compiler := "", "", false
	flush := func() {
		if text != "" {
			fs.add(pkg, text)
			fs.blocks[pkg] = fs.blocks[pkg] || compiler
		}
		text = ""
	}
	for line := range strings.Lines(stderr) {
		line = strings.TrimRight(line, "\r\n")
		header, isHeader := strings.CutPrefix(line, "# ")
		switch {
		case isHeader && strings.HasPrefix(header, "["):
			// The go command adds a second header if it is the vet tool that
			// speaks. If that one fails, other packages are still analyzed.
			compiler = false
		case isHeader:
			flush()
			pkg, compiler = withoutVariant(header), true
		case line == "" || isNote(line):
		case strings.HasPrefix(line, "\t") && text != "", isCrash(text):
			text += "\n" + line
		default:
			flush()
			line = strings.TrimPrefix(line, fs.tool+": ")
			text = strings.TrimPrefix(line, fs.dir+string(filepath.Separator))
		}
	}
	flush()
}

// isCrash reports whether a text is how a Go program dies.
func isCrash(text string) bool {
	return strings.HasPrefix(text, "panic: ") || strings.HasPrefix(text, "fatal error: ") ||
		strings.HasPrefix(text, "runtime: ")
}

// addNotes adds what a go command that succeeded wrote to its standard error.
func (fs *failures) addNotes(stderr string) {
	for line := range strings.Lines(stderr) {
		line = strings.TrimRight(line, "\r\n")
		if line != "" && !strings.HasPrefix(line, "# ") && !isNote(line) {
			fs.notes = append(fs.notes, line)
		}
	}
}

// isNote reports whether a line of the go command only tells what it is doing.
func isNote(line string) bool {
	return strings.HasPrefix(line, "go: downloading ")
}

// addUnloadable adds the errors of packages that could not be loaded, each
// under the package that it stands in.
func (fs *failures) addUnloadable(pkgs []*listedPackage) {
	for _, p := range pkgs {
		errs := p.DepsErrors
		if p.Error != nil {
			errs = []*loadError{p.Error}
		}
		for _, e := range errs {
			pkg, text := p.ImportPath, e.Err
			if n := len(e.ImportStack); n > 0 {
				pkg = e.ImportStack[n-1]
				if n > 1 && e.Pos == "" {
					text += ": " + strings.Join(e.ImportStack, " -> ")
				}
			}
			if e.Pos != "" {
				text = e.Pos + ": " + text
			}
			fs.add(pkg, text)
			fs.blocks[pkg] = true
		}
	}
}

// addTree adds the checks that failed instead of reporting.
func (fs *failures) addTree(t tree) {
	for id, checks := range t {
		for check, result := range checks {
			var failed struct{ Error string }
			if json.Unmarshal(result, &failed) == nil && failed.Error != "" {
				fs.add(withoutVariant(id), check+": "+failed.Error)
			}
		}
	}
}

// addSkipped adds the listed packages that were not analyzed because of the
// failures added so far.
func (fs *failures) addSkipped(l listed) {
	fs.skipped = make(map[string]string)
	for _, p := range l {
		path := p.path()
		if fs.texts[path] != nil || p.Error != nil || p.isTest() && len(p.DepsErrors) > 0 {
			fs.skipped[path] = ""
			continue
		}
		for _, dep := range p.Deps {
			// The test program depends on the package it tests.
			dep = withoutVariant(dep)
			if _, ok := fs.skipped[path]; !ok && fs.blocks[dep] && dep != path {
				fs.skipped[path] = dep
			}
		}
	}
}

// print writes the failures in the form of the go command, and then which
// packages were not analyzed.
func (fs *failures) print(out io.Writer) {
	w := bufio.NewWriter(out)
	defer w.Flush() // standard error: there is nowhere to report a failure to
	for _, note := range fs.notes {
		fmt.Fprintln(w, note)
	}
	for _, pkg := range slices.Sorted(maps.Keys(fs.texts)) {
		if pkg != "" {
			fmt.Fprintf(w, "# %s\n", pkg)
		}
		for _, text := range fs.texts[pkg] {
			fmt.Fprintln(w, shortened(text))
		}
	}
	fs.printSkipped(w)
}

// shortened cuts a text that would fill screens, as the trace of a stack
// overflow does.
func shortened(text string) string {
	const most = 60
	lines := strings.Split(text, "\n")
	if len(lines) <= most {
		return text
	}
	return fmt.Sprintf("%s\n\t(%d more lines)", strings.Join(lines[:most], "\n"), len(lines)-most)
}

// printSkipped names the packages that were not analyzed.
func (fs *failures) printSkipped(w io.Writer) {
	if n := len(fs.skipped); n == 1 {
		fmt.Fprintln(w, "inflight: 1 package was not analyzed:")
	} else if n > 1 {
		fmt.Fprintf(w, "inflight: %d packages were not analyzed:\n", n)
	}
	for _, path := range slices.Sorted(maps.Keys(fs.skipped)) {
		if dep := fs.skipped[path]; dep != "" {
			path += " (needs " + dep + ")"
		}
		fmt.Fprintf(w, "\t%s\n", path)
	}
}
