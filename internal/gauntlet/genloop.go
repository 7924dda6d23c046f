package gauntlet

import (
	"fmt"
	"slices"
	"strings"
)

// writeLoop says what the loop goes over, and how the work gets its element.
func (s *sketch) writeLoop() {
	s.turnVar("id", "int")
	header := func(lines ...string) { s.header = append(s.header, lines...) }
	s.footer = []string{"}"}
	indexed := func() {
		s.turnVar("i", "int")
		s.index = "@i"
	}
	switch s.loop {
	case "slice":
		header("for _, @id := range @ids {")
	case "slice index":
		indexed()
		header("for @i := range @ids {", "@id := @ids[@i]")
	case "slice element":
		indexed()
		header("for @i := range @ids {")
		s.vars["id"].expr = "@ids[@i]"
	case "slice both":
		indexed()
		header("for @i, @id := range @ids {")
	case "map keys":
		s.fillTable()
		header("for @id := range @table {")
	case "map values":
		s.fillTable()
		header("for _, @id := range @table {")
	case "int":
		header(s.pick("for @i := range len(@ids) {", "for @i := range @ids {"), "@id := @ids[@i]")
		indexed()
	case "three-clause":
		indexed()
		header("for @i := 0; @i < len(@ids); @i++ {", "@id := @ids[@i]")
	case "three-clause direct":
		indexed()
		header("for @i, @n := 0, len(@ids); @i < @n; @i++ {")
		s.vars["id"].expr = "@ids[@i]"
	case "iterator":
		header("for @id := range each(@ids) {")
	case "slices.Values":
		header("for @id := range slices.Values(@ids) {")
	case "slices.All":
		indexed()
		header(s.pick("for @i, @id := range slices.All(@ids) {", "for @i, @id := range slices.Backward(@ids) {"))
	case "maps.Keys":
		s.fillTable()
		header("for @id := range maps.Keys(@table) {")
	case "channel":
		s.fillQueue()
		header("for @id := range @queue {")
	case "nested":
		header("for _, @row := range rows(@ids) {", "for _, @id := range @row {")
		s.footer = []string{"}", "}"}
	case "nested windows":
		header("for @from := 0; @from < len(@ids); @from += 10 {", "@window := @ids[@from:min(@from+10, len(@ids))]",
			"for _, @id := range @window {")
		s.footer = []string{"}", "}"}
	case "chunks":
		s.partVars()
		header("for @part := range slices.Chunk(@ids, 4) {")
	case "pairs":
		s.partVars()
		s.turnVar("lo", "int")
		header("for @lo := 0; @lo < len(@ids); @lo += 2 {", "@part := @ids[@lo:min(@lo+2, len(@ids))]")
	case "labelled continue":
		header("@scan:", "for _, @id := range @ids {", "for _, bad := range [...]int{9, 19} {", "if @id == bad {",
			"continue @scan", "}", "}")
	case "labelled break":
		header("@scan:", "for _, @id := range @ids {", "switch {", "case @id == 110:", "break @scan", "case @id%10 == 9:",
			"continue @scan", "}")
	case "while":
		s.setup = append(s.setup, "@rest := @ids")
		header("for len(@rest) > 0 {", "@id := @rest[0]", "@rest = @rest[1:]")
	case "forever":
		s.setup = append(s.setup, "@at := 0")
		header("for {", "if @at == len(@ids) {", "break", "}", "@id := @ids[@at]", "@at++")
	case "scanner":
		s.setup = append(s.setup, "@words := bufio.NewScanner(strings.NewReader(text(@ids)))", "@words.Split(bufio.ScanWords)")
		header("for @words.Scan() {", "@id, err := strconv.Atoi(@words.Text())", "if err != nil {", "panic(err)", "}")
	case "fields":
		header("for _, @word := range strings.Fields(text(@ids)) {", "@id := number(@word)")
	case "linked list":
		header("for @node := chain(@ids); @node != nil; @node = @node.next {", "@id := @node.id")
	case "sync.Map":
		s.setup = append(s.setup, "var @table sync.Map", "for _, id := range @ids {", "@table.Store(id, true)", "}")
		header("@table.Range(func(k, _ any) bool {", "@id := k.(int)")
		s.footer = []string{"return true", "})"}
	case "received":
		s.fillQueue()
		header("for range @ids {")
		s.vars["id"].expr = "<-@queue"
	default:
		panic("loop " + s.loop)
	}
	s.free = in(s.loop, "map keys", "map values", "maps.Keys", "sync.Map")
	s.wrapLoop()
}

