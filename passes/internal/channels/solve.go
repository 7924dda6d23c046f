package channels

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// solve finds out which ops come next after each choice, and which choices hang together.
func (m *model) solve() {
	for _, n := range m.nodes {
		m.after(n)
	}
	m.classify()
	// Which tests matter, how often each stands in the model, and what they ask.
	copies := map[*ssa.If]int{}
	for _, n := range m.nodes {
		if n.test != nil && m.matters(n) {
			copies[n.test]++
		}
	}
	asked := map[any]int{}
	opaque := map[*ssa.If]bool{}
	all := map[*ssa.If][]any{}
	for test, n := range copies {
		q := m.ask(test.Cond)
		opaque[test] = q.bound || q.fixed && n > 1
		for _, r := range q.roots {
			if !slices.Contains(all[test], r) {
				asked[r]++
				all[test] = append(all[test], r)
			}
		}
	}
	for test, rs := range all {
		for _, r := range rs {
			opaque[test] = opaque[test] || asked[r] > 1
		}
	}
	for _, n := range m.nodes {
		n.opaque = n.test != nil && opaque[n.test] && m.matters(n)
	}
	for _, n := range m.nodes {
		n.points, n.solved = nil, false
	}
	for _, n := range m.nodes {
		m.after(n)
	}
}

// classify gives nodes the same class from which the same can happen.
func (m *model) classify() {
	for _, n := range m.nodes {
		n.class = fmt.Sprint(n.op, " ", n.obj, " ", n.n)
	}
	for count := 0; ; {
		next := map[string]string{}
		classes := make([]string, len(m.nodes))
		for i, n := range m.nodes {
			if n.op == opChoice {
				continue
			}
			var b strings.Builder
			b.WriteString(n.class)
			for _, to := range n.next {
				b.WriteString("," + m.classesAfter(to))
			}
			for _, a := range n.arms {
				fmt.Fprint(&b, ";", a.send, a.obj)
				for _, to := range a.next {
					b.WriteString("," + m.classesAfter(to))
				}
			}
			if n.thread != nil {
				b.WriteString("&" + m.classesAfter(n.thread))
			}
			key := b.String()
			if next[key] == "" {
				next[key] = fmt.Sprint(len(next) + 1)
			}
			classes[i] = next[key]
		}
		for i, n := range m.nodes {
			n.class = classes[i]
		}
		if len(next) == count {
			return
		}
		count = len(next)
	}
}

// classesAfter names the classes of what comes next at n.
func (m *model) classesAfter(n *node) string { return classesOf(m.after(n)) }

func classesOf(nodes []*node) string {
	var out []string
	for _, p := range nodes {
		if !slices.Contains(out, p.class) {
			out = append(out, p.class)
		}
	}
	slices.Sort(out)
	return "{" + strings.Join(out, " ") + "}"
}

// matters: the ways that a choice opens lead to different ops before they come back to it.
func (m *model) matters(n *node) bool {
	first := ""
	for _, next := range n.next {
		classes := m.classesBefore(next, n.test)
		if classes == "{}" {
			continue // nothing but the way back
		}
		if first != "" && classes != first {
			return true
		}
		first = classes
	}
	return false
}

// classesBefore names the classes of what comes next at n, before test is asked again.
func (m *model) classesBefore(n *node, test *ssa.If) string {
	seen := map[*node]bool{}
	var out []*node
	var walk func(x *node)
	walk = func(x *node) {
		if seen[x] || x.opaque || x.test == test {
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
	return classesOf(out)
}
