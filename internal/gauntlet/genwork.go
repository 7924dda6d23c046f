package gauntlet

import (
	"fmt"
	"slices"
	"strings"
)

// The work of a program: what stands in its goroutines, and what it hands over.

// writeResults says where the results of the work go.
func (s *sketch) writeResults() {
	setup := func(lines ...string) { s.setup = append(s.setup, lines...) }
	emit := fill
	s.work.zero = func() []string { return nil }
	switch s.results {
	case "none":
		s.work.emit = emit()
		s.result = "nil"
	case "indexed":
		index := s.element()
		s.declare("out", "[]int", byValue)
		setup("@out := make([]int, len(@ids))")
		s.work.emit = emit("@out[" + index + "] = #")
		s.result = "@out"
	case "mutex slice":
		s.declare("mu", "sync.Mutex", byPointer)
		s.declare("out", "[]int", byAssigned)
		setup("var @mu sync.Mutex", "var @out []int")
		s.work.emit = emit("@mu.Lock()", "@out = append(@out, #)", "@mu.Unlock()")
		s.result, s.free = "@out", true
	case "mutex map":
		s.declare("mu", "sync.Mutex", byPointer)
		s.declare("out", "map[int]int", byValue)
		setup("var @mu sync.Mutex", s.pick("@out := make(map[int]int)", "@out := map[int]int{}"))
		s.work.emit = emit("@mu.Lock()", "@out[@id] = #", "@mu.Unlock()")
		s.result = "@out"
	case "atomic":
		s.declare("total", "atomic.Int64", byPointer)
		setup("var @total atomic.Int64")
		s.work.emit = emit("@total.Add(int64(#))")
		s.result = "@total.Load()"
	default:
		s.writeChannels()
	}
}

// fill returns what puts a text where the lines have a #.
func fill(lines ...string) func(string) []string {
	return func(text string) []string {
		written := make([]string, len(lines))
		for i, line := range lines {
			written[i] = strings.ReplaceAll(line, "#", text)
		}
		return written
	}
}

// writeChannels is writeResults for results that are sent.
func (s *sketch) writeChannels() {
	typ := "int"
	if s.errors == "message" {
		typ = "outcome"
	}
	sends := 1
	if s.results == "two sends" {
		sends = 2
	}
	size := "" // of the buffer
	switch {
	case s.results == "small":
		size = ", 8"
	case s.results == "unbuffered", s.results == "drainer", s.drainedLast():
	case s.results == "two sends":
		size = ", 2*len(@ids)"
	default:
		size = ", len(@ids)"
	}
	s.setup = append(s.setup, "var @out []int")
	s.declare("out", "[]int", byAssigned)
	s.result, s.free = "@out", true

	names := []string{"results"}
	if s.results == "two channels" {
		names = []string{"evens", "odds"}
	}
	for _, name := range names {
		s.declare(name, s.pick("chan<- ", "chan ")+typ, byValue)
		s.setup = append(s.setup, fmt.Sprintf("@%s := make(chan %s%s)", name, typ, size))
	}
	s.work.emit = func(v string) []string {
		switch {
		case s.results == "two channels":
			return []string{"if " + v + "%2 == 0 {", "@evens <- " + v, "} else {", "@odds <- " + v, "}"}
		case s.results == "two sends":
			return []string{"@results <- " + v, "@results <- -" + v}
		case s.errors == "message":
			return []string{"@results <- outcome{id: @id, value: " + v + "}"}
		}
		return []string{"@results <- " + v}
	}
	if s.context != "none" && s.join != "receives" && !in(s.results, "two channels", "two sends") && s.body != "deferred emit" &&
		s.errors != "message" && s.chance(2) {
		// Behind a context that has ended, the work does not come so far.
		s.work.emit = fill("select {", "case @results <- #:", "case <-@ctx.Done():", "}")
	}
	if s.join == "receives" {
		s.work.zero = func() []string { return s.work.emit("0") }
	}
	s.writeReceiving(names, sends)
}

