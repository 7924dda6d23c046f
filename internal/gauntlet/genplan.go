package gauntlet

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// A plan says what a generated program is composed of: one value of each axis.
type plan struct {
	loop      string // what the loop goes over
	wrap      string // what the loop stands in
	spawn     string // how the work is started
	place     string // what the start stands in, inside the loop
	gate      string // a limit that the program has, or only seems to have
	body      string // what the work looks like
	join      string // who waits for the work
	results   string // where results go
	errors    string // where errors go
	context   string // which context the work uses
	names     string // names that a rewrite may run into
	signature string // how the function gets its elements and returns
	trap      string // what goes wrong if a limit is put in without a thought
}

// An axis is one thing in which programs differ.
type axis struct {
	name   string
	field  func(*plan) *string
	values []value
}

// A value of an axis, and how often it is tried. Plain values are tried more
// often than odd ones, so that most programs have one oddity and not five.
type value struct {
	name   string
	weight int
}

// evenly gives each value the weight 1.
func evenly(names ...string) []value { return mostly(1, names...) }

// mostly gives the first value a weight and the others 1.
func mostly(weight int, names ...string) []value {
	values := make([]value, len(names))
	for i, name := range names {
		values[i] = value{name, 1}
	}
	values[0].weight = weight
	return values
}

var axes = []axis{
	{"loop", func(p *plan) *string { return &p.loop }, mostly(4,
		"slice", "slice index", "slice element", "slice both", "map keys", "map values", "int", "three-clause",
		"three-clause direct", "iterator", "slices.Values", "slices.All", "maps.Keys", "channel", "nested",
		"nested windows", "chunks", "pairs", "labelled continue", "labelled break", "while", "forever",
		"scanner", "fields", "linked list", "sync.Map", "received")},
	{"wrap", func(p *plan) *string { return &p.wrap }, mostly(9,
		"none", "if", "if else", "switch", "select", "block", "closure", "rows")},
	{"spawn", func(p *plan) *string { return &p.spawn }, []value{
		{"go literal", 4}, {"go literal with arguments", 2}, {"go function", 2}, {"go method", 2},
		{"go method value", 1}, {"go closure", 1}, {"wg.Go literal", 4}, {"wg.Go method", 1}, {"wg.Go closure", 1},
		{"group.Go literal", 3}, {"group.Go function", 1}, {"group.TryGo", 1}}},
	{"place", func(p *plan) *string { return &p.place }, mostly(10,
		"plain", "if", "switch", "select", "block", "inline", "literal", "after the count")},
	{"gate", func(p *plan) *string { return &p.gate }, mostly(12,
		"none", "inside", "cap len", "real", "SetLimit(-1)", "SetLimit(len)", "SetLimit real")},
	{"body", func(p *plan) *string { return &p.body }, mostly(2,
		"plain", "one line", "several", "early return", "recover", "nested literal", "deferred emit", "fan-out",
		"lock", "comments", "Goexit", "retry", "helper", "generic", "pure", "Enter")},
	{"join", func(p *plan) *string { return &p.join }, []value{
		{"wait", 5}, {"defer wait", 1}, {"closure wait", 1}, {"done channel", 1}, {"closer", 3}, {"early closer", 1},
		{"spawner", 2}, {"receives", 3}, {"done receives", 1}, {"error receives", 1}, {"poll", 1}}},
	{"results", func(p *plan) *string { return &p.results }, evenly(
		"none", "indexed", "mutex slice", "mutex map", "atomic", "buffered", "unbuffered", "small", "drainer",
		"two channels", "two sends")},
	{"errors", func(p *plan) *string { return &p.errors }, mostly(2,
		"none", "once", "mutex", "channel", "first in channel", "joined", "message", "sent", "cancel", "cause",
		"group", "group context")},
	{"context", func(p *plan) *string { return &p.context }, []value{
		{"none", 3}, {"parameter", 3}, {"cancel", 1}, {"timeout", 1}, {"cause", 1}, {"group", 1}}},
	{"names", func(p *plan) *string { return &p.names }, mostly(10,
		"ordinary", "sem taken", "maxInFlight taken", "runtime taken", "make taken", "len taken", "context taken",
		"taken in the loop", "swapped", "loop variable again")},
	{"signature", func(p *plan) *string { return &p.signature }, mostly(4,
		"direct", "parameter", "method", "named results")},
	{"trap", func(p *plan) *string { return &p.trap }, trapValues()},
}

