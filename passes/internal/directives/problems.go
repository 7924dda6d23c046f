package directives

import (
	"cmp"
	"fmt"
	"go/token"
	"slices"
)

// Categories of what can be wrong with a directive.
const (
	categoryMalformed    = "malformed"
	categoryUnknownVerb  = "unknown-verb"
	categoryUnknownCheck = "unknown-check"
	categoryIncomplete   = "incomplete"
	categoryMisplaced    = "misplaced"
	categoryUnused       = "unused"
)

// A Problem is a directive that does not do what its author thinks.
type Problem struct {
	Pos, End token.Pos
	Category string // a constant word, to group problems by
	Message  string
}

// Problems returns the broken directives, in order of position, and those that
// have silenced nothing. known are the names of all checks; with none known, no
// name is called unknown. ran tells which of them are done with the package:
// only about these can it be said that they had no use for a directive.
func (x *Index) Problems(known []string, ran func(check string) bool) []Problem {
	anyRan := slices.ContainsFunc(known, ran)
	var problems []Problem
	for _, f := range x.files {
		for _, d := range f.directives {
			p := Problem{Pos: d.pos, End: d.end, Category: d.problem, Message: d.message}
			switch {
			case d.problem != "":
			case d.verb == verbIgnore && len(known) > 0 && !slices.Contains(known, d.check):
				p.Category = categoryUnknownCheck
				p.Message = fmt.Sprintf("%s: there is no such check", d)
			case d.used.Load():
				continue
			case d.verb == verbIgnore && ran(d.check), d.verb == verbBounded && anyRan:
				p.Category = categoryUnused
				p.Message = fmt.Sprintf("%s silences nothing on line %d", d, d.line)
				if d.decl != nil {
					p.Message = fmt.Sprintf("%s silences nothing in the declaration on line %d", d, d.line)
				}
			default:
				continue // the check did not run
			}
			problems = append(problems, p)
		}
	}
	slices.SortFunc(problems, func(a, b Problem) int { return cmp.Compare(a.Pos, b.Pos) })
	return problems
}