// writeReceiving receives what the work has sent.
func (s *sketch) writeReceiving(names []string, sends int) {
	take := []string{"@out = append(@out, v)"}
	if s.errors == "message" {
		take = []string{"if v.err != nil {", "if @firstErr == nil {", "@firstErr = v.err", "}", "continue", "}",
			"@out = append(@out, v.value)"}
	}
	all := func(channel string) []string {
		return append(append([]string{"for v := range @" + channel + " {"}, take...), "}")
	}
	var shut []string
	for _, name := range names {
		shut = append(shut, "close(@"+name+")")
	}
	switch {
	case s.results == "drainer":
		s.setup = append(s.setup, "@drained := make(chan struct{})", "go func() {")
		early := s.chance(2)
		if early {
			s.setup = append(s.setup, "defer close(@drained)")
		}
		s.setup = append(s.setup, s.drainer...)
		s.setup = append(s.setup, all(names[0])...)
		if !early {
			s.setup = append(s.setup, "close(@drained)")
		}
		s.setup = append(s.setup, "}()")
		s.received = append(shut, "<-@drained")
	case s.join == "receives":
		turns := "range " + s.started()
		switch {
		case sends == 2:
			turns = "range 2*" + s.started()
		case turns == "range len(@ids)" && s.chance(2):
			turns = "range @ids"
		}
		s.received = append([]string{"for " + turns + " {", "v := <-@results"}, append(take, "}")...)
		if s.errors != "message" && s.chance(2) {
			s.received = []string{"for " + turns + " {", "@out = append(@out, <-@results)", "}"}
		}
	case in(s.join, "closer", "early closer", "spawner"):
		s.shut = shut
		if len(names) == 1 {
			s.received = all(names[0])
			return
		}
		s.received = []string{"for @evens != nil || @odds != nil {", "select {",
			"case v, ok := <-@evens:", "if !ok {", "@evens = nil", "continue", "}", "@out = append(@out, v)",
			"case v, ok := <-@odds:", "if !ok {", "@odds = nil", "continue", "}", "@out = append(@out, v)",
			"}", "}"}
	default:
		s.received = shut
		for _, name := range names {
			s.received = append(s.received, all(name)...)
		}
	}
}

// writeErrors says where the errors of the work go.
func (s *sketch) writeErrors() {
	setup := func(lines ...string) { s.setup = append(s.setup, lines...) }
	notes := fill
	first := func(lines ...string) {
		s.declare("firstErr", "error", byAssigned)
		setup("var @firstErr error")
		s.err = "@firstErr"
	}
	s.err = "nil"
	s.work.failed = notes()
	switch s.errors {
	case "none", "group context", "group":
		if s.grouped() {
			s.err = "@g.Wait()"
		}
	case "once", "cancel":
		s.declare("once", "sync.Once", byPointer)
		first()
		setup("var @once sync.Once")
		s.work.failed = notes("@once.Do(func() { @firstErr = # })")
		if s.errors == "cancel" {
			s.declare("cancel", "context.CancelFunc", byValue)
			s.work.failed = notes("@once.Do(func() {", "@firstErr = #", "@cancel()", "})")
		}
	case "mutex":
		s.declare("errMu", "sync.Mutex", byPointer)
		first()
		setup("var @errMu sync.Mutex")
		s.work.failed = notes("@errMu.Lock()", "if @firstErr == nil {", "@firstErr = #", "}", "@errMu.Unlock()")
	case "channel":
		s.declare("errs", "chan error", byValue)
		setup("@errs := make(chan error, len(@ids))")
		s.work.failed = notes("@errs <- #")
		first()
		s.end = []string{"close(@errs)", "for err := range @errs {", "if @firstErr == nil {", "@firstErr = err", "}", "}"}
	case "first in channel":
		s.declare("errs", "chan error", byValue)
		setup("@errs := make(chan error, 1)")
		s.work.failed = notes("select {", "case @errs <- #:", "default:", "}")
		first()
		s.end = []string{"select {", "case @firstErr = <-@errs:", "default:", "}"}
	case "joined":
		s.all = true
		s.declare("failures", "[]error", byValue)
		s.err = "errors.Join(@failures...)"
		if s.chance(2) {
			setup("@failures := make([]error, len(@ids))")
			s.work.failed = notes("@failures[" + s.element() + "] = #")
			return
		}
		s.declare("errMu", "sync.Mutex", byPointer)
		s.vars["failures"].how = byAssigned
		setup("var @failures []error", "var @errMu sync.Mutex")
		s.work.failed = notes("@errMu.Lock()", "@failures = append(@failures, #)", "@errMu.Unlock()")
	case "message":
		first()
		s.work.failed = func(err string) []string { return []string{"@results <- outcome{id: @id, err: " + err + "}"} }
	case "sent":
		s.declare("errs", s.pick("chan<- ", "chan ")+"error", byValue)
		setup(s.pick("@errs := make(chan error)", "@errs := make(chan error, len(@ids))"))
		first()
	case "cause":
		s.declare("cancel", "context.CancelCauseFunc", byValue)
		s.work.failed = notes("@cancel(#)")
		s.err = "context.Cause(@ctx)"
	default:
		panic("errors " + s.errors)
	}
}

