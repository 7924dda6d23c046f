package semaphore

import (
	"fmt"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/tokens"
)

// A wording says what a fault is.
type wording struct {
	r *check.Reporter
	f tokens.Fault
	place
}

func (w wording) say() (category, message string) {
	f, line := w.f, w.r.Line
	switch f.Kind {
	case tokens.Leak, tokens.Panics:
		return "leak", w.leak()
	case tokens.Twice:
		return "twice", fmt.Sprintf("%s is given back twice on one way, at lines %d and %d", w.token(), line(f.First), line(f.At))
	case tokens.Untaken:
		return "untaken", fmt.Sprintf("a token is given back also when line %d has taken none", line(f.At))
	case tokens.Early:
		return "early", fmt.Sprintf("the token is given back before the work is done: it goes on at line %d", line(f.At))
	case tokens.Ignored:
		why := "it may have taken nothing"
		if f.At.IsValid() {
			why += fmt.Sprintf(", and line %d gives back all the same", line(f.At))
		}
		return "ignored", fmt.Sprintf("the result of %s is ignored: %s", w.call, why)
	case tokens.Cause:
		return "cause", fmt.Sprintf("%s fails when the work of the group has: line %d returns that error, not the one of the group, and nobody waits",
			w.call, line(f.At))
	case tokens.Zero:
		if f.Call == nil {
			return "zero", fmt.Sprintf("%s has no room: this send waits for a receive that comes after it, at line %d", w.name, line(f.At))
		}
		return "zero", fmt.Sprintf("%s makes a semaphore without room: line %d can never take anything", w.call, line(f.At))
	}
	where := "from what a client sent"
	if f.From != nil {
		where += ", through " + f.From.Name()
	}
	return "client", fmt.Sprintf("the room of the semaphore comes %s: no upper limit found", where)
}

// leak says which way keeps the token.
func (w wording) leak() string {
	f, line := w.f, w.r.Line
	if f.Kind == tokens.Panics {
		return fmt.Sprintf("%s is lost when line %d panics: line %d recovers, and no defer gives it back", w.token(), line(f.At), line(f.First))
	}
	at := fmt.Sprintf("on return at line %d", line(f.At))
	if f.Turn {
		at = fmt.Sprintf("before the next turn, at line %d", line(f.At))
	}
	if f.Work {
		return fmt.Sprintf("%s, taken for work, is not given back by it %s", w.token(), at)
	}
	return fmt.Sprintf("%s is not given back %s", w.token(), at)
}

// token names what was taken.
func (w wording) token() string {
	switch {
	case w.call != "":
		return "what " + w.call + " takes"
	case w.name != "":
		return "the token of " + w.name
	}
	return "the token"
}
