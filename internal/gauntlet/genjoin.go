package gauntlet

// writeJoin says who waits for the work, and how the work says that it is done.
func (s *sketch) writeJoin() {
	setup := func(lines ...string) { s.setup = append(s.setup, lines...) }
	var wait []string
	switch {
	case s.grouped():
		wait = s.writeGroup()
	case s.waits():
		wait = s.writeWaitGroup()
	}
	switch s.join {
	case "wait":
		s.joining = wait
	case "closure wait":
		s.joining = append(append([]string{"@join := func() {"}, wait...), "}", "@join()")
	case "defer wait":
		named := in(s.signature, "direct", "named results")
		if !named || s.err == "nil" && in(s.results, "none", "indexed", "mutex map") && s.chance(2) {
			setup("defer @wg.Wait()")
			return
		}
		// The result is there when the work is done.
		s.signature = "named results"
		setup("defer func() {", "@wg.Wait()", "result, err = "+s.result+", "+s.err, "}()")
		s.deferred = true
	case "done channel":
		s.joining = append(append([]string{"@done := make(chan struct{})", "go func() {"}, wait...),
			"close(@done)", "}()", "<-@done")
	case "closer", "early closer":
		closer := append(append([]string{"go func() {"}, wait...), append(s.shut, "}()")...)
		if s.chance(2) {
			closer = append([]string{"go func() {"}, deferredAll(s.shut)...)
			closer = append(append(closer, wait...), "}()")
		}
		if s.join == "early closer" {
			setup(closer...)
		} else {
			s.joining = closer
		}
	case "spawner":
		s.opening = append([]string{"go func() {"}, s.opening...)
		s.closing = append(append(append(s.closing, wait...), s.shut...), "}()")
	case "receives":
	case "done receives":
		typ := s.pick("struct{}", "bool")
		s.declare("done", s.pick("chan<- ", "chan ")+typ, byValue)
		token := map[string]string{"struct{}": "struct{}{}", "bool": "true"}[typ]
		setup(s.pick("@done := make(chan "+typ+")", "@done := make(chan "+typ+", len(@ids))"))
		s.work.first = []string{"defer func() { @done <- " + token + " }()"}
		s.joining = []string{"for range " + s.started() + " {", "<-@done", "}"}
	case "error receives":
		s.work.last = []string{"@errs <- nil"}
		s.joining = []string{"for range " + s.started() + " {", "if err := <-@errs; err != nil && @firstErr == nil {",
			"@firstErr = err", "}", "}"}
	case "poll":
		s.declare("finished", "atomic.Int64", byPointer)
		setup("var @finished atomic.Int64")
		s.work.first = []string{"defer @finished.Add(1)"}
		s.joining = []string{"for @finished.Load() < int64(" + s.started() + ") {", "time.Sleep(100 * time.Microsecond)", "}"}
	default:
		panic("join " + s.join)
	}
}

func deferredAll(calls []string) []string {
	list := make([]string, len(calls))
	for i, call := range calls {
		list[i] = "defer " + call
	}
	return list
}

// writeWaitGroup declares a WaitGroup, and returns what waits for it.
func (s *sketch) writeWaitGroup() []string {
	s.declare("wg", "sync.WaitGroup", byPointer)
	declaration := s.pick("var @wg sync.WaitGroup", "var @wg sync.WaitGroup", "@wg := sync.WaitGroup{}",
		"@wg := new(sync.WaitGroup)", "@wg := &sync.WaitGroup{}")
	if declaration[len("@wg :=")+1] != 's' && declaration[0] == '@' {
		s.declare("wg", "*sync.WaitGroup", byValue)
	}
	s.setup = append(s.setup, declaration)
	wait := []string{"@wg.Wait()"}
	if s.spawn[:2] != "go" { // wg.Go counts by itself
		if s.join == "early closer" {
			// The closer must not see it at zero before the loop.
			s.setup = append(s.setup, "@wg.Add(1)")
			s.after = append(s.after, "@wg.Done()")
		}
		return wait
	}
	if s.counted() && !in(s.trap, "batches", "again") && (s.join == "early closer" || s.chance(4)) {
		s.setup = append(s.setup, "@wg.Add(len(@ids))")
	} else {
		s.add = true
	}
	// Without a way out in between, Done can stand at the end.
	if in(s.body, "plain", "several", "helper", "generic") && s.errors == "none" && s.context == "none" && s.chance(3) {
		s.work.last = []string{"@wg.Done()"}
	} else {
		s.work.first = []string{"defer @wg.Done()"}
	}
	return wait
}

// writeGroup declares a group, and returns what waits for it.
func (s *sketch) writeGroup() []string {
	s.work.last = []string{"return nil"}
	s.declare("g", "errgroup.Group", byPointer)
	switch {
	case s.errors == "group context":
		s.declare("g", "*errgroup.Group", byValue)
		s.setup = append(s.setup, "@g, @ctx := errgroup.WithContext(@ctx)")
	case s.chance(3):
		s.declare("g", "*errgroup.Group", byValue)
		s.setup = append(s.setup, s.pick("@g := new(errgroup.Group)", "@g := &errgroup.Group{}"))
	default:
		s.setup = append(s.setup, s.pick("var @g errgroup.Group", "var (\n@g errgroup.Group\n)"))
	}
	switch s.gate {
	case "SetLimit(-1)":
		s.setup = append(s.setup, "@g.SetLimit(-1)")
	case "SetLimit(len)":
		s.setup = append(s.setup, "@g.SetLimit(len(@ids))")
	case "SetLimit real":
		s.setup = append(s.setup, "@g.SetLimit(4)")
	}
	if s.errors == "none" && s.chance(2) {
		s.err = "nil"
		return []string{s.pick("_ = @g.Wait()", "@g.Wait()")}
	}
	if s.join == "wait" && !s.channels() && s.chance(2) && s.results != "atomic" {
		return nil // Wait is called for the error
	}
	s.setup = append(s.setup, "var @groupErr error")
	s.err = "@groupErr"
	return []string{"@groupErr = @g.Wait()"}
}

// writeGate declares the limit that the program has or seems to have.
func (s *sketch) writeGate() {
	size := map[string]string{"inside": "4", "cap len": "len(@ids)", "real": "4"}[s.gate]
	if size == "" {
		return
	}
	s.declare("sem", "chan struct{}", byValue)
	s.setup = append(s.setup, "@sem := make(chan struct{}, "+size+")")
}