// writeContext makes the context that the work uses.
func (s *sketch) writeContext() {
	switch s.context {
	case "none", "parameter", "group":
	case "cancel":
		s.top = append(s.top, "@ctx, @cancel := context.WithCancel(@ctx)", "defer @cancel()")
	case "timeout":
		s.top = append(s.top, "@ctx, @stop := context.WithTimeout(@ctx, time.Minute)", "defer @stop()")
	case "cause":
		s.top = append(s.top, "@ctx, @cancel := context.WithCancelCause(@ctx)", "defer @cancel(nil)")
	default:
		panic("context " + s.context)
	}
}

// exit ends the work.
func (s *sketch) exit() string {
	if s.grouped() {
		return "return nil"
	}
	return "return"
}

// leave ends the work early, without a result. What others count on is sent.
func (s *sketch) leave() []string {
	lines := s.work.zero()
	if s.body == "deferred emit" {
		lines = nil
	}
	if s.join == "error receives" {
		lines = append(lines, "@errs <- nil")
	}
	return append(lines, s.exit())
}

// fail ends the work with an error.
func (s *sketch) fail() []string {
	err := "err"
	if s.chance(3) {
		err = `fmt.Errorf("element %d: %w", @id, err)`
	}
	switch {
	case s.join == "error receives":
		return []string{"@errs <- " + err, "return"}
	case in(s.errors, "group", "group context"):
		return []string{"return " + err}
	}
	lines := s.work.failed(err)
	if s.errors != "message" && s.body != "deferred emit" {
		lines = append(lines, s.work.zero()...)
	}
	return append(lines, s.exit())
}

// core does the work itself. If there are results, v has one.
func (s *sketch) core() []string {
	s.counts = true
	value := s.results != "none"
	assign := "v := "
	if s.body == "deferred emit" {
		assign = "v = "
	}
	var lines []string
	fallible := func(call string) {
		lines = append(lines, "if err := "+call+"; err != nil {")
		lines = append(lines, s.fail()...)
		lines = append(lines, "}")
		if value {
			lines = append(lines, assign+s.pick("@id*@id%1009 + 1", "score(@id)"))
		}
	}
	switch failing, ctx := s.errors != "none", s.context != "none"; {
	case failing && ctx:
		fallible("@l.FailCtx(@ctx, @id)")
	case failing:
		fallible("@l.Fail(@id)")
	case ctx && s.work.zero() == nil && s.body != "deferred emit":
		fallible("@l.DoCtx(@ctx, @id)")
	case ctx:
		lines = append(lines, "_ = @l.DoCtx(@ctx, @id)")
		if value {
			lines = append(lines, assign+"score(@id)")
		}
	case value:
		lines = append(lines, assign+"@l.Value(@id)")
	default:
		lines = append(lines, "@l.Do(@id)")
	}
	return lines
}

// emit hands v over, if there are results.
func (s *sketch) emit() []string {
	if s.results == "none" {
		return nil
	}
	return s.work.emit("v")
}

