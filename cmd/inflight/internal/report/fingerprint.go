package report

import (
	"crypto/sha256"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
)

// An Identity is what a finding is known by when the code around it has changed,
// or was checked out elsewhere.
type Identity struct {
	Path     string // of the file, from the root of the repository or module, with forward slashes
	Function string // the function, type, variable or constant whose declaration it is in, or ""
	Message  string // without line numbers and explanation

	// Fingerprint is made of these, check and category, and of how many findings
	// before it in the file are the same in all that.
	Fingerprint string
}

// Identify sets the identities of all findings of a run. They must be sorted by
// file, line and column.
func Identify(list []Finding) {
	roots := make(map[string]string)
	seen := make(map[[5]string]int)
	var decls *declarations
	for i := range list {
		f := &list[i]
		dir := filepath.Dir(f.File)
		root, ok := roots[dir]
		if !ok {
			root = Root(dir)
			roots[dir] = root
		}
		if decls == nil || decls.file != f.File {
			decls = readDeclarations(f.File)
		}
		f.ID = Identity{
			Path:     PathFrom(root, f.File),
			Function: decls.at(f.Line, f.Col),
			Message:  masked(f.Message),
		}
		what := [5]string{f.Check, f.Category, f.ID.Path, f.ID.Function, f.ID.Message}
		f.ID.Fingerprint = fingerprint(what, seen[what])
		seen[what]++
	}
}

// fingerprint hashes what a finding is known by. An ordinal tells apart those that
// are the same in everything else.
func fingerprint(what [5]string, ordinal int) string {
	h := sha256.New()
	for _, s := range what {
		fmt.Fprintf(h, "%d:%s\n", len(s), s) // no two lists of strings are written alike
	}
	fmt.Fprintf(h, "%d\n", ordinal)
	return fmt.Sprintf("%x", h.Sum(nil))
}

// PathFrom returns the path of a file from the root, with forward slashes on
// every system: a fingerprint must not depend on which one made it. A file
// without a root has but its name.
func PathFrom(root, file string) string {
	rel, ok := inside(root, file)
	if !ok {
		rel = filepath.Base(file)
	}
	return strings.ReplaceAll(rel, `\`, "/")
}

var (
	// explanation is what the flag -explain adds to a message.
	explanation = regexp.MustCompile(` \[(?:strong|data|audit)(?:: .*)?\]$`)

	// lineNumbers are places in a message: "line 3", "lines 3, 4 and 5", "f.go:3".
	lineNumbers = regexp.MustCompile(`\blines? \d+(?:, \d+)*(?: and \d+)?|\.go:\d+`)
	number      = regexp.MustCompile(`\d+`)
)

// masked returns a message as it stays when lines move.
func masked(message string) string {
	message = explanation.ReplaceAllString(message, "")
	return lineNumbers.ReplaceAllStringFunc(message, func(place string) string {
		return number.ReplaceAllString(place, "N")
	})
}
