package channels

import (
	"slices"
	"strconv"
	"strings"
)

// after finds the ops that come next at n: n itself, unless it is a choice. Ways
// through opaque choices are left out.
func (m *model) after(n *node) []*node {
	if n.solved {
		return n.points
	}
	seen := map[*node]bool{}
	var out []*node
	var walk func(x *node)
	walk = func(x *node) {
		if seen[x] || x.opaque {
			return
		}
		seen[x] = true
		if x.op != opChoice {
			out = append(out, x)
			return
		}
		for _, next := range x.next {
			walk(next)
		}
	}
	walk(n)
	slices.SortFunc(out, func(x, y *node) int { return x.id - y.id })
	n.points, n.solved = out, true
	return out
}

// A state is where the function and its work are. main is nil when the function has
// returned.
type state struct {
	main    *node
	threads []*node // by id
	counts  []int   // messages in channels, values of counters
	closed  []bool

	from *state
	// by is the op that led here, arm the case if it is that of a select of the function.
	by  *node
	arm *arm
}

func (s *state) key() string {
	var b strings.Builder
	if s.main != nil {
		b.WriteString(strconv.Itoa(s.main.id))
	}
	for _, t := range s.threads {
		b.WriteByte(' ')
		b.WriteString(strconv.Itoa(t.id))
	}
	b.WriteByte('|')
	for i, n := range s.counts {
		b.WriteString(strconv.Itoa(n))
		if s.closed[i] {
			b.WriteByte('c')
		}
		b.WriteByte(' ')
	}
	return b.String()
}

// maxStates is how many states are looked at before it is left undecided.
const maxStates = 20000

// An alarm is a state that nothing leads out of, or an op that panics.
type alarm struct {
	state *state
	panic *node // the send on a closed channel, or its close
}

// explore goes through all states that can be reached, the near ones first. It fails
// when there are too many.
func (m *model) explore() (alarms []alarm, ok bool) {
	e := &explorer{model: m, seen: map[string]bool{}}
	ok = e.all()
	return e.alarms, ok
}

func (e *explorer) all() bool {
	e.fullest = make([]int, len(e.objects))
	for _, p := range e.after(e.start) {
		e.push(&state{main: p, counts: make([]int, len(e.objects)), closed: make([]bool, len(e.objects))})
	}
	for len(e.queue) > 0 {
		s := e.queue[0]
		e.queue = e.queue[1:]
		e.step(s)
		if len(e.seen) > maxStates {
			return false
		}
	}
	return true
}

type explorer struct {
	*model
	seen   map[string]bool
	queue  []*state
	alarms []alarm
	// fullest is the largest count of each object.
	fullest []int

	moved bool // something can happen in the state that is looked at
}

func (e *explorer) push(s *state) {
	slices.SortFunc(s.threads, func(x, y *node) int { return x.id - y.id })
	if key := s.key(); !e.seen[key] {
		e.seen[key] = true
		e.queue = append(e.queue, s)
		for i, n := range s.counts {
			e.fullest[i] = max(e.fullest[i], n)
		}
	}
}

// who is the function (-1) or one of the threads.
const function = -1

func (s *state) at(who int) *node {
	if who == function {
		return s.main
	}
	return s.threads[who]
}

// move moves who on to next, and others with it; change sees to the objects.
func (e *explorer) move(s *state, by *node, a *arm, change func(*state), moves ...step) {
	e.moved = true
	next := [][]*node{}
	for _, mv := range moves {
		next = append(next, e.after(mv.to))
	}
	// All combinations of what comes next.
	var build func(i int, chosen []*node)
	build = func(i int, chosen []*node) {
		if i < len(moves) {
			for _, n := range next[i] {
				build(i+1, append(slices.Clone(chosen), n))
			}
			return
		}
		t := &state{main: s.main, threads: slices.Clone(s.threads), counts: slices.Clone(s.counts), closed: slices.Clone(s.closed), from: s, by: by, arm: a}
		var started *node
		for j, mv := range moves {
			switch mv.who {
			case function:
				t.main = chosen[j]
			case starting:
				started = chosen[j]
			default:
				t.threads[mv.who] = chosen[j]
			}
		}
		if started != nil {
			t.threads = append(t.threads, started)
		}
		if change != nil {
			change(t)
		}
		e.push(t)
	}
	build(0, nil)
}

// starting is who is started by a move.
const starting = -2

type step struct {
	who int
	to  *node
}

// step finds all that can happen next.
func (e *explorer) step(s *state) {
	e.moved = false
	whos := []int{}
	if s.main != nil {
		whos = append(whos, function)
	}
	for i := range s.threads {
		if i == 0 || s.threads[i] != s.threads[i-1] {
			whos = append(whos, i)
		}
	}
	// What nobody else can see or hinder happens at once.
	for _, who := range whos {
		if e.silent(s, who) {
			return
		}
	}
	for _, who := range whos {
		e.act(s, who, whos)
	}
	if !e.moved {
		e.alarms = append(e.alarms, alarm{state: s})
	}
}

