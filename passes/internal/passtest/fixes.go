package passtest

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/format"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/txtar"
)

// A site is a diagnostic of the first run, reduced to what tells it from the
// others in its file.
type site struct {
	offset   int
	category string
}

// A file is one source file of a fixture with what was reported in it.
type file struct {
	name       string // absolute
	short      string // relative to the sources of the fixture tree
	content    []byte
	generated  bool
	importsEnd int
	fixes      map[site][]fix // nil fixes for a report without any
	outputs    []output
}

// An output is the file after the fixes of one golden, or of one section of
// it, are applied.
type output struct {
	message string // names the section; empty for a plain golden
	fixes   []fix
	fixed   map[site]bool
	edits   []edit
}

// checkFixes holds the suggested fixes in results to the promises of the
// package comment.
func checkFixes(t testing.TB, tree string, check *analysis.Analyzer, patterns []string, results []*analysistest.Result) {
	t.Helper()
	files := collect(t, tree, results)
	rejectStray(t, tree, files)
	rounds := 0
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f := files[name]
		f.rejectConflicts(t)
		f.compareGolden(t)
		rounds = max(rounds, len(f.outputs))
	}
	for i := range rounds {
		rerun(t, tree, check, patterns, files, i, results)
	}
}

// collect gathers the files of the packages in results and the fixes offered
// in them. A file that belongs to a package and to its test variant is
// reported on twice, and counted once.
func collect(t testing.TB, tree string, results []*analysistest.Result) map[string]*file {
	t.Helper()
	files := make(map[string]*file)
	for _, r := range results {
		pkg := r.Action.Package
		for _, syntax := range pkg.Syntax {
			tf := pkg.Fset.File(syntax.FileStart)
			name := tf.Name()
			if files[name] != nil || !strings.HasPrefix(name, tree) {
				continue // seen, or the main function of a test binary
			}
			content, err := os.ReadFile(name)
			if err != nil {
				t.Errorf("reading a fixture: %v", err)
				continue
			}
			files[name] = &file{
				name:       name,
				short:      shorten(tree, name),
				content:    content,
				generated:  ast.IsGenerated(syntax),
				importsEnd: importsEnd(tf, syntax),
				fixes:      make(map[site][]fix),
			}
		}
		for _, d := range r.Action.Diagnostics {
			tf := pkg.Fset.File(d.Pos)
			if tf == nil || files[tf.Name()] == nil {
				t.Errorf("%s: diagnostic outside the files of the package: %s", pkg.PkgPath, d.Message)
				continue
			}
			f := files[tf.Name()]
			s := site{tf.Offset(d.Pos), d.Category}
			f.fixes[s] = convert(t, f, tf, d)
		}
	}
	return files
}

// convert returns the fixes of d, a diagnostic in f, without those that break
// the rule of one file a fix.
func convert(t testing.TB, f *file, tf *token.File, d analysis.Diagnostic) []fix {
	t.Helper()
	var fixes []fix
fixes:
	for _, sf := range d.SuggestedFixes {
		x := fix{message: sf.Message}
		for _, e := range sf.TextEdits {
			if e.Pos < token.Pos(tf.Base()) || e.End > token.Pos(tf.Base()+tf.Size()) {
				t.Errorf("%s: fix %q edits a second file", f.short, sf.Message)
				continue fixes
			}
			x.edits = append(x.edits, edit{tf.Offset(e.Pos), tf.Offset(e.End), string(e.NewText)})
		}
		if f.generated {
			t.Errorf("%s: fix %q edits a generated file", f.short, sf.Message)
			continue
		}
		if len(x.edits) == 0 {
			t.Errorf("%s: fix %q has no edits", f.short, sf.Message)
			continue
		}
		fixes = append(fixes, x)
	}
	return fixes
}