// steps returns what is done with one element.
func (s *sketch) steps() []string {
	value := s.results != "none"
	s.factor = 1
	var lines []string
	add := func(parts ...[]string) {
		for _, part := range parts {
			lines = append(lines, part...)
		}
	}
	line := func(text ...string) { lines = append(lines, text...) }
	switch s.body {
	case "plain":
		add(s.core(), s.emit())
	case "comments":
		add(s.commented(append(s.core(), s.emit()...)))
	case "one line":
		s.one, s.counts = true, true
		if value {
			add(s.work.emit("@l.Value(@id)"))
		} else {
			line("@l.Do(@id)")
		}
	case "several":
		add(s.core())
		if value {
			line("if v%5 == 0 {", "v += 2", "}", "for range 3 {", "v = v*7%1013 + 1", "}")
		} else {
			add(s.core())
		}
		add(s.emit())
	case "early return":
		line("if " + s.pick("@id%7 == 3", "@id%7 == 0", "@id < 5", "@id < 1000") + " {")
		add(s.leave())
		line("}")
		add(s.core(), s.emit())
	case "recover":
		line("defer func() {", "if r := recover(); r != nil {")
		add(s.work.zero())
		if s.join == "error receives" {
			line("@errs <- nil")
		}
		line("}", "}()")
		add(s.core())
		line("if @id%19 == 4 {", `panic("bad element")`, "}")
		add(s.emit())
	case "nested literal":
		if value {
			line("twice := func(n int) int {", "return 2 * n", "}")
			add(s.core())
			line("v = twice(v)")
			add(s.emit())
		} else {
			line("func() {", "@l.Enter()", "defer @l.Leave()", "}()")
			add(s.core())
		}
	case "deferred emit":
		line("v := 0", "defer func() {")
		add(s.emit())
		line("}()")
		add(s.core())
	case "fan-out":
		s.factor, s.counts = 3, true
		line("var inner sync.WaitGroup", "var parts [3]int", "for j := range parts {")
		if s.chance(2) {
			line("inner.Go(func() { parts[j] = @l.Value(@id + j) })")
		} else {
			line("inner.Add(1)", "go func() {", "defer inner.Done()", "parts[j] = @l.Value(@id + j)", "}()")
		}
		line("}", "inner.Wait()")
		if value {
			line("v := parts[0] + parts[1] + parts[2]")
		}
		add(s.emit())
	case "lock":
		s.declare("seenMu", "sync.Mutex", byPointer)
		s.declare("seen", "map[int]bool", byValue)
		s.setup = append(s.setup, "var @seenMu sync.Mutex", "@seen := make(map[int]bool)")
		line("@seenMu.Lock()", "again := @seen[@id]", "@seen[@id] = true", "@seenMu.Unlock()", "if again {")
		add(s.leave())
		line("}")
		add(s.core(), s.emit())
	case "Goexit":
		line("if @id%11 == 5 {")
		add(s.leave()[:len(s.leave())-1])
		line("runtime.Goexit()", "}")
		add(s.core(), s.emit())
	case "retry":
		s.counts = true
		if value {
			line("v := 0")
		}
		line("for attempt := range 3 {")
		if value {
			line("v += @l.Value(@id)")
		} else {
			line("@l.Do(@id)")
		}
		line("if (@id+attempt)%3 != 0 {", "break", "}", "}")
		add(s.emit())
	case "helper":
		s.counts = true
		if value {
			line("v := fetch(@l, @id)")
		} else {
			line("fetch(@l, @id)")
		}
		add(s.emit())
	case "generic":
		s.counts = true
		if value {
			line("v := largest(@l.Value(@id), score(@id+1))")
		} else {
			line("@l.Do(largest(@id, 1))")
		}
		add(s.emit())
	case "pure":
		line("v := @id", "for n := range 50 {", "v = (v*31 + n) % 10007", "}")
		if value {
			add(s.emit())
		} else {
			line("if v < 0 {", `panic("impossible")`, "}")
		}
	case "Enter":
		s.counts = true
		line("@l.Enter()", "time.Sleep(time.Duration(200+@id%300) * time.Microsecond)")
		if value {
			line("v := score(@id)")
		}
		line("@l.Leave()")
		add(s.emit())
	default:
		panic("body " + s.body)
	}
	return lines
}

// commented puts comments where they may be in the way of an edit.
func (s *sketch) commented(lines []string) []string {
	lines = slices.Clone(lines)
	lines[0] = s.pick("// First things first.\n", "/* here */ ", "//\n") + lines[0]
	lines[len(lines)-1] += s.pick(" // done", " /* and out */", "\n// nothing comes after this")
	return lines
}

// writeComments puts comments around the loop, in some of the places where an edit
// could lose or move them.
func (s *sketch) writeComments() {
	if s.chance(2) {
		s.before = append(s.before, s.pick("// They run all at once.", "/* the loop */", "// first part\n\n// second part"))
	}
	if s.chance(2) {
		s.header[len(s.header)-1] += s.pick(" // each of them", " /* each of them */")
	}
	if s.chance(2) {
		s.start = append([]string{s.pick("// In the background:", "\n// Not one after the other.\n")}, s.start...)
	}
	if s.chance(2) {
		s.footer = append([]string{s.pick("// next", "\n// That was it.")}, s.footer...)
	}
	if s.chance(2) && len(s.joining) > 0 {
		s.joining = append([]string{s.pick("// Wait for all.", "/* the end */")}, s.joining...)
	}
}

// writeWork returns what stands in the goroutine.
func (s *sketch) writeWork() []string {
	steps := s.steps()
	if s.doubled {
		s.factor *= 2
	}
	if s.parts() {
		over := "for _, @id := range @part {"
		if strings.Contains(s.index, "+j") {
			over = "for j, @id := range @part {"
			steps = append([]string{"_ = j"}, steps...)
		}
		steps = append(append([]string{over}, steps...), "}")
	}
	body := slices.Clone(s.work.first)
	if s.gate == "inside" || s.gate == "cap len" || s.gate == "real" {
		if s.gate == "inside" {
			body = append(body, "@sem <- struct{}{}")
		}
		body = append(body, s.pick("defer func() { <-@sem }()", "defer func() {\n<-@sem\n}()"))
	}
	body = append(body, s.work.trap...)
	body = append(body, steps...)
	body = append(body, s.work.last...)
	for _, line := range body {
		if strings.HasSuffix(line, "{") || strings.HasSuffix(line, ":") || strings.HasPrefix(line, "}") || strings.Contains(line, "\n") {
			s.one = false
		}
	}
	return body
}
