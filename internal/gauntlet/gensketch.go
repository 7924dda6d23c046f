package gauntlet

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
)

// A sketch is a program while it is put together. Its parts are templates: lines
// of Go in which @name stands for a variable. What the variable is called, and how
// the work gets at it, is decided when the program is written.
type sketch struct {
	plan
	rand    *rand.Rand
	number  int
	source  string
	special func(*sketch) string // writes the whole, if it is not composed

	vars  map[string]*variable
	taken map[string]bool // identifiers

	decls []string // at package level, before the function

	// The function from top to bottom.
	top      []string // once, also if the rest is there for each row
	setup    []string
	opening  []string // around the loop: what it stands in
	before   []string // before the loop, inside of what it stands in
	header   []string // the loop, and what gets the element
	turn     []string // in each turn, before the start
	start    []string // starts the work
	turned   []string // in each turn, after the start
	footer   []string // closes the loop
	behind   []string // after the loop, inside of what it stands in
	closing  []string
	after    []string // after the loop
	joining  []string
	received []string // takes what the work has left
	end      []string // just before the result is returned

	add      bool     // one is added to the WaitGroup in each turn
	shut     []string // closes the channels of results
	drainer  []string // what the goroutine that receives results does first
	doubled  bool     // the work starts other work
	deferred bool     // the results are set in a deferred call
	work     struct {
		first  []string // before all else
		trap   []string // what the work has to get past
		emit   func(v string) []string
		failed func(err string) []string // notes an error; what ends the work follows
		leave  func() []string           // ends the work without a result
		zero   func() []string           // sends something, if every piece of work must
		last   []string
	}
	result string // the expression that is returned
	err    string // and the error

	factor int    // how much is under way for each piece of work
	sites  int    // places that start work, all at once
	extra  int    // what the function itself does beside
	counts bool   // the work is counted by the load
	free   bool   // the order of results says nothing
	all    bool   // all errors are returned
	one    bool   // the body is written on a line
	index  string // the expression for the place of the element
	placed bool   // it is used
}

// A variable of a program.
type variable struct {
	ident string
	typ   string
	how   sharing
	turn  bool   // it is new in each turn
	local bool   // it is declared in the work itself
	expr  string // a template that stands for it inside the loop, "" for its name
}

// sharing says how a function that is not a literal in place gets at a variable.
type sharing int

const (
	byValue    sharing = iota // slices, maps, channels, pointers
	byPointer                 // methods are called on it: the syntax stays
	byAssigned                // it is assigned to, through a pointer
)

// idents lists what a variable may be called. What is not here has the name that
// it has in the templates.
var idents = map[string][]string{
	"ids":      {"ids", "items", "keys", "list", "wanted"},
	"id":       {"id", "item", "key", "element"},
	"i":        {"i", "idx", "pos"},
	"wg":       {"wg", "pending", "all", "wait", "group"},
	"g":        {"g", "eg", "group", "tasks"},
	"out":      {"out", "values", "collected", "found"},
	"results":  {"results", "ch", "answers", "resultc"},
	"mu":       {"mu", "lock", "guard"},
	"firstErr": {"firstErr", "failure", "failed"},
	"sem":      {"sem", "tokens", "slots", "limiter"},
	"total":    {"total", "sum", "count"},
	"done":     {"done", "finished", "quit"},
	"begin":    {"begin", "start", "ready", "opened"},
}

// odd is what variables are called if names are swapped: a rewrite that looks at
// names, or picks them without a look, goes wrong.
var odd = map[string]string{
	"wg": "sem", "g": "maxInFlight", "out": "tokens", "results": "runtime", "mu": "wg", "ids": "limit",
	"firstErr": "done", "done": "g", "total": "slots",
}

// reserved is what variables are not called: packages, and what the templates
// themselves and the helpers of a package are called.
var reserved = strings.Fields(`bufio context errors errgroup fmt load maps slices strconv strings sync atomic time
	append cap clear close copy delete len make max min new panic any error true false nil int string bool
	chain each fetch largest locked number outcome rows score signals text
	result err v r j b s inner parts attempt again more twice bad window`)

