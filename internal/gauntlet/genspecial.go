package gauntlet

import (
	"fmt"
	"strings"
)

// A special is a program that is written as a whole: its loop and its work do not
// stand in one function, or there is more to it than one loop.
type specialProgram struct {
	name  string
	write func(*sketch) string
}

func special(name string) func(*sketch) string {
	for _, s := range specials {
		if s.name == name {
			return s.write
		}
	}
	return nil
}

// numbered puts the number of the program where the text has a #, and removes the
// indentation that does not matter.
func (s *sketch) numbered(text string) string {
	return strings.TrimSpace(strings.ReplaceAll(text, "#", fmt.Sprint(s.number))) + "\n"
}

// launch returns what starts work under a WaitGroup that is called wg.
func (s *sketch) launch(work string) string {
	switch s.rand.IntN(3) {
	case 0:
		return "wg.Go(func() {\n" + work + "\n})"
	case 1:
		return "wg.Add(1)\ngo func() {\ndefer wg.Done()\n" + work + "\n}()"
	}
	return "wg.Add(1)\ngo func(id int) {\ndefer wg.Done()\n" + work + "\n}(id)"
}

var specials = []specialProgram{
	{"callback", func(s *sketch) string {
		s.counts = true
		work := s.pick("total.Add(int64(l.Value(id)))",
			"arrived.Done()\narrived.Wait()\ntotal.Add(int64(l.Value(id)))",
			"<-begin\ntotal.Add(int64(l.Value(id)))")
		setup, before := "", ""
		switch {
		case strings.HasPrefix(work, "arrived"):
			setup = "var arrived sync.WaitGroup\narrived.Add(l.N)"
		case strings.HasPrefix(work, "<-begin"):
			setup, before = "begin := make(chan struct{})", "last()"
		}
		last := "func() {}"
		if before != "" {
			last = "func() { close(begin) }"
		}
		return s.numbered(`
func each#(ids []int, call func(int), last func()) {
	var wg sync.WaitGroup
	for _, id := range ids {
		` + s.launch("call(id)") + `
	}
	last()
	wg.Wait()
}

` + s.run("any", "error") + ` {
	var total atomic.Int64
	` + setup + `
	each#(l.IDs(), func(id int) {
		` + work + `
	}, ` + last + `)
	return total.Load(), nil
}`)
	}},
	{"callback in a field", func(s *sketch) string {
		s.counts = true
		return s.numbered(`
type visitor# struct {
	visit func(id int) error
	begin chan struct{}
}

func (v *visitor#) all(ids []int) error {
	var g errgroup.Group
	for _, id := range ids {
		g.Go(func() error {
			return v.visit(id)
		})
	}
	close(v.begin)
	return g.Wait()
}

` + s.run("any", "error") + ` {
	v := &visitor#{begin: make(chan struct{})}
	v.visit = func(id int) error {
		` + s.pick("<-v.begin", "l.Do(id)") + `
		return l.Fail(id)
	}
	return nil, v.all(l.IDs())
}`)
	}},
	{"generic callback", func(s *sketch) string {
		s.counts = true
		return s.numbered(`
func apply#[T, R any](in []T, f func(T) R) []R {
	out := make([]R, len(in))
	var wg sync.WaitGroup
	for i, item := range in {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out[i] = f(item)
		}()
	}
	wg.Wait()
	return out
}

` + s.run("any", "error") + ` {
	` + s.pick("return apply#(l.IDs(), l.Value), nil", `arrived := make(chan struct{}, l.N)
	return apply#(l.IDs(), func(id int) int {
		arrived <- struct{}{}
		for len(arrived) < l.N {
			time.Sleep(100 * time.Microsecond)
		}
		return l.Value(id)
	}), nil`) + `
}`)
	}},
	{"recursion under a WaitGroup", func(s *sketch) string {
		s.counts = true
		return s.numbered(`
func walk#(l *load.Load, ids []int, wg *sync.WaitGroup, total *atomic.Int64) {
	if len(ids) == 0 {
		return
	}
	total.Add(int64(l.Value(ids[0])))
	for _, part := range rows(ids[1:]) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			walk#(l, part, wg, total)
		}()
	}
}

` + s.run("any", "error") + ` {
	var wg sync.WaitGroup
	var total atomic.Int64
	walk#(l, l.IDs(), &wg, &total)
	wg.Wait()
	return total.Load(), nil
}`)
	}},
	{"recursion that waits", func(s *sketch) string {
		s.counts = true
		return s.numbered(`
func sum#(l *load.Load, ids []int) int {
	if len(ids) == 0 {
		return 0
	}
	parts := rows(ids[1:])
	sums := make([]int, len(parts))
	var wg sync.WaitGroup
	for i, part := range parts {
		` + s.pick("wg.Go(func() { sums[i] = sum#(l, part) })",
			"wg.Add(1)\ngo func() {\ndefer wg.Done()\nsums[i] = sum#(l, part)\n}()") + `
	}
	wg.Wait()
	total := l.Value(ids[0])
	for _, s := range sums {
		total += s
	}
	return total
}

` + s.run("any", "error") + ` {
	return sum#(l, l.IDs()), nil
}`)
	}},
	{"recursion in a group", func(s *sketch) string {
		s.counts = true
		return s.numbered(`
func ` + fmt.Sprintf("Run%d", s.number) + `(ctx context.Context, l *load.Load) (any, error) {
	var g errgroup.Group
	var total atomic.Int64
	var visit func(ids []int)
	visit = func(ids []int) {
		for _, part := range rows(ids) {
			g.Go(func() error {
				total.Add(int64(l.Value(part[0])))
				visit(part[1:])
				return nil
			})
		}
	}
	visit(l.IDs())
	err := g.Wait()
	return total.Load(), err
}`)
	}},
	{"pipeline in a group", func(s *sketch) string {
		start, wait := "g.Go(func() error {\nBODY\nreturn nil\n})", "if err := g.Wait(); err != nil {\nreturn nil, err\n}"
		decl := "var g errgroup.Group"
		if s.chance(2) {
			start, wait, decl = "wg.Add(1)\ngo func() {\ndefer wg.Done()\nBODY\n}()", "wg.Wait()", "var wg sync.WaitGroup"
		}
		start = strings.Replace(start, "BODY", `defer close(out)
			for v := range in {
				out <- v + id
			}`, 1)
		feed := "for v := range 5 {\nfirst <- v\n}\nclose(first)"
		return s.numbered(s.run("any", "error") + ` {
	` + decl + `
	first := make(chan int)
	last := first
	for _, id := range l.IDs() {
		in, out := last, make(chan int)
		` + start + `
		last = out
	}
	go func() {
		` + feed + `
	}()
	var values []int
	for v := range last {
		values = append(values, v)
	}
	` + wait + `
	return values, nil
}`)
	}},
	{"WaitGroup of the caller", func(s *sketch) string {
		s.counts = true
		begin, open := "", ""
		if s.chance(2) {
			begin, open = "<-begin\n", "close(begin)\n"
		}
		return s.numbered(`
func launch#(l *load.Load, wg *sync.WaitGroup, begin <-chan struct{}) {
	for _, id := range l.IDs() {
		` + s.launch(begin+"l.Do(id)") + `
	}
}

` + s.run("any", "error") + ` {
	var wg sync.WaitGroup
	begin := make(chan struct{})
	launch#(l, &wg, begin)
	` + open + `wg.Wait()
	return nil, nil
}`)
	}},
	{"group of the caller", func(s *sketch) string {
		s.counts = true
		begin, open := "", ""
		if s.chance(2) {
			begin, open = "<-begin\n", "close(begin)\n"
		}
		return s.numbered(`
func start#(l *load.Load, begin <-chan struct{}) *errgroup.Group {
	g := new(errgroup.Group)
	for _, id := range l.IDs() {
		g.Go(func() error {
			` + begin + `return l.Fail(id)
		})
	}
	return g
}

` + s.run("any", "error") + ` {
	begin := make(chan struct{})
	g := start#(l, begin)
	` + open + `return nil, g.Wait()
}`)
	}},
	{"nobody waits", func(s *sketch) string {
		s.counts = true
		return s.numbered(s.run("any", "error") + ` {
	for _, id := range l.IDs() {
		` + s.pick("go l.Do(id)", "go func() {\nl.Do(id)\n}()", "go func(id int) { l.Do(id) }(id)") + `
	}
	return nil, nil
}`)
	}},
	{"nobody waits for results", func(s *sketch) string {
		s.counts = true
		return s.numbered(s.run("any", "error") + ` {
	ids := l.IDs()
	first := make(chan int, len(ids))
	for _, id := range ids {
		go func() {
			l.Do(id)
			first <- 1
		}()
	}
	if len(ids) == 0 {
		return 0, nil
	}
	return <-first, nil
}`)
	}},
	{"workers that stay", func(s *sketch) string {
		s.counts = true
		return s.numbered(s.run("any", "error") + ` {
	ids := l.IDs()
	var wg sync.WaitGroup
	var total atomic.Int64
	queues := make(map[int]chan int, len(ids))
	for _, id := range ids {
		queue := make(chan int` + s.pick("", ", 1") + `)
		queues[id] = queue
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := range queue {
				total.Add(int64(l.Value(n)))
			}
		}()
	}
	for _, id := range ids {
		queues[id] <- id
	}
	for _, queue := range queues {
		close(queue)
	}
	wg.Wait()
	return total.Load(), nil
}`)
	}},
	{"workers until the end", func(s *sketch) string {
		s.counts = true
		return s.numbered(s.run("any", "error") + ` {
	ids := l.IDs()
	var wg sync.WaitGroup
	var total atomic.Int64
	queue := make(chan int)
	stop := make(chan struct{})
	for range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				select {
				case id := <-queue:
					total.Add(int64(l.Value(id)))
				case <-stop:
					return
				}
			}
		}()
	}
	for _, id := range ids {
		queue <- id
	}
	close(stop)
	wg.Wait()
	return total.Load(), nil
}`)
	}},
	{"pool", func(s *sketch) string {
		s.counts = true
		return s.numbered(s.run("any", "error") + ` {
	ids := l.IDs()
	queue := make(chan int)
	var wg sync.WaitGroup
	var total atomic.Int64
	for range ` + s.pick("4", "runtime.GOMAXPROCS(0)", "min(4, len(ids))") + ` {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for id := range queue {
				total.Add(int64(l.Value(id)))
			}
		}()
	}
	if len(ids) > 0 {
		for _, id := range ids {
			queue <- id
		}
	}
	close(queue)
	wg.Wait()
	return total.Load(), nil
}`)
	}},
	{"inline when full", func(s *sketch) string {
		s.counts = true
		return s.numbered(s.run("any", "error") + ` {
	tokens := make(chan struct{}, 8)
	var wg sync.WaitGroup
	var total atomic.Int64
	for _, id := range l.IDs() {
		select {
		case tokens <- struct{}{}:
			wg.Add(1)
			go func() {
				defer wg.Done()
				defer func() { <-tokens }()
				total.Add(int64(l.Value(id)))
			}()
		default:
			total.Add(int64(l.Value(id)))
		}
	}
	wg.Wait()
	return total.Load(), nil
}`)
	}},
	{"pairs that meet", func(s *sketch) string {
		s.counts = true
		other := s.pick("len(ids)-1-i", "i^1")
		return s.numbered(s.run("any", "error") + ` {
	ids := l.IDs()
	out := make([]int, len(ids))
	meet := make([]chan int, len(ids)+1)
	for i := range meet {
		meet[i] = make(chan int, 1)
	}
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			meet[i] <- l.Value(id)
			if other := ` + other + `; other < len(ids) && other != i {
				out[i] = <-meet[other]
			}
		}()
	}
	wg.Wait()
	return out, nil
}`)
	}},
	{"first answer", func(s *sketch) string {
		s.counts = true
		return s.numbered(s.run("any", "error") + ` {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ids := l.IDs()
	answers := make(chan int, len(ids))
	for _, id := range ids {
		go func() {
			if id%50 == 7 && l.DoCtx(ctx, id) == nil {
				answers <- id % 50
				return
			}
			answers <- -1
		}()
	}
	for range ids {
		if answer := <-answers; answer >= 0 {
			return answer, nil
		}
	}
	return -1, nil
}`)
	}},
	{"two groups", func(s *sketch) string {
		s.sites = 2 // the takers go on as they are
		return s.numbered(s.run("any", "error") + ` {
	ids := l.IDs()
	queue := make(chan int` + s.pick("", ", len(ids)", ", 4") + `)
	var makers, takers errgroup.Group
	var total atomic.Int64
	for ` + s.pick("range ids", "range 4") + ` {
		takers.Go(func() error {
			for id := range queue {
				total.Add(int64(l.Value(id)))
			}
			return nil
		})
	}
	for _, id := range ids {
		makers.Go(func() error {
			queue <- id
			return nil
		})
	}
	if err := makers.Wait(); err != nil {
		return nil, err
	}
	close(queue)
	err := takers.Wait()
	return total.Load(), err
}`)
	}},
	{"results of two kinds", func(s *sketch) string {
		s.counts = true
		return s.numbered(s.run("any", "error") + ` {
	ids := l.IDs()
	values, errs := make(chan int), make(chan error)
	for _, id := range ids {
		go func() {
			if err := l.Fail(id); err != nil {
				errs <- err
				return
			}
			values <- score(id)
		}()
	}
	var out []int
	var failed error
	for range ids {
		select {
		case v := <-values:
			out = append(out, v)
		case err := <-errs:
			failed = err
		}
	}
	return out, failed
}`)
	}},
	{"producer that listens later", func(s *sketch) string {
		s.counts = true
		return s.numbered(s.run("any", "error") + ` {
	ids := l.IDs()
	queue, acks := make(chan int), make(chan int)
	go func() {
		for _, id := range ids {
			queue <- id
		}
		close(queue)
		for range ids {
			<-acks
		}
	}()
	var wg sync.WaitGroup
	for id := range queue {
		` + s.launch("l.Do(id)\nacks <- id") + `
	}
	wg.Wait()
	return nil, nil
}`)
	}},
	{"worklist", func(s *sketch) string {
		s.counts = true
		return s.numbered(`
func more#(id int) []int {
	if id == 7 {
		return []int{1000, 1001}
	}
	return nil
}

` + s.run("any", "error") + ` {
	var total atomic.Int64
	lists := make(chan []int` + s.pick("", ", 1") + `)
	open := 1
	go func() { lists <- l.IDs() }()
	for ; open > 0; open-- {
		for _, id := range <-lists {
			open++
			go func() {
				total.Add(int64(l.Value(id)))
				lists <- more#(id)
			}()
		}
	}
	return total.Load(), nil
}`)
	}},
	{"in order", func(s *sketch) string {
		s.counts = true
		return s.numbered(s.run("any", "error") + ` {
	var out []int
	var wg sync.WaitGroup
	prev := make(chan struct{})
	close(prev)
	for _, id := range l.IDs() {
		next := make(chan struct{})
		wg.Add(1)
		go func(prev <-chan struct{}, next chan<- struct{}) {
			defer wg.Done()
			v := l.Value(id)
			<-prev
			out = append(out, v)
			close(next)
		}(prev, next)
		prev = next
	}
	wg.Wait()
	return out, nil
}`)
	}},
	{"in reverse order", func(s *sketch) string {
		s.counts = true
		return s.numbered(s.run("any", "error") + ` {
	var out []int
	var wg sync.WaitGroup
	turn := make(chan struct{})
	for _, id := range l.IDs() {
		done, wait := turn, make(chan struct{})
		turn = wait
		wg.Add(1)
		go func() {
			defer wg.Done()
			v := l.Value(id)
			<-wait
			out = append(out, v)
			close(done)
		}()
	}
	close(turn)
	wg.Wait()
	return out, nil
}`)
	}},
}