// trapValues lists the traps and the programs that are one as a whole.
func trapValues() []value {
	values := []value{{"none", 1}}
	for _, t := range traps {
		values = append(values, value{t.name, 1})
	}
	for _, s := range specials {
		values = append(values, value{s.name, 1})
	}
	return values
}

// newPlan draws the plan of a program. Each third program has a trap or is a special
// one, and these take turns; so does one value of all the axes in each of the
// others, of which one half is plain beside that. The rest is drawn until it goes with
// that. If all were drawn, only values that go with everything would be seen often.
func newPlan(r *rand.Rand, seed uint64, number int) plan {
	order := rand.New(rand.NewPCG(seed, 1<<40))
	traps := axes[len(axes)-1].values[1:]
	type choice struct {
		axis  axis
		value string
	}
	var choices []choice
	for _, a := range axes[:len(axes)-1] {
		for _, v := range a.values {
			choices = append(choices, choice{a, v.name})
		}
	}
	trap, fixed := "none", choices[order.Perm(len(choices))[(number-number/3)%len(choices)]]
	if number%3 == 2 {
		trap = traps[order.Perm(len(traps))[number/3%len(traps)]].name
		fixed = choices[r.IntN(len(choices))]
	}
	if special(trap) != nil {
		return plan{trap: trap}
	}
	for {
		for range 400 {
			var p plan
			for _, a := range axes {
				values := a.values
				if list := usual[a.name]; list != nil && number%3 == 1 {
					values = list
				}
				*a.field(&p) = draw(r, values)
			}
			p.settle(r)
			*fixed.axis.field(&p), p.trap = fixed.value, trap
			if p.problem() == "" {
				return p
			}
		}
		fixed = choices[r.IntN(len(choices))] // it does not go with the trap
	}
}

// usual is drawn from for programs that are mostly plain.
var usual = map[string][]value{
	"wrap":      mostly(40, "none", "if", "rows", "closure"),
	"place":     mostly(40, "plain", "if"),
	"gate":      mostly(40, "none", "inside", "cap len", "SetLimit(-1)"),
	"body":      mostly(6, "plain", "several", "early return", "recover", "nested literal", "comments"),
	"join":      mostly(8, "wait", "closer", "receives", "spawner", "defer wait"),
	"results":   evenly("none", "indexed", "mutex slice", "mutex map", "atomic", "buffered", "unbuffered"),
	"errors":    evenly("none", "once", "mutex", "cancel", "joined", "group", "group context"),
	"names":     mostly(20, "ordinary", "sem taken", "maxInFlight taken", "taken in the loop"),
	"signature": mostly(6, "direct", "parameter", "named results"),
}

// settle changes values that follow from others.
func (p *plan) settle(r *rand.Rand) {
	if p.grouped() && !in(p.errors, "none", "group", "group context") {
		p.errors = draw(r, evenly("none", "group", "group context"))
	}
	switch {
	case p.join == "error receives":
		p.errors = "sent"
	case p.errors == "sent":
		p.errors = "none"
	}
	switch {
	case in(p.errors, "cancel", "cause"):
		p.context = p.errors
	case p.errors == "group context":
		p.context = "group"
	case in(p.context, "cause", "group"):
		p.context = "parameter"
	}
}

func draw(r *rand.Rand, values []value) string {
	sum := 0
	for _, v := range values {
		sum += v.weight
	}
	n := r.IntN(sum)
	for _, v := range values {
		if n -= v.weight; n < 0 {
			return v.name
		}
	}
	panic("unreachable")
}

// String lists the values, as they stand above the program.
func (p plan) String() string {
	var list []string
	for _, a := range axes {
		if v := *a.field(&p); v != "" {
			list = append(list, fmt.Sprintf("%s: %s", a.name, v))
		}
	}
	return strings.Join(list, ", ")
}

