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
	blocks  map[string]bool     // packages, or variants, on which nothing can be built
	notes   []string            // lines that tell of no failure
	skipped map[string]string   // packages not analyzed -> the one in the way, or ""
	tests   map[string]string   // packages of which only the tests were not analyzed -> why
}

func newFailures(tool, dir string) *failures {
	return &failures{
		tool:    tool,
		dir:     dir,
		texts:   make(map[string][]string),
		blocks:  make(map[string]bool),
		skipped: make(map[string]string),
		tests:   make(map[string]string),
	}
}

func (fs *failures) empty() bool {
	return len(fs.texts) == 0 && len(fs.skipped) == 0 && len(fs.tests) == 0
}

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

// merge adds the errors of a further run.
func (fs *failures) merge(other *failures) {
	for pkg, texts := range other.texts {
		for _, text := range texts {
			fs.add(pkg, text)
		}
	}
}

// addStderr adds what a go command that failed wrote to its standard error:
// lines of no package first, then under "# package [variant]" those of each
// package. A line that begins with a tab continues the one before, and so does
// everything behind the first line of a crash.
func (fs *failures) addStderr(stderr string) {
	variant, text, compiler := "", "", false
	flush := func() {
		if text != "" {
			fs.add(withoutVariant(variant), text)
			fs.blocks[variant] = fs.blocks[variant] || compiler
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
			variant, compiler = header, true
		case line == "" || isNote(line):
		case strings.HasPrefix(line, "\t") && text != "", isCrash(text):
			text += "\n" + line
		default:
			flush()
			text = fs.inDir(strings.TrimPrefix(line, fs.tool+": "))
		}
	}
	flush()
}

// inDir shortens the path that a text begins with.
func (fs *failures) inDir(text string) string {
	return strings.TrimPrefix(text, fs.dir+string(filepath.Separator))
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
		for _, e := range p.errors() {
			pkg := p.ImportPath
			if n := len(e.ImportStack); n > 0 {
				pkg = e.ImportStack[n-1]
			}
			fs.add(pkg, e.text())
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
// failures added so far. To go vet, external tests are a package of their own;
// other tests it takes with their package or, if they fail, neither.
func (fs *failures) addSkipped(l listed) {
	for _, p := range l {
		path := p.path()
		if fs.texts[path] != nil || p.Error != nil || p.isTest() && len(p.DepsErrors) > 0 {
			fs.skipped[path] = ""
		} else if dep := fs.inTheWay(p); dep != "" && !fs.isSkipped(path) {
			fs.skipped[path] = dep
		}
	}
}

func (fs *failures) isSkipped(path string) bool {
	_, ok := fs.skipped[path]
	return ok
}

// inTheWay returns the package that p needs and that could not be compiled.
func (fs *failures) inTheWay(p *listedPackage) string {
	for _, dep := range p.Deps {
		// The test program depends on the package it tests.
		if path := withoutVariant(dep); fs.blocks[dep] && path != p.path() {
			return path
		}
	}
	return ""
}

// settleTests tells which failures were in tests only, given the packages that
// could be analyzed without theirs.
func (fs *failures) settleTests(l listed, withoutTests []string) {
	for _, p := range l {
		if p.isTest() {
			continue
		}
		path, external := p.ImportPath, p.ImportPath+"_test"
		switch {
		case slices.Contains(withoutTests, path),
			fs.isSkipped(path) && len(p.errors()) == 0 && !p.hasGoFiles():
			fs.onlyTests(path, l.testsOf(path), path, external)
		case fs.isSkipped(path):
			delete(fs.skipped, external) // that goes without saying
		case fs.isSkipped(external):
			fs.onlyTests(path, l.testsOf(path), external)
		}
	}
}

// onlyTests makes what has failed under the import paths one failure, that of
// the tests of a package.
func (fs *failures) onlyTests(pkg string, tests listed, paths ...string) {
	var reasons []string
	for _, path := range paths {
		for _, text := range fs.texts[path] {
			reasons = append(reasons, text)
			if !isCrash(text) { // which is our fault, and wants all lines
				fs.drop(path, text)
			}
		}
		if dep := fs.skipped[path]; dep != "" {
			reasons = append(reasons, "needs "+dep)
		}
		delete(fs.skipped, path)
	}
	for _, p := range tests {
		for _, e := range p.errors() {
			text := fs.inDir(e.text())
			reasons = append(reasons, text)
			fs.drop("", text)
		}
	}
	for _, text := range fs.texts[""] {
		if strings.HasPrefix(text, "package "+pkg+"\n") { // an import cycle, line by line
			fs.drop("", text)
		}
	}
	why := ""
	if len(reasons) > 0 {
		why, _, _ = strings.Cut(reasons[0], "\n")
	}
	fs.tests[pkg] = strings.TrimSuffix(why, "; to add it:") // the lines cut off say how
}

// drop removes an error of a package.
func (fs *failures) drop(pkg, text string) {
	fs.texts[pkg] = slices.DeleteFunc(slices.Clone(fs.texts[pkg]), func(t string) bool { return t == text })
	if len(fs.texts[pkg]) == 0 {
		delete(fs.texts, pkg)
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

// printSkipped names the packages that were not analyzed, or not with their
// tests.
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
	if n := len(fs.tests); n == 1 {
		fmt.Fprintln(w, "inflight: the tests of 1 package were not analyzed:")
	} else if n > 1 {
		fmt.Fprintf(w, "inflight: the tests of %d packages were not analyzed:\n", n)
	}
	for _, path := range slices.Sorted(maps.Keys(fs.tests)) {
		if why := fs.tests[path]; why != "" {
			path += ": " + why
		}
		fmt.Fprintf(w, "\t%s\n", path)
	}
}
