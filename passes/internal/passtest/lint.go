package passtest

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/tools/go/analysis"
)

// maxMessage is the length past which a message no longer fits beside its
// position on one line of a terminal or of a review comment. The rule of style
// asks for about 100; the rest is room for long variable names.
const maxMessage = 140

var categoryForm = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// lintDiagnostic returns what is wrong with the wording of d.
func lintDiagnostic(check *analysis.Analyzer, d analysis.Diagnostic) []string {
	var problems []string
	switch {
	case d.Category == "":
		problems = append(problems, fmt.Sprintf("diagnostic without a category: %s", d.Message))
	case !categoryForm.MatchString(d.Category):
		problems = append(problems, fmt.Sprintf("category %q cannot be an anchor: want lower-case words joined by hyphens", d.Category))
	case !listsCategory(check.Doc, d.Category):
		problems = append(problems, fmt.Sprintf("category %q is not in the Doc of %s: want a list item %q", d.Category, check.Name, "- "+d.Category+": ..."))
	}
	problems = append(problems, lintMessage(check, d.Message)...)
	// golangci-lint makes an issue of its own out of each of these.
	for _, r := range d.Related {
		problems = append(problems, lintMessage(check, r.Message)...)
	}
	return problems
}

// listsCategory reports whether doc explains category in a list item: the item
// becomes the anchor on the docs page that drivers link to.
func listsCategory(doc, category string) bool {
	for line := range strings.Lines(doc) {
		if strings.HasPrefix(strings.TrimSpace(line), "- "+category+":") {
			return true
		}
	}
	return false
}

// lintMessage returns what is wrong with one text shown to users.
func lintMessage(check *analysis.Analyzer, message string) []string {
	var problems []string
	bad := func(what string) {
		problems = append(problems, fmt.Sprintf("%s: %q", what, message))
	}
	if message == "" {
		bad("empty message")
	}
	if first, _ := utf8.DecodeRuneInString(message); unicode.IsUpper(first) {
		bad("message starts in upper case")
	}
	if strings.HasSuffix(message, ".") {
		bad("message ends in a period")
	}
	if strings.ContainsAny(message, "\r\n") {
		bad("message of several lines")
	}
	if n := utf8.RuneCountInString(message); n > maxMessage {
		bad(fmt.Sprintf("message of %d characters, want at most %d", n, maxMessage))
	}
	// Drivers add the name themselves.
	if strings.HasPrefix(message, check.Name+":") {
		bad("message starts with the name of its check")
	}
	return problems
}