// partVars declares that the work gets several elements, and goes over them.
func (s *sketch) partVars() {
	s.turnVar("part", "[]int")
	s.vars["id"].local = true
}

// anElement returns an element of the turn, outside of the work.
func (s *sketch) anElement() string {
	if s.parts() {
		return "@part[0]"
	}
	return "@id"
}

func (s *sketch) fillTable() {
	s.setup = append(s.setup, "@table := make(map[int]int, len(@ids))", "for _, id := range @ids {", "@table[id] = id", "}")
}

func (s *sketch) fillQueue() {
	s.setup = append(s.setup, "@queue := make(chan int, len(@ids))", "for _, id := range @ids {", "@queue <- id", "}", "close(@queue)")
}

// wrapLoop says what the loop stands in. The parts that a spawner needs stand
// around it, see writeJoin.
func (s *sketch) wrapLoop() {
	around := func(open []string, close ...string) {
		s.opening = append(s.opening, open...)
		s.closing = append(close, s.closing...)
	}
	switch s.wrap {
	case "none", "rows", "if else":
		if s.wrap == "if else" {
			around([]string{"if len(@ids)%3 == 0 {"}, "}")
		}
	case "if":
		around([]string{"if len(@ids) > 0 {"}, "}")
	case "switch":
		around([]string{"switch {", "case len(@ids) == 0:", "// Nothing to do.", "default:"}, "}")
	case "select":
		around([]string{"select {", "case <-@ctx.Done():", "default:"}, "}")
	case "block":
		around([]string{"{"}, "}")
	case "closure":
		around([]string{"@launch := func() {"}, "}", "@launch()")
	default:
		panic("wrap " + s.wrap)
	}
}

// element returns an index of the element, from 0 up to the number of elements.
func (s *sketch) element() string {
	s.placed = true
	switch {
	case s.index != "":
		return s.index
	case s.loop == "pairs":
		s.index = "@lo+j" // see writeWork: j goes over the part
	case s.wrap != "rows" && (s.parts() || s.free || s.chance(2)):
		s.index = "@id" // elements are numbers from 0
	default:
		s.turnVar("slot", "int")
		s.setup = append(s.setup, "@next := 0")
		s.turn = append(s.turn, "@slot := @next", "@next++")
		s.index = "@slot"
	}
	return s.index
}

// started returns how many pieces of work there are.
func (s *sketch) started() string {
	if s.counted() && s.wrap != "closure" && s.chance(2) {
		return "len(@ids)"
	}
	if s.vars["started"] == nil {
		s.name("started")
		s.setup = append(s.setup, "@started := 0")
	}
	return "@started"
}

