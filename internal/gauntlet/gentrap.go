package gauntlet

// A trap is something in the surroundings of the loop that makes a limit go wrong
// if it is put in without a thought, or that only looks like that.
type trap struct {
	name  string
	hangs bool // with a limit on the work of the loop
	fits  func(plan) bool
	write func(*sketch)
}

func anywhere(plan) bool { return true }

// waiting is where work may wait until all the others have started.
func waiting(p plan) bool { return p.open() && p.counted() }

// unlimited is where work may wait for what comes after the loop.
func unlimited(p plan) bool { return p.open() }

// entered is where what stands behind the loop is done in any case.
func entered(p plan) bool {
	return p.open() && in(p.wrap, "none", "rows", "block", "closure", "if else")
}

var traps = []trap{
	{"barrier", true, waiting, func(s *sketch) {
		s.declare("barrier", "sync.WaitGroup", byPointer)
		s.setup = append(s.setup, "var @barrier sync.WaitGroup", "@barrier.Add(len(@ids))")
		s.work.trap = []string{"@barrier.Done()", "@barrier.Wait()"}
	}},
	{"barrier of counters", true, waiting, func(s *sketch) {
		s.declare("arrived", "atomic.Int64", byPointer)
		s.declare("ids", "[]int", byValue)
		s.setup = append(s.setup, "var @arrived atomic.Int64")
		s.work.trap = []string{"@arrived.Add(1)", "for @arrived.Load() < int64(len(@ids)) {", "time.Sleep(100 * time.Microsecond)", "}"}
	}},
	{"barrier of a cond", true, waiting, func(s *sketch) {
		s.declare("cond", "*sync.Cond", byValue)
		s.declare("missing", "int", byAssigned)
		s.setup = append(s.setup, "@cond := sync.NewCond(new(sync.Mutex))", "@missing := len(@ids)")
		s.work.trap = []string{"@cond.L.Lock()", "@missing = @missing - 1", "if @missing == 0 {", "@cond.Broadcast()", "}",
			"for @missing > 0 {", "@cond.Wait()", "}", "@cond.L.Unlock()"}
	}},
	{"lock across the loop", true, unlimited, func(s *sketch) {
		s.declare("gate", "sync.Mutex", byPointer)
		s.setup = append(s.setup, "var @gate sync.Mutex")
		s.before = append(s.before, "@gate.Lock()")
		s.behind = append(s.behind, "@gate.Unlock()")
		s.work.trap = []string{"@gate.Lock()", "@gate.Unlock()"}
	}},
	{"read lock across the loop", true, unlimited, func(s *sketch) {
		s.declare("gate", "sync.RWMutex", byPointer)
		s.setup = append(s.setup, "var @gate sync.RWMutex")
		s.before = append(s.before, "@gate.RLock()")
		s.behind = append(s.behind, "@gate.RUnlock()")
		s.work.trap = []string{"@gate.Lock()", "@gate.Unlock()"}
	}},
	{"lock across the start", true, func(p plan) bool { return unlimited(p) && p.place != "after the count" }, func(s *sketch) {
		s.declare("order", "sync.Mutex", byPointer)
		s.setup = append(s.setup, "var @order sync.Mutex")
		s.turn = append(s.turn, "@order.Lock()")
		s.turned = append(s.turned, "@order.Unlock()")
		s.work.trap = []string{"@order.Lock()", "@order.Unlock()"}
	}},
	{"begins after the loop", true, unlimited, func(s *sketch) {
		s.declare("begin", s.pick("chan struct{}", "<-chan struct{}"), byValue)
		s.setup = append(s.setup, "@begin := make(chan struct{})")
		s.behind = append(s.behind, "close(@begin)")
		s.work.trap = []string{"<-@begin"}
	}},
	{"begins once", true, unlimited, func(s *sketch) {
		s.declare("begin", "chan struct{}", byValue)
		s.declare("opened", "sync.Once", byPointer)
		s.setup = append(s.setup, "@begin := make(chan struct{})", "var @opened sync.Once")
		s.behind = append(s.behind, "close(@begin)")
		s.work.trap = []string{"@opened.Do(func() { <-@begin })"}
	}},
	{"context ends after the loop", true, unlimited, func(s *sketch) {
		s.declare("pause", "context.Context", byValue)
		s.setup = append(s.setup, "@pause, @resume := context.WithCancel(context.Background())", "defer @resume()")
		s.behind = append(s.behind, "@resume()")
		s.work.trap = []string{"<-@pause.Done()"}
	}},
	{"polls", true, unlimited, func(s *sketch) {
		s.declare("open", "atomic.Bool", byPointer)
		s.setup = append(s.setup, "var @open atomic.Bool")
		s.behind = append(s.behind, "@open.Store(true)")
		s.work.trap = []string{"for !@open.Load() {", "time.Sleep(100 * time.Microsecond)", "}"}
	}},
	{"cond after the loop", true, unlimited, func(s *sketch) {
		s.declare("cond", "*sync.Cond", byValue)
		s.declare("open", "bool", byAssigned)
		s.setup = append(s.setup, "@cond := sync.NewCond(new(sync.Mutex))", "@open := false")
		s.behind = append(s.behind, "@cond.L.Lock()", "@open = true", "@cond.L.Unlock()", "@cond.Broadcast()")
		s.work.trap = []string{"@cond.L.Lock()", "for !(@open) {", "@cond.Wait()", "}", "@cond.L.Unlock()"}
	}},
	{"function from a map", true, unlimited, func(s *sketch) {
		s.declare("hooks", "map[bool]func()", byValue)
		s.setup = append(s.setup, "@begin := make(chan struct{})",
			"@hooks := map[bool]func(){true: func() { <-@begin }, false: func() {}}")
		s.behind = append(s.behind, "close(@begin)")
		s.work.trap = []string{"@hooks[" + s.anElement() + "%2 == 0]()"}
	}},
	{"later element", true, waiting, func(s *sketch) {
		i := s.element()
		s.declare("turns", "[]chan struct{}", byValue)
		s.setup = append(s.setup, "@turns := signals(len(@ids) + 1)", "close(@turns[len(@ids)])")
		s.work.trap = []string{"<-@turns[" + i + "+1]", "close(@turns[" + i + "])"}
	}},
	{"earlier element", false, waiting, func(s *sketch) {
		i := s.element()
		s.declare("turns", "[]chan struct{}", byValue)
		s.setup = append(s.setup, "@turns := signals(len(@ids) + 1)", "close(@turns[0])")
		s.work.trap = []string{"<-@turns[" + i + "]", "close(@turns[" + i + "+1])"}
	}},
	{"sent after the start", false, waiting, func(s *sketch) {
		s.declare("feed", "chan int", byValue)
		s.setup = append(s.setup, "@feed := make(chan int)")
		s.turned = append(s.turned, "@feed <- @id")
		s.work.trap = []string{"<-@feed"}
	}},
	{"sent after the loop", true, waiting, func(s *sketch) {
		s.declare("feed", "<-chan int", byValue)
		s.setup = append(s.setup, "@feed := make(chan int)")
		s.behind = append(s.behind, "for _, id := range @ids {", "@feed <- id", "}")
		s.work.trap = []string{"<-@feed"}
	}},
	{"heard after the loop", true, waiting, func(s *sketch) {
		s.declare("ack", "chan<- struct{}", byValue)
		s.setup = append(s.setup, "@ack := make(chan struct{})")
		s.behind = append(s.behind, "for range @ids {", "<-@ack", "}")
		s.work.trap = []string{"@ack <- struct{}{}"}
	}},
	{"heard by a later goroutine", true, waiting, func(s *sketch) {
		s.declare("ack", "chan<- struct{}", byValue)
		s.setup = append(s.setup, "@ack := make(chan struct{})")
		s.behind = append(s.behind, "go func() {", "for range @ids {", "<-@ack", "}", "}()")
		s.work.trap = []string{"@ack <- struct{}{}"}
	}},
	{"heard by a goroutine", false, waiting, func(s *sketch) {
		s.declare("ack", "chan<- struct{}", byValue)
		s.setup = append(s.setup, "@ack := make(chan struct{})", "go func() {", "for range @ids {", "<-@ack", "}", "}()")
		s.work.trap = []string{"@ack <- struct{}{}"}
	}},
	{"heard by a waiting goroutine", true, func(p plan) bool { return waiting(p) && entered(p) }, func(s *sketch) {
		s.declare("ack", "chan<- struct{}", byValue)
		s.setup = append(s.setup, "@ack, @begin := make(chan struct{}), make(chan struct{})",
			"go func() {", "<-@begin", "for range @ids {", "<-@ack", "}", "}()")
		s.behind = append(s.behind, "close(@begin)")
		s.work.trap = []string{"@ack <- struct{}{}"}
	}},
	{"drainer waits", true, func(p plan) bool { return entered(p) && p.results == "drainer" }, func(s *sketch) {
		s.setup = append(s.setup, "@begin := make(chan struct{})")
		s.drainer = []string{"<-@begin"}
		s.behind = append(s.behind, "close(@begin)")
	}},
	{"drainer needs the lock", true, func(p plan) bool { return entered(p) && p.results == "drainer" }, func(s *sketch) {
		s.setup = append(s.setup, "var @gate sync.Mutex")
		s.drainer = []string{"@gate.Lock()", "defer @gate.Unlock()"}
		// Not before the lock is taken, or it would be too late to drain.
		s.setup = append(s.setup, "@gate.Lock()")
		s.behind = append(s.behind, "@gate.Unlock()")
	}},
	{"iterator that locks", true, func(p plan) bool { return unlimited(p) && p.loop == "iterator" }, func(s *sketch) {
		s.declare("gate", "sync.Mutex", byPointer)
		s.setup = append(s.setup, "var @gate sync.Mutex")
		s.header[len(s.header)-1] = "for @id := range locked(&@gate, @ids) {"
		s.work.trap = []string{"@gate.Lock()", "@gate.Unlock()"}
	}},
	{"second start", false, func(p plan) bool { return p.again() && p.join != "early closer" && !p.parts() && p.loop != "received" }, func(s *sketch) {
		s.turned = append(s.turned, s.another("@l.Do("+s.anElement()+")")...)
		s.sites++
	}},
	{"pairs in a turn", false, func(p plan) bool {
		return waiting(p) && p.again() && p.join != "early closer" && p.gate != "SetLimit(len)" && p.gate != "cap len"
	}, func(s *sketch) {
		s.turnVar("pair", "chan int")
		s.turn = append(s.turn, "@pair := make(chan int)")
		s.work.trap = []string{"<-@pair"}
		s.turned = append(s.turned, s.another("@pair <- "+s.anElement())...)
		s.sites++
	}},
	{"second loop", false, func(p plan) bool { return p.again() && p.join != "early closer" }, func(s *sketch) {
		s.behind = append(s.behind, "for _, id := range @ids {")
		s.behind = append(s.behind, s.another("@l.Do(id)")...)
		s.behind = append(s.behind, "}")
		s.sites++
	}},
	{"second loop feeds the first", true, func(p plan) bool {
		return waiting(p) && p.again() && p.join != "early closer" && p.gate != "SetLimit(len)"
	}, func(s *sketch) {
		s.declare("feed", "chan int", byValue)
		s.setup = append(s.setup, "@feed := make(chan int)")
		s.work.trap = []string{"<-@feed"}
		s.behind = append(s.behind, "for _, id := range @ids {")
		s.behind = append(s.behind, s.another("@feed <- id")...)
		s.behind = append(s.behind, "}")
		s.sites++
	}},
	{"adds to its own group", true, func(p plan) bool { return unlimited(p) && p.again() && p.gate != "SetLimit(len)" }, func(s *sketch) {
		s.work.trap = append([]string{"more := " + s.anElement()}, s.another("@l.Do(more)")...)
		s.doubled = true
	}},
	{"returns early", false, func(p plan) bool {
		return in(p.wrap, "none", "if", "switch", "block", "rows") && p.join != "spawner" && !in(p.loop, "sync.Map")
	}, func(s *sketch) {
		s.turn = append(s.turn, "if "+s.anElement()+" < 0 {", `return nil, errors.New("negative element")`, "}")
	}},
	{"cancels after the loop", false, func(p plan) bool {
		return p.context == "cancel" && p.results == "none" && p.errors == "none" && p.wrap != "rows"
	}, func(s *sketch) {
		s.behind = append(s.behind, "@cancel()")
	}},
	{"batches", false, func(p plan) bool {
		return p.waits() && p.join == "wait" && p.wrap != "closure" && !p.drainedLast()
	}, func(s *sketch) {
		s.setup = append(s.setup, "@batch := 0")
		s.turned = append(s.turned, "if @batch++; @batch%10 == 0 {", "@wg.Wait()", "}")
	}},
	{"again", false, func(p plan) bool {
		return in(p.results, "none", "mutex slice", "mutex map", "atomic") && p.join == "wait" && p.wrap == "none" &&
			in(p.errors, "none", "once", "mutex", "group") && in(p.gate, "none", "SetLimit(-1)", "inside")
	}, func(s *sketch) {
		s.before = append(s.before, "@round := 0", "@again:")
		s.behind = append(s.behind, "@round++", "if @round < 2 {", "goto @again", "}")
	}},
	{"looks at the context", false, anywhere, func(s *sketch) {
		s.work.trap = []string{"select {", "case <-@ctx.Done():", "default:", "}"}
	}},
	{"waits for a timer", false, anywhere, func(s *sketch) {
		s.work.trap = []string{s.pick("<-time.After(200 * time.Microsecond)", "time.Sleep(200 * time.Microsecond)")}
	}},
	{"tells its progress", false, anywhere, func(s *sketch) {
		s.declare("progress", "chan<- int", byValue)
		s.setup = append(s.setup, "@progress := make(chan int, 4)")
		s.work.trap = []string{"select {", "case @progress <- " + s.anElement() + ":", "default:", "}"}
	}},
}

// again tells whether a second piece of work can be added to the WaitGroup or
// group while the first is under way.
func (p plan) again() bool { return p.waits() || p.grouped() }

// another starts a piece of work beside that of the loop, with the same WaitGroup
// or group.
func (s *sketch) another(work string) []string {
	switch {
	case s.grouped():
		return []string{"@g.Go(func() error {", work, "return nil", "})"}
	case s.spawn[:2] == "wg":
		return []string{"@wg.Go(func() { " + work + " })"}
	}
	return []string{"@wg.Add(1)", "go func() {", "defer @wg.Done()", work, "}()"}
}
