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
		if len(e.seen) > maxStates || e.misfit {
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
	// misfit: more is given back than was taken, so the numbers do not fit the code.
	misfit bool

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
