package channels

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/effects"
	"github.com/inflight-go/inflight/passes/internal/flow"
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
	for _, n := range m.nodes {
		if n.op == opSend && n.obj == f.sent && m.goesOn(n.instr, 0) {
			return r, "there is work after the send"
		}
		if n.op == opSelect && n.tries && slices.ContainsFunc(n.arms, func(a arm) bool { return a.send && a.obj == f.sent }) {
			return r, "the send is an attempt"
		}
	}
	before, _ := m.explore()
	if n, isConst := constInt(mc.Size); isConst {
		// Of a number that stands for the length of data nothing can be said.
		room, known := m.fills(f.sent)
		if known && int(n) < room && (room == 1 || len(m.sizes.symbols) == 0) && m.helps(f, room, before) {
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
		if container, _ := m.P.Turns(l); container != nil {
			if n, ok := b.length(container, nil, false); ok && n == m.sizes.data && loops.Of(blk.Instrs[0]) == l {
				return l
			}
		}
	}
	return nil
}

// measured reports whether the code asks for the length or the capacity of a channel.
func (m *model) measured(mc *ssa.MakeChan) bool {
	found := false
	flow.Instructions(m.fn, true, func(instr ssa.Instruction) {
		call, ok := instr.(*ssa.Call)
		if !ok {
			return
		}
		if b, ok := call.Call.Value.(*ssa.Builtin); ok && (b.Name() == "len" || b.Name() == "cap") {
			found = found || m.P.Resolve(call.Call.Args[0], nil) == mc
		}
	})
	return found
}

// goesOn reports whether there is work to do after a send, in its function or in those
// that call it: a call that is not bookkeeping, or something that others can see.
func (m *model) goesOn(send ssa.Instruction, depth int) bool {
	if depth > maxInlined {
		return true
	}
	read := effects.Reader{P: m.P, Facts: m.Facts}
	seen := map[*ssa.BasicBlock]bool{}
	var walk func(b *ssa.BasicBlock, from int) bool
	walk = func(b *ssa.BasicBlock, from int) bool {
		for _, instr := range b.Instrs[from:] {
			switch instr := instr.(type) {
			case *ssa.Send, *ssa.Select, *ssa.Go, *ssa.MapUpdate:
				return true
			case *ssa.Call:
				if !read.Idle(&instr.Call) {
					return true
				}
			}
		}
		for _, succ := range b.Succs {
			if !seen[succ] {
				seen[succ] = true
				if walk(succ, 0) {
					return true
				}
			}
		}
		return false
	}
	if walk(send.Block(), slices.Index(send.Block().Instrs, send)+1) {
		return true
	}
	fn := send.Parent()
	for _, mc := range flow.Closures(fn) {
		for _, ref := range *mc.Referrers() {
			if _, kept := ref.(*ssa.Store); kept {
				return true // called by a name
			}
		}
	}
	callers, _ := m.P.Callers(fn)
	return slices.ContainsFunc(callers, func(call ssa.CallInstruction) bool {
		_, waits := call.(*ssa.Call)
		return waits && m.goesOn(call, depth+1)
	})
}