// newSketch puts a program together.
func newSketch(r *rand.Rand, number int, p plan) *sketch {
	s := &sketch{plan: p, rand: r, number: number, sites: 1, factor: 1, vars: make(map[string]*variable), taken: make(map[string]bool)}
	for _, name := range reserved {
		s.taken[name] = true
	}
	s.declare("ctx", "context.Context", byValue)
	s.declare("l", "*load.Load", byValue)
	if special := special(p.trap); special != nil {
		s.special = special
		return s
	}
	s.takeNames()
	s.declare("ids", "[]int", byValue)
	switch s.signature {
	case "method":
		s.top = append(s.top, "@ids := b.wanted")
	case "direct", "named results":
		s.top = append(s.top, "@ids := @l.IDs()")
	}
	s.writeContext()
	s.writeLoop()
	if s.trap != "none" {
		findTrap(s.trap).write(s)
	}
	s.writeErrors()
	s.writeResults()
	s.writeGate()
	s.writeJoin()
	s.writeSpawn(s.writeWork())
	if s.body == "comments" {
		s.writeComments()
	}
	if in(s.loop, "slice both", "slices.All") && !s.placed {
		s.header[0] = strings.Replace(s.header[0], "@i, @id", "_, @id", 1)
	}
	return s
}

// takeNames declares something else by a name that a rewrite could want.
func (s *sketch) takeNames() {
	name, where := "", &s.top
	switch s.names {
	case "sem taken", "maxInFlight taken", "runtime taken", "make taken", "len taken", "context taken":
		name = strings.TrimSuffix(s.names, " taken")
	case "taken in the loop":
		name, where = s.pick("sem", "maxInFlight"), &s.turn
	case "loop variable again":
		s.turn = append(s.turn, "@id := @id")
	}
	if name == "" {
		return
	}
	s.taken[name] = true
	if name == "maxInFlight" && s.chance(2) {
		*where = append(*where, "const maxInFlight = 3")
		return
	}
	*where = append(*where, name+" := "+s.pick(`"name"`, "3", "struct{}{}"), "_ = "+name)
}

// declare says what a variable is; the template that declares it is up to the
// caller.
func (s *sketch) declare(name, typ string, how sharing) {
	s.name(name).typ = typ
	s.vars[name].how = how
}

// turnVar declares a variable that is new in each turn.
func (s *sketch) turnVar(name, typ string) {
	s.declare(name, typ, byValue)
	s.vars[name].turn = true
}

// name returns a variable, and finds an identifier for it at first.
func (s *sketch) name(name string) *variable {
	if v := s.vars[name]; v != nil {
		return v
	}
	choice := idents[name]
	if choice == nil {
		choice = []string{name}
	}
	ident := choice[s.rand.IntN(len(choice))]
	if strange, ok := odd[name]; ok && s.names == "swapped" {
		ident = strange
	}
	for suffix := 2; s.taken[ident]; suffix++ {
		ident = fmt.Sprintf("%s%d", strings.TrimRight(ident, "0123456789"), suffix)
	}
	s.taken[ident] = true
	v := &variable{ident: ident}
	s.vars[name] = v
	return v
}

// chance tells true once in n times.
func (s *sketch) chance(n int) bool { return s.rand.IntN(n) == 0 }

// pick returns one of the texts.
func (s *sketch) pick(texts ...string) string { return texts[s.rand.IntN(len(texts))] }

var placeholder = regexp.MustCompile(`@\w+`)

// inPlace writes templates for code in the function itself.
func (s *sketch) inPlace(templates []string) []string {
	written := make([]string, len(templates))
	for i, template := range templates {
		written[i] = s.resolve(template, func(v *variable) string { return v.ident })
	}
	return written
}

// inTurn is inPlace for code inside the loop.
func (s *sketch) inTurn(templates []string) []string {
	written := make([]string, len(templates))
	for i, template := range templates {
		written[i] = s.resolve(template, func(v *variable) string {
			if v.expr != "" {
				return s.resolve(v.expr, func(v *variable) string { return v.ident })
			}
			return v.ident
		})
	}
	return written
}

// elsewhere writes templates for a function that gets what it uses as parameters
// or, beside what is new in each turn, as fields of its receiver. It returns what
// it uses, in the order of use.
func (s *sketch) elsewhere(templates []string, receiver string) (written []string, used []*variable) {
	seen := make(map[*variable]bool)
	for _, template := range templates {
		written = append(written, s.resolve(template, func(v *variable) string {
			if v.local {
				return v.ident
			}
			if !seen[v] {
				seen[v] = true
				used = append(used, v)
			}
			text := v.ident
			if receiver != "" && !v.turn {
				text = receiver + "." + v.ident
			}
			if v.how == byAssigned {
				text = "*" + text
			}
			return text
		}))
	}
	return written, used
}

func (s *sketch) resolve(template string, text func(*variable) string) string {
	return placeholder.ReplaceAllStringFunc(template, func(name string) string {
		return text(s.name(name[1:]))
	})
}