// importsEnd returns the offset of the line after the imports of syntax, or after its
// package clause.
func importsEnd(tf *token.File, syntax *ast.File) int {
	end := syntax.Name.End()
	for _, decl := range syntax.Decls {
		if decl, ok := decl.(*ast.GenDecl); ok && decl.Tok == token.IMPORT {
			end = decl.End()
		}
	}
	if line := tf.Line(end); line < tf.LineCount() {
		return tf.Offset(tf.LineStart(line + 1))
	}
	return tf.Size()
}

// rejectStray reports goldens that belong to no file of the packages under
// test, as one does that outlived its source.
func rejectStray(t testing.TB, tree string, files map[string]*file) {
	t.Helper()
	dirs := make(map[string]bool)
	for name := range files {
		dirs[filepath.Dir(name)] = true
	}
	for dir := range dirs {
		goldens, _ := filepath.Glob(filepath.Join(dir, "*.golden")) // cannot fail: the pattern is well formed
		for _, golden := range goldens {
			if files[strings.TrimSuffix(golden, ".golden")] == nil {
				t.Errorf("%s is stale: the package has no such file", shorten(tree, golden))
			}
		}
	}
}

// sites returns the places reported in f in order.
func (f *file) sites() []site {
	return slices.SortedFunc(maps.Keys(f.fixes), func(x, y site) int {
		if x.offset != y.offset {
			return x.offset - y.offset
		}
		return strings.Compare(x.category, y.category)
	})
}

// rejectConflicts reports first fixes of f that cannot be applied together, as
// the drivers do when no person picks one.
func (f *file) rejectConflicts(t testing.TB) {
	t.Helper()
	var first []fix
	for _, s := range f.sites() {
		if fixes := f.fixes[s]; len(fixes) > 0 {
			first = append(first, fixes[0])
		}
	}
	if _, err := merge(first, f.importsEnd); err != nil {
		t.Errorf("%s: %v", f.short, err)
	}
}

// update writes the goldens anew, to be read before they are kept.
var update = flag.Bool("update", false, "write the goldens of fixed files anew")

// writeGolden writes what the fixes of f make of it beside its source.
func (f *file) writeGolden(t testing.TB, outputs []output, alternatives bool) {
	t.Helper()
	var all []fix
	archive := new(txtar.Archive)
	for _, out := range outputs {
		all = append(all, out.fixes...)
		if edits, err := merge(out.fixes, f.importsEnd); err != nil {
			t.Errorf("%s: %v", f.short, err)
		} else {
			archive.Files = append(archive.Files, txtar.File{Name: out.message, Data: apply(f.content, edits)})
		}
	}
	golden := txtar.Format(archive)
	if !alternatives {
		edits, err := merge(all, f.importsEnd)
		if err != nil {
			t.Errorf("%s: %v", f.short, err)
			return
		}
		golden = apply(f.content, edits)
	}
	// f.name lies in a copy of the fixtures; the test runs in the folder of the check.
	name := filepath.Join("testdata", "src", filepath.FromSlash(f.short)+".golden")
	if err := os.WriteFile(name, golden, 0o644); err != nil {
		t.Error(err)
	}
	if err := os.WriteFile(f.name+".golden", golden, 0o644); err != nil {
		t.Error(err)
	}
}

