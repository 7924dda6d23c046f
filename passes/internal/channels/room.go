package channels

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/effects"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// A Room is how much a channel has to hold so that nobody waits to send on it.
type Room struct {
	// Make is where the channel is made.
	Make *ssa.MakeChan
	// Loop goes over the elements for each of which there has to be room; nil when room for
	// N messages is enough.
	Loop *flow.Loop
	N    int
}

// maxRoom is the largest number of messages that are counted one by one.
const maxRoom = 4

// Room returns the room that takes the finding away and changes nothing else: who sends does
// nothing after it, so that it makes no difference when it goes on. why says what
// keeps it from being found.
func (f Finding) Room() (r Room, why string) {
	m := f.model
	if f.sent == foreign {
		return r, "no work waits to send"
	}
	mc, ok := m.objects[f.sent].make.(*ssa.MakeChan)
	if !ok {
		return r, "no work waits to send"
	}
	if m.measured(mc) {
		return r, "the code asks how full the channel is"
	}
	if why := m.lastWord(f.sent); why != "" {
		return r, why
	}
	before, _ := m.explore()
	if n, isConst := flow.ConstInt(mc.Size); isConst {
		// Of a number that stands for the length of data nothing can be said.
		room, known := m.fills(f.sent)
		if known && int(n) < room && !m.sizes.scaled() && (room == 1 || len(m.sizes.symbols) == 0) && m.helps(f, room, before) {
			return Room{Make: mc, N: room}, ""
		}
	}
	loop := m.overData()
	if loop == nil || !m.helps(f, m.sizes.data, before) {
		return r, "how much is sent is not the length of one thing"
	}
	return Room{Make: mc, Loop: loop}, ""
}

// helps reports whether the finding is gone with so much room, and nothing new is there.
func (m *model) helps(f Finding, room int, before []alarm) bool {
	wider := *m
	wider.objects = slices.Clone(m.objects)
	wider.objects[f.sent].room = room
	alarms, ok := wider.explore()
	if !ok {
		return false
	}
	had := m.findings(before)
	for _, now := range wider.findings(alarms) {
		if now.Kind == f.Kind && now.obj == f.obj || now.sent == f.sent {
			return false
		}
		if !slices.ContainsFunc(had, func(x Finding) bool { return x.Kind == now.Kind && x.obj == now.obj }) {
			return false
		}
	}
	return true
}

// fills returns how many messages a channel holds at most, when there is room for all.
func (m *model) fills(obj int) (int, bool) {
	wide := *m
	wide.objects = slices.Clone(m.objects)
	wide.objects[obj].room = maxRoom + 1
	e := &explorer{model: &wide, seen: map[string]bool{}}
	if !e.all() {
		return 0, false
	}
	return e.fullest[obj], e.fullest[obj] <= maxRoom
}

// overData returns the first loop of the function that goes over data, when all that depends on the
// length of data depends on the length of the same.
func (m *model) overData() *flow.Loop {
	if len(m.sizes.symbols) != 1 {
		return nil
	}
	b := &builder{Analysis: m.Analysis, sizes: m.sizes, model: m}
	loops := m.P.Loops(m.fn)
	for _, blk := range m.fn.Blocks {
		l := b.headed(m.fn, blk)
		if l == nil {
			continue
		}
		if container, _ := m.P.Turns(l); container != nil && !m.grows(container) {
			if n, ok := b.length(container, nil, false); ok && n == m.sizes.data && loops.Of(blk.Instrs[0]) == l {
				return l
			}
		}
	}
	return nil
}

// grows reports whether code of the function puts elements into a map, or may.
func (m *model) grows(container ssa.Value) bool {
	if _, isMap := container.Type().Underlying().(*types.Map); !isMap {
		return false
	}
	key := m.P.KeyOf(container, nil)
	if _, shared := key.(*types.Var); shared {
		return true // by anybody
	}
	grows := false
	flow.Instructions(m.fn, true, func(instr ssa.Instruction) {
		switch instr := instr.(type) {
		case *ssa.MapUpdate:
			grows = grows || m.P.KeyOf(instr.Map, nil) == key
		case ssa.CallInstruction:
			if _, builtin := instr.Common().Value.(*ssa.Builtin); !builtin {
				grows = grows || slices.ContainsFunc(instr.Common().Args, func(arg ssa.Value) bool { return m.P.KeyOf(arg, nil) == key })
			}
		}
	})
	return grows
}

// measured reports whether the code asks for the length or the capacity of a channel.
func (m *model) measured(mc *ssa.MakeChan) bool {
	t := &trace{Analysis: m.Analysis, seen: map[ssa.Value]bool{}, ok: true}
	t.value(mc)
	return t.measured
}

// lastWord says why what is sent on a channel is not the last that the work does, "" if
// it is. Who sends the last word may go on before somebody has heard it.
func (m *model) lastWord(obj int) (why string) {
	for _, n := range m.nodes {
		switch {
		case n.op == opSend && n.obj == obj:
			if m.reader().ActsAfter(n.instr) || m.tells(n.next[0], obj, map[*node]bool{}) {
				return "there is work after the send"
			}
		case n.op == opSelect && slices.ContainsFunc(n.arms, func(a arm) bool { return a.send && a.obj == obj }):
			return "the send is one of several ways to go on"
		}
	}
	return ""
}

func (m *model) reader() effects.Reader { return effects.Reader{P: m.P, Facts: m.Facts} }

// tells reports whether others learn that the work has gone on after n: otherwise than by
// the end of the channel itself.
func (m *model) tells(n *node, obj int, seen map[*node]bool) bool {
	for _, p := range m.after(n) {
		if seen[p] {
			continue
		}
		seen[p] = true
		told := false
		switch p.op {
		case opExit, opStop, opWait:
		case opGive:
			told = m.awakens(p.obj, obj)
		case opClose:
			told = p.obj != obj
		case opRecv:
			mc, _ := m.objects[p.obj].make.(*ssa.MakeChan)
			told = mc == nil || !knowledge.IsToken(mc.Type())
		default:
			told = true
		}
		if told {
			return true
		}
		for _, next := range p.next {
			if m.tells(next, obj, seen) {
				return true
			}
		}
	}
	return false
}

// awakens reports whether somebody waits for a counter and learns more by that than by the
// channel: work that then does something else than close it, or the function, when it is
// not who receives.
func (m *model) awakens(counter, obj int) bool {
	work := map[*node]bool{}
	for _, n := range m.nodes {
		if n.op == opSpawn {
			m.reach(n.thread, work)
		}
	}
	aside := false
	for n := range work {
		aside = aside || n.op == opRecv && n.obj == obj ||
			n.op == opSelect && slices.ContainsFunc(n.arms, func(a arm) bool { return !a.send && a.obj == obj })
	}
	for _, n := range m.nodes {
		if n.op != opWait || n.obj != counter {
			continue
		}
		if !work[n] && aside {
			return true
		}
		if work[n] && (m.tells(n.next[0], obj, map[*node]bool{}) || m.reader().ActsAfter(n.instr)) {
			return true
		}
	}
	return false
}

// reach adds the ops from n on to seen.
func (m *model) reach(n *node, seen map[*node]bool) {
	for _, p := range m.after(n) {
		if seen[p] {
			continue
		}
		seen[p] = true
		for _, next := range p.next {
			m.reach(next, seen)
		}
		for _, a := range p.arms {
			for _, next := range a.next {
				m.reach(next, seen)
			}
		}
	}
}