func in(s string, list ...string) bool {
	for _, one := range list {
		if s == one {
			return true
		}
	}
	return false
}

// grouped tells whether the work belongs to an errgroup.
func (p plan) grouped() bool { return strings.HasPrefix(p.spawn, "group.") }

// waits tells whether there is a WaitGroup.
func (p plan) waits() bool {
	return !p.grouped() && !in(p.join, "receives", "done receives", "error receives", "poll")
}

// skips tells whether some elements may start no work.
func (p plan) skips() bool {
	return in(p.loop, "labelled continue", "labelled break") || in(p.place, "if", "switch", "select", "after the count") ||
		p.wrap == "select"
}

// parts tells whether a piece of work has several elements.
func (p plan) parts() bool { return in(p.loop, "chunks", "pairs") }

// counted tells whether there is one piece of work for each element.
func (p plan) counted() bool { return !p.skips() && !p.parts() }

// channels tells whether results are sent.
func (p plan) channels() bool {
	return in(p.results, "buffered", "unbuffered", "small", "drainer", "two channels", "two sends")
}

// drainedLast tells whether work cannot send its results before the function
// receives them, after the loop.
func (p plan) drainedLast() bool {
	return in(p.results, "unbuffered", "small") ||
		in(p.results, "two channels", "two sends") && in(p.join, "closer", "early closer", "spawner", "receives")
}

// called tells whether the work is a function that is declared elsewhere, or
// before the loop.
func (p plan) called() bool {
	return in(p.spawn, "go function", "go method", "go method value", "go closure", "wg.Go method", "wg.Go closure", "group.Go function")
}

// open tells whether the program has no limit that holds: only then may its
// work wait for work that starts later.
func (p plan) open() bool {
	return in(p.gate, "none", "cap len", "SetLimit(-1)", "SetLimit(len)") && p.place != "inline"
}

// problem says why the values do not go together, or nothing.
func (p plan) problem() string {
	for _, check := range []func(plan) string{
		plan.joinProblem, plan.resultProblem, plan.errorProblem, plan.contextProblem, plan.gateProblem,
		plan.bodyProblem, plan.formProblem, plan.trapProblem,
	} {
		if problem := check(p); problem != "" {
			return problem
		}
	}
	return ""
}

func (p plan) joinProblem() string {
	switch {
	case p.grouped() && !in(p.join, "wait", "closer", "spawner", "closure wait"):
		return "a group is waited for with Wait"
	case !p.grouped() && !p.waits() && strings.HasPrefix(p.spawn, "wg."):
		return "there is no WaitGroup"
	case p.join == "receives" && (!in(p.results, "buffered", "unbuffered", "small", "two sends") || p.parts()):
		return "each piece of work sends as often as the others"
	case in(p.join, "closer", "early closer", "spawner") && (!p.channels() || p.results == "drainer"):
		return "there is no channel to close"
	case p.join == "early closer" && !p.counted():
		return "how much to wait for is not known before the loop"
	case in(p.join, "done receives", "error receives", "poll", "defer wait") && p.channels():
		return "results are received by someone else"
	case p.join == "defer wait" && p.wrap == "rows":
		return "deferred calls wait for the end of the function"
	case p.join == "defer wait" && in(p.signature, "parameter", "method") && !in(p.results, "none", "indexed", "mutex map"):
		return "the result has no name"
	case p.join == "spawner" && p.wrap == "select":
		return "the spawner is started in any case"
	}
	return ""
}

func (p plan) resultProblem() string {
	switch {
	case p.drainedLast() && in(p.join, "wait", "closure wait", "done channel"):
		return "the work cannot send before it is waited for"
	case p.results == "indexed" && p.parts() && p.wrap == "rows":
		return "the place of an element is not known"
	case p.results == "drainer" && p.join == "closure wait":
		return "one oddity is enough"
	}
	return ""
}

