// Package doc takes the text of a check from the package comment of its
// doc.go, so that help, the docs page and the README say what pkg.go.dev says:
//
//	// Package halting defines a check of program termination.
//	//
//	// # Analyzer halting
//	//
//	// halting: report programs that never end
//	//
//	// Longer text, with code and headings.
//	//
//	// # Findings
//	//
//	//   - forever: there is no way out
//	package halting
//
//	import _ "embed"
//
//	//go:embed doc.go
//	var source string
//
//	var text = doc.Text(source, "halting")
package doc

import (
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"strings"
)

// Text is [Extract] for the initialisation of a check, where there is nobody to tell of an
// error and a panic would end programs that have other checks too. Of a source that is wrong
// the text is empty, and no driver runs a check without a text: any test finds it.
func Text(source, name string) string {
	text, err := Extract(source, name)
	if err != nil {
		return ""
	}
	return text
}

// Extract returns the section "# Analyzer name" of the package comment in
// source, up to the next such section or the end, without its heading and
// without "name:", as Analyzer.Doc wants it: a one-line summary, a blank line,
// the rest.
func Extract(source, name string) (string, error) {
	file, err := parser.ParseFile(token.NewFileSet(), "doc.go", source, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil {
		return "", fmt.Errorf("doc of %s: %w", name, err)
	}
	if file.Doc == nil {
		return "", errors.New("doc of " + name + ": there is no package comment")
	}
	for section := range strings.SplitSeq("\n"+file.Doc.Text(), "\n# Analyzer ") {
		heading, body, _ := strings.Cut(section, "\n")
		if strings.TrimSpace(heading) != name {
			continue
		}
		text, ok := strings.CutPrefix(strings.TrimSpace(body), name+":")
		if !ok {
			return "", fmt.Errorf("doc of %s: the section does not begin with %q", name, name+": ")
		}
		return strings.TrimSpace(text), nil
	}
	return "", fmt.Errorf("doc of %s: there is no section %q", name, "# Analyzer "+name)
}
