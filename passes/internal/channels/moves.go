package channels

import "slices"

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
		if s.counts[n.obj] <= 0 {
			e.misfit = true // the lengths that are taken for equal are not
			return true
		}
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