func (p plan) errorProblem() string {
	switch {
	case p.grouped() != in(p.errors, "group", "group context") && !(p.grouped() && p.errors == "none"):
		return "a group has the errors of its work"
	case p.errors == "message" && !in(p.results, "buffered", "unbuffered", "small", "drainer"):
		return "there are no messages"
	case (p.errors == "sent") != (p.join == "error receives"):
		return "errors are sent if they are received"
	case p.join == "defer wait" && in(p.signature, "parameter", "method") && p.errors != "none",
		p.join == "defer wait" && !in(p.errors, "none", "once", "mutex"):
		return "errors are read before the deferred Wait"
	case p.errors == "joined" && p.parts():
		return "a failure has no place of its own"
	}
	return ""
}

func (p plan) contextProblem() string {
	switch {
	case (p.errors == "cancel") && p.context != "cancel",
		(p.errors == "cause") != (p.context == "cause"),
		(p.errors == "group context") != (p.context == "group"):
		return "the context belongs to the errors"
	}
	return ""
}

func (p plan) gateProblem() string {
	switch {
	case strings.HasPrefix(p.gate, "SetLimit") && (!p.grouped() || p.spawn == "group.TryGo"):
		return "there is no group to limit, or work would be left out"
	case in(p.gate, "real", "SetLimit real") && p.join != "spawner" && (p.drainedLast() || p.join == "error receives"):
		return "the limit would hang"
	case in(p.gate, "inside", "cap len", "real") && p.place == "inline":
		return "work in the loop itself takes no token"
	}
	return ""
}

func (p plan) bodyProblem() string {
	switch p.body {
	case "one line":
		if p.errors != "none" || p.context != "none" || p.gate == "inside" || p.gate == "real" || p.gate == "cap len" ||
			p.parts() || in(p.results, "mutex slice", "mutex map", "two channels", "two sends") {
			return "too long for a line"
		}
	case "deferred emit":
		if p.errors == "message" || p.parts() || p.results == "none" || p.join == "error receives" {
			return "results are handed over at the very end"
		}
	case "pure":
		if p.errors != "none" || p.context != "none" {
			return "computing does not fail"
		}
	case "Enter", "fan-out", "helper", "generic", "retry":
		if p.errors != "none" || p.context != "none" {
			return "these are calls that do not fail"
		}
	case "Goexit":
		if p.place == "inline" {
			return "that would end the program"
		}
		if in(p.names, "swapped", "runtime taken") {
			return "runtime is the name of something else"
		}
	}
	if p.parts() && p.body == "recover" && p.join == "error receives" {
		return "one oddity is enough"
	}
	return ""
}

func (p plan) formProblem() string {
	switch {
	case p.place == "inline" && !(p.called() && strings.HasPrefix(p.spawn, "go ")):
		return "only a function of its own can be called as well"
	case p.place == "inline" && (p.drainedLast() || strings.HasSuffix(p.join, "receives")):
		return "the loop itself could not send"
	case p.place == "after the count" && (!p.waits() || !strings.HasPrefix(p.spawn, "go ") || p.parts() || p.loop == "sync.Map"):
		return "nothing is counted, or there is no loop to continue"
	case p.loop == "received" && (!strings.HasPrefix(p.spawn, "go ") || p.spawn == "go literal" || p.place != "plain" || p.trap != "none"):
		return "the element is received for the go statement alone"
	case p.wrap == "if else" && strings.HasPrefix(p.loop, "labelled"):
		return "labels are there once"
	case p.names == "loop variable again" && !in(p.loop, "slice", "slice both", "map keys", "map values", "iterator",
		"slices.Values", "slices.All", "maps.Keys", "channel", "nested"):
		return "there is no such variable in the head of the loop"
	case p.signature == "named results" && p.wrap == "rows":
		return "one oddity is enough"
	}
	return ""
}

func (p plan) trapProblem() string {
	if p.trap == "none" {
		return ""
	}
	if t := findTrap(p.trap); p.place == "inline" || !t.fits(p) {
		return "the trap needs something else"
	}
	return ""
}

func findTrap(name string) trap {
	for _, t := range traps {
		if t.name == name {
			return t
		}
	}
	panic("no trap " + name)
}