// writeSpawn starts the work, whose body is given.
func (s *sketch) writeSpawn(body []string) {
	args := func(list []*variable) (args []string) {
		for _, v := range list {
			args = append(args, s.argument(v))
		}
		return args
	}
	parameters := func(list []*variable) (params []string) {
		for _, v := range list {
			params = append(params, v.parameter())
		}
		return params
	}
	split := func(list []*variable) (turn, rest []*variable) {
		for _, v := range list {
			if v.turn {
				turn = append(turn, v)
			} else {
				rest = append(rest, v)
			}
		}
		return turn, rest
	}
	result := ""
	if s.grouped() {
		result = " error"
	}
	open, shut := "{", "}"
	if s.body == "comments" {
		open = s.pick("{", "{ // one for each of them", "{ /* in parallel */")
		shut = s.pick("}", "// That is all.\n}", "/* done */ }")
	}
	literal := func(params, suffix string) []string {
		written := s.inTurn(body)
		if s.one {
			return []string{"func(" + params + ")" + result + " { " + strings.Join(written, "; ") + " }" + suffix}
		}
		lines := append([]string{"func(" + params + ")" + result + " " + open}, written...)
		return append(lines, shut+suffix)
	}
	prefix := func(text string, lines []string) []string {
		lines[0] = text + lines[0]
		return lines
	}

	var call string // for the work as a function of its own
	switch s.spawn {
	case "go literal":
		s.start = prefix("go ", literal("", "()"))
	case "go literal with arguments":
		_, used := s.elsewhere(body, "")
		turn, _ := split(used)
		values := args(turn)
		kept := make(map[*variable]string)
		for _, v := range turn { // inside, the parameter is meant
			kept[v], v.expr = v.expr, ""
		}
		s.start = prefix("go ", literal(strings.Join(parameters(turn), ", "), "("+strings.Join(values, ", ")+")"))
		for v, expr := range kept {
			v.expr = expr
		}
	case "wg.Go literal":
		s.start = prefix(s.inPlace([]string{"@wg.Go("})[0], literal("", ")"))
	case "group.Go literal":
		s.start = prefix(s.inPlace([]string{"@g.Go("})[0], literal("", ")"))
	case "group.TryGo":
		s.start = prefix(s.inPlace([]string{s.pick("@g.TryGo(", "_ = @g.TryGo(")})[0], literal("", ")"))
	case "go function", "group.Go function":
		written, used := s.elsewhere(body, "")
		name := fmt.Sprintf("work%d", s.number)
		s.decls = append(s.decls, fmt.Sprintf("func %s(%s)%s {\n%s\n}", name, strings.Join(parameters(used), ", "), result, strings.Join(written, "\n")))
		call = fmt.Sprintf("%s(%s)", name, strings.Join(args(used), ", "))
	case "go method", "go method value", "wg.Go method":
		written, used := s.elsewhere(body, "s")
		turn, rest := split(used)
		typ := fmt.Sprintf("worker%d", s.number)
		s.decls = append(s.decls,
			fmt.Sprintf("type %s struct {\n%s\n}", typ, strings.Join(parameters(rest), "\n")),
			fmt.Sprintf("func (s *%s) work(%s) {\n%s\n}", typ, strings.Join(parameters(turn), ", "), strings.Join(written, "\n")))
		var fields []string
		for _, v := range rest {
			fields = append(fields, v.ident+": "+s.argument(v))
		}
		s.setup = append(s.setup, fmt.Sprintf("@worker := &%s{%s}", typ, strings.Join(fields, ", ")))
		call = fmt.Sprintf("@worker.work(%s)", strings.Join(args(turn), ", "))
		if s.spawn == "go method value" {
			s.setup = append(s.setup, "@work := @worker.work")
			call = fmt.Sprintf("@work(%s)", strings.Join(args(turn), ", "))
		}
	case "go closure", "wg.Go closure":
		_, used := s.elsewhere(body, "")
		turn, _ := split(used)
		call = fmt.Sprintf("@work(%s)", strings.Join(args(turn), ", "))
		kept := make(map[*variable]string)
		for _, v := range turn {
			kept[v], v.expr = v.expr, ""
		}
		s.setup = append(s.setup, "@work := func("+strings.Join(parameters(turn), ", ")+") {")
		s.setup = append(s.setup, s.inTurn(body)...)
		s.setup = append(s.setup, "}")
		for v, expr := range kept {
			v.expr = expr
		}
	default:
		panic("spawn " + s.spawn)
	}
	if call != "" {
		call = s.inPlace([]string{call})[0]
		switch s.spawn {
		case "wg.Go method", "wg.Go closure":
			s.start = s.inPlace([]string{"@wg.Go(func() { " + call + " })"})
		case "group.Go function":
			s.start = s.inPlace([]string{"@g.Go(func() error { return " + call + " })"})
		default:
			s.start = []string{"go " + call}
		}
	}
	s.writePlace(call)
}

// writePlace puts the start into what it stands in, with what belongs to it.
func (s *sketch) writePlace(call string) {
	var first []string
	if s.vars["started"] != nil {
		first = append(first, "@started++")
	}
	if in(s.gate, "cap len", "real") {
		first = append(first, "@sem <- struct{}{}")
	}
	if s.add && s.place != "after the count" {
		first = append(first, "@wg.Add(1)")
	}
	if s.chance(2) {
		slices.Reverse(first)
	}
	start := append(s.inTurn(first), s.start...)
	around := func(before []string, behind ...string) {
		s.start = append(append(s.inTurn(before), start...), behind...)
	}
	switch s.place {
	case "plain":
		s.start = start
	case "if":
		around([]string{"if " + s.anElement() + "%3 != 1 {"}, "}")
	case "switch":
		around([]string{"switch " + s.anElement() + " % 4 {", "case 3:", "// This one is not wanted.", "default:"}, "}")
	case "select":
		around([]string{"select {", "case <-@ctx.Done():", "default:"}, "}")
	case "block":
		around([]string{"{"}, "}")
	case "literal":
		around([]string{"func() {"}, "}()")
	case "after the count":
		// What is counted before it is left out has to be taken back.
		s.start = append(s.inTurn([]string{"@wg.Add(1)", "if @id%9 == 4 {", "@wg.Done()", "continue", "}"}), start...)
	case "inline":
		s.extra = 1
		s.start = append(s.inTurn(first), s.inTurn([]string{"if " + s.anElement() + "%8 == 0 {"})...)
		s.start = append(s.start, call, "} else {", "go "+call, "}")
	default:
		panic("place " + s.place)
	}
}