// compareGolden compares f after its fixes with its golden, and fills
// f.outputs.
func (f *file) compareGolden(t testing.TB) {
	t.Helper()
	byMessage, alternatives := f.outputsByMessage()
	if *update && len(byMessage) > 0 {
		f.writeGolden(t, byMessage, alternatives)
	}
	golden, err := os.ReadFile(f.name + ".golden")
	switch {
	case err != nil && len(byMessage) == 0:
		return
	case err != nil:
		for _, out := range byMessage {
			t.Errorf("%s: fix %q has no golden", f.short, out.message)
		}
		return
	case len(byMessage) == 0:
		t.Errorf("%s.golden is stale: no fix is offered in this file", f.short)
		return
	}

	wants := make(map[string][]byte)
	if archive := txtar.Parse(golden); len(archive.Files) == 0 {
		if alternatives {
			t.Errorf("%s.golden: a diagnostic offers alternatives: want a txtar archive with a section for each message", f.short)
			return
		}
		all := output{fixed: make(map[site]bool)}
		for _, out := range byMessage {
			all.fixes = append(all.fixes, out.fixes...)
			maps.Copy(all.fixed, out.fixed)
		}
		byMessage = []output{all}
		wants[""] = golden
	} else {
		for _, section := range archive.Files {
			if !slices.ContainsFunc(byMessage, func(out output) bool { return out.message == section.Name }) {
				t.Errorf("%s.golden is stale: no fix is called %q", f.short, section.Name)
			}
			wants[section.Name] = section.Data
		}
	}

	for _, out := range byMessage {
		want, ok := wants[out.message]
		if !ok {
			t.Errorf("%s: fix %q has no golden", f.short, out.message)
			continue
		}
		out.edits, err = merge(out.fixes, f.importsEnd)
		if err != nil {
			t.Errorf("%s: %v", f.short, err)
			continue
		}
		fixed := apply(f.content, out.edits)
		if err := compare(fixed, want); err != nil {
			t.Errorf("%s.golden: %s%v", f.short, out.prefix(), err)
		} else if isFormatted(f.content) && !isFormatted(fixed) {
			t.Errorf("%s: %sthe fixed file needs gofmt, which the source does not: editors apply a fix as it is\n%s", f.short, out.prefix(), fixed)
		}
		f.outputs = append(f.outputs, out)
	}
}

// outputsByMessage groups the fixes of f by message, in the order of their
// first appearance, and reports whether some site has more than one.
func (f *file) outputsByMessage() (outputs []output, alternatives bool) {
	for _, s := range f.sites() {
		for i, x := range f.fixes[s] {
			alternatives = alternatives || i > 0
			at := slices.IndexFunc(outputs, func(out output) bool { return out.message == x.message })
			if at < 0 {
				at = len(outputs)
				outputs = append(outputs, output{message: x.message, fixed: make(map[site]bool)})
			}
			outputs[at].fixes = append(outputs[at].fixes, x)
			outputs[at].fixed[s] = true
		}
	}
	return outputs, alternatives
}

// prefix introduces an error about out.
func (out output) prefix() string {
	if out.message == "" {
		return ""
	}
	return fmt.Sprintf("section %q: ", out.message)
}

// isFormatted reports whether gofmt would leave a source as it is, but for the columns of comments
// at the ends of lines: no edit of one line can keep those of its neighbours.
func isFormatted(source []byte) bool {
	formatted, err := format.Source(source)
	return err == nil && bytes.Equal(beforeComment.ReplaceAll(formatted, []byte(" //")), beforeComment.ReplaceAll(source, []byte(" //")))
}

var beforeComment = regexp.MustCompile(` +//`)

// compare reports how two sources differ after gofmt.
func compare(got, want []byte) error {
	formatted, err := format.Source(got)
	if err != nil {
		return fmt.Errorf("the fixed file does not parse: %v\n%s", err, got)
	}
	want, err = format.Source(want)
	if err != nil {
		return fmt.Errorf("the golden does not parse: %v", err)
	}
	gotLines := bytes.Split(bytes.TrimSpace(formatted), []byte("\n"))
	wantLines := bytes.Split(bytes.TrimSpace(want), []byte("\n"))
	line := func(lines [][]byte, i int) string {
		if i < len(lines) {
			return string(lines[i])
		}
		return "the end of the file"
	}
	for i := range max(len(gotLines), len(wantLines)) {
		if g, w := line(gotLines, i), line(wantLines, i); g != w {
			return fmt.Errorf("line %d is\n\t%s\nwant\n\t%s\n-- the fixed file --\n%s", i+1, g, w, formatted)
		}
	}
	return nil
}

// shorten makes a file name of the temporary tree one that a reader finds
// under testdata.
func shorten(tree, name string) string {
	for _, root := range []string{filepath.Join(tree, "src"), tree} {
		if rel, err := filepath.Rel(root, name); err == nil && filepath.IsLocal(rel) {
			return filepath.ToSlash(rel)
		}
	}
	return name
}
