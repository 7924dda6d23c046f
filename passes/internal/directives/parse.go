package directives

import (
	"fmt"
	"go/ast"
	"go/token"
	"strings"
	"unicode"
)

const (
	namespace   = "inflight:"
	verbBounded = "bounded"
	verbIgnore  = "ignore"
)

// scan returns the directives among the comments of file. Nothing but the
// comments is looked at: most files have no directive.
func scan(file *ast.File) []*directive {
	var found []*directive
	for _, group := range file.Comments {
		for _, c := range group.List {
			if d := parse(c); d != nil {
				d.group = group
				found = append(found, d)
			}
		}
	}
	return found
}

// parse returns the directive in c, or nil if c is another comment. What looks
// like a directive, but is not in the form Go gives them, is taken for one
// only if it has one of our verbs: "// inflight: 3 requests" is prose.
func parse(c *ast.Comment) *directive {
	text, isLine := strings.CutPrefix(c.Text, "//")
	if isLine {
		// A comment within the comment is not part of the reason. It also
		// gives fixtures room for their // want.
		text, _, _ = strings.Cut(text, " //")
	} else {
		text = strings.TrimSuffix(strings.TrimPrefix(c.Text, "/*"), "*/")
	}
	rest, ok := strings.CutPrefix(strings.TrimSpace(text), namespace)
	if !ok {
		return nil
	}

	d := &directive{pos: c.Pos(), end: c.End()}
	if isLine {
		d.end = c.Pos() + token.Pos(len("//"+text))
	}
	words := strings.Fields(rest)
	wellFormed := isLine && strings.HasPrefix(text, namespace) && strings.TrimLeftFunc(rest, unicode.IsSpace) == rest
	if len(words) > 0 {
		d.verb = words[0]
		words = words[1:]
	}
	known := d.verb == verbBounded || d.verb == verbIgnore
	switch {
	case !wellFormed && !known:
		return nil
	case !wellFormed:
		d.broken(categoryMalformed, "this comment has no effect: write //inflight:%s, with no space before or after inflight:", d.verb)
		return d
	case !known:
		d.broken(categoryUnknownVerb, "%s is no directive: want //inflight:bounded or //inflight:ignore", d)
		return d
	}
	// Have: a well-formed directive with one of our verbs.

	if d.verb == verbIgnore {
		if len(words) == 0 {
			d.broken(categoryIncomplete, "//inflight:ignore names no check: want //inflight:ignore <check> <why>")
			return d
		}
		d.check = words[0]
		words = words[1:]
	}
	d.why = strings.Join(words, " ")
	if d.why == "" {
		d.broken(categoryIncomplete, "%s gives no reason", d)
	}
	return d
}

// broken marks d as without effect.
func (d *directive) broken(category, format string, args ...any) {
	d.problem = category
	d.message = fmt.Sprintf(format, args...)
}

// String returns the directive without its reason.
func (d *directive) String() string {
	text := "//" + namespace + d.verb
	if d.check != "" {
		text += " " + d.check
	}
	return text
}