// silent does an op that the others do not notice, or only wait for.
func (e *explorer) silent(s *state, who int) bool {
	n := s.at(who)
	switch n.op {
	case opSpawn:
		if len(s.threads) >= e.threads {
			e.moved = true
			return true // not followed any further
		}
		e.move(s, n, nil, nil, step{who, n.next[0]}, step{starting, n.thread})
	case opGive:
		e.move(s, n, nil, func(t *state) { t.counts[n.obj]-- }, step{who, n.next[0]})
	case opExit:
		e.moved = true
		t := &state{main: s.main, threads: slices.Clone(s.threads), counts: slices.Clone(s.counts), closed: slices.Clone(s.closed), from: s, by: n}
		if who == function {
			t.main = nil
		} else {
			t.threads = slices.Delete(t.threads, who, who+1)
		}
		e.push(t)
	case opStop:
		e.moved = true // nobody waits any more
	default:
		return false
	}
	return true
}

// act does what who can do at its op, alone or with another.
func (e *explorer) act(s *state, who int, whos []int) {
	n := s.at(who)
	switch n.op {
	case opSend:
		e.send(s, who, n, nil, n.obj, n.next[0], whos)
	case opRecv:
		e.receive(s, who, n, nil, n.obj, n.next[0], n.next[1])
	case opClose:
		if s.closed[n.obj] {
			e.panics(s, n)
			return
		}
		e.move(s, n, nil, func(t *state) { t.closed[n.obj] = true }, step{who, n.next[0]})
	case opSelect:
		before := e.moved
		e.moved = false
		for i := range n.arms {
			if a := &n.arms[i]; a.obj != foreign {
				if a.send {
					e.send(s, who, n, a, a.obj, a.next[0], whos)
				} else {
					e.receive(s, who, n, a, a.obj, a.next[0], a.next[1])
				}
			}
		}
		ready := e.moved || e.awaited(s, who, n, whos)
		for i := range n.arms {
			if a := &n.arms[i]; a.obj == foreign {
				e.move(s, n, a, nil, step{who, a.next[0]})
				if !a.send {
					e.move(s, n, a, nil, step{who, a.next[1]})
				}
			}
		}
		if n.tries && !ready {
			e.move(s, n, nil, nil, step{who, n.next[0]})
		}
		e.moved = e.moved || before
	case opAdd:
		e.move(s, n, nil, func(t *state) { t.counts[n.obj] += n.n }, step{who, n.next[0]})
	case opTake, opTry:
		o := e.objects[n.obj]
		if o.room == unlimited || s.counts[n.obj] < o.room {
			e.move(s, n, nil, func(t *state) { t.counts[n.obj]++ }, step{who, n.next[0]})
		} else if n.op == opTry {
			e.move(s, n, nil, nil, step{who, n.next[1]})
		}
		if n.op == opTake && len(n.next) > 1 {
			e.move(s, n, nil, nil, step{who, n.next[1]})
		}
	case opWait:
		if s.counts[n.obj] == 0 {
			e.move(s, n, nil, nil, step{who, n.next[0]})
		}
	}
}

func (e *explorer) panics(s *state, n *node) {
	e.moved = true
	e.alarms = append(e.alarms, alarm{state: s, panic: n})
}

// send: into the room of the channel, or to somebody who receives.
func (e *explorer) send(s *state, who int, n *node, a *arm, obj int, next *node, whos []int) {
	if s.closed[obj] {
		e.panics(s, n)
		return
	}
	if e.objects[obj].room > 0 {
		if s.counts[obj] < e.objects[obj].room {
			e.move(s, n, a, func(t *state) { t.counts[obj]++ }, step{who, next})
		}
		return
	}
	for _, other := range whos {
		if other == who && (who == function || !s.twice(who)) {
			continue
		}
		partner := other
		if other == who {
			partner = who + 1
		}
		p := s.at(partner)
		switch p.op {
		case opRecv:
			if p.obj == obj {
				e.move(s, n, e.armOf(who, partner, a, nil), nil, step{who, next}, step{partner, p.next[0]})
			}
		case opSelect:
			for i := range p.arms {
				if b := &p.arms[i]; b.obj == obj && !b.send {
					e.move(s, n, e.armOf(who, partner, a, b), nil, step{who, next}, step{partner, b.next[0]})
				}
			}
		}
	}
}

// armOf is the case that the function takes when two meet.
func (e *explorer) armOf(who, partner int, a, b *arm) *arm {
	switch function {
	case who:
		return a
	case partner:
		return b
	}
	return nil
}

// twice: another thread stands where this one does.
func (s *state) twice(who int) bool {
	return who+1 < len(s.threads) && s.threads[who+1] == s.threads[who]
}

// receive: what is in the channel, or that it is closed. Who sends without room moves both.
func (e *explorer) receive(s *state, who int, n *node, a *arm, obj int, message, closed *node) {
	switch {
	case s.counts[obj] > 0:
		e.move(s, n, a, func(t *state) { t.counts[obj]-- }, step{who, message})
	case s.closed[obj]:
		e.move(s, n, a, nil, step{who, closed})
	}
}

// awaited: somebody waits to send what a case of the select receives.
func (e *explorer) awaited(s *state, who int, n *node, whos []int) bool {
	for _, a := range n.arms {
		if a.obj == foreign || a.send || e.objects[a.obj].room > 0 {
			continue
		}
		for _, other := range whos {
			if other == who && (who == function || !s.twice(who)) {
				continue
			}
			p := s.at(other)
			if p.op == opSend && p.obj == a.obj {
				return true
			}
			if p.op == opSelect && slices.ContainsFunc(p.arms, func(b arm) bool { return b.send && b.obj == a.obj }) {
				return true
			}
		}
	}
	return false
}