// parameter returns how v is declared as a parameter or field.
func (v *variable) parameter() string {
	if v.typ == "" {
		panic("variable " + v.ident + " has no type")
	}
	if v.how == byValue {
		return v.ident + " " + v.typ
	}
	return v.ident + " *" + v.typ
}

// argument returns what is handed over for v.
func (s *sketch) argument(v *variable) string {
	switch {
	case v.expr != "":
		return s.inPlace([]string{v.expr})[0]
	case v.how == byValue:
		return v.ident
	}
	return "&" + v.ident
}

// text puts the function together.
func (s *sketch) text() string {
	if s.special != nil {
		return s.special(s)
	}
	var body []string
	add := func(parts ...[]string) {
		for _, part := range parts {
			body = append(body, s.inPlace(part)...)
		}
	}
	loop := func() {
		add(s.before, s.header)
		body = append(body, s.inTurn(s.turn)...)
		body = append(body, s.start...)
		body = append(body, s.inTurn(s.turned)...)
		add(s.footer, s.behind)
	}
	add(s.top)
	if s.wrap == "rows" {
		add([]string{"var @rows []any", "for _, @ids := range rows(@ids) {"})
	}
	add(s.setup, s.opening)
	loop()
	if s.wrap == "if else" {
		add([]string{"} else {"})
		loop()
	}
	add(s.closing, s.after, s.joining, s.received, s.end)
	add(s.finish())
	if s.wrap == "rows" {
		add([]string{"}", "return @rows, nil"})
	}

	signature, call := s.function()
	var b strings.Builder
	for _, decl := range s.decls {
		b.WriteString(decl + "\n\n")
	}
	fmt.Fprintf(&b, "%s {\n%s\n}\n", signature, strings.Join(body, "\n"))
	if call != "" {
		fmt.Fprintf(&b, "\n%s {\n%s\n}\n", s.run("any", "error"), call)
	}
	return b.String()
}

// run returns the head of the function that is called from outside.
func (s *sketch) run(result, err string) string {
	return fmt.Sprintf("func Run%d(ctx context.Context, l *load.Load) (%s, %s)", s.number, result, err)
}

// function returns the head of the function, and the body of the one that is
// called from outside if that is another.
func (s *sketch) function() (signature, call string) {
	ids := s.name("ids").ident
	switch s.signature {
	case "parameter":
		return fmt.Sprintf("func collect%d(ctx context.Context, l *load.Load, %s []int) (any, error)", s.number, ids),
			fmt.Sprintf("return collect%d(ctx, l, l.IDs())", s.number)
	case "method":
		s.decls = append(s.decls, fmt.Sprintf("type batch%d struct{ wanted []int }", s.number))
		return fmt.Sprintf("func (b *batch%d) collect(ctx context.Context, l *load.Load) (any, error)", s.number),
			fmt.Sprintf("b := batch%d{wanted: l.IDs()}\nreturn b.collect(ctx, l)", s.number)
	case "named results":
		return s.run("result any", "err error"), ""
	}
	return s.run("any", "error"), ""
}

// finish returns the result.
func (s *sketch) finish() []string {
	result, err := s.result, s.err
	switch {
	case s.wrap == "rows" && err == "nil":
		return []string{fmt.Sprintf("@rows = append(@rows, %s)", result)}
	case s.wrap == "rows":
		return []string{fmt.Sprintf("if err := %s; err != nil {", err), "return nil, err", "}",
			fmt.Sprintf("@rows = append(@rows, %s)", result)}
	case s.deferred:
		return []string{s.pick("return", "return result, err", "return nil, nil")}
	case s.signature == "named results" && s.partial() && !strings.Contains(err, "(") && s.chance(2):
		return []string{fmt.Sprintf("result, err = %s, %s", result, err), "return"}
	case err == "nil":
		return []string{fmt.Sprintf("return %s, nil", result)}
	}
	// The error first: results are complete only when it is there.
	condition, value := fmt.Sprintf("err := %s; err != nil", err), "err"
	if !strings.Contains(err, "(") {
		condition, value = err+" != nil", err
	}
	onError := "nil"
	if s.partial() && s.chance(2) {
		onError = result
	}
	return []string{fmt.Sprintf("if %s {", condition), fmt.Sprintf("return %s, %s", onError, value), "}",
		fmt.Sprintf("return %s, nil", result)}
}

// partial tells whether, if some work fails, the results of the rest are the same
// each time.
func (s *sketch) partial() bool {
	return !in(s.errors, "cancel", "cause", "group context")
}
