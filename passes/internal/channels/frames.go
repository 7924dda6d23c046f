package channels

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
)

// A frame is one call of a function, as part of its caller.
type frame struct {
	fn     *ssa.Function
	env    flow.Env
	caller *frame
	depth  int
	// work: it is part of what was started.
	work bool
	// again: it can run more than once.
	again bool
	// after is where the caller goes on.
	after func(*ssa.Return) *node
	memo  map[blockKey]*node
}

type blockKey struct {
	block *ssa.BasicBlock
	turns string
	known known
}

type workKey struct {
	instr ssa.Instruction
	frame *frame
}

// known is what the last operation came to: the case of a select, whether a receive got
// a message, whether there was a token.
type known struct {
	instr ssa.Instruction
	index int
	ok    bool
	// ret is where the function returned that instr called.
	ret *ssa.Return
}

// turns says how often loops that are under way go round again.
type turns []turn

type turn struct {
	loop *flow.Loop
	left int
}

func (t turns) left(l *flow.Loop) (int, bool) {
	for _, x := range t {
		if x.loop == l {
			return x.left, true
		}
	}
	return 0, false
}

func (t turns) with(l *flow.Loop, n int) turns {
	out := slices.DeleteFunc(slices.Clone(t), func(x turn) bool { return x.loop == l })
	return append(out, turn{l, n})
}

// within leaves out the loops that block is not in.
func (t turns) within(b *ssa.BasicBlock) turns {
	if !slices.ContainsFunc(t, func(x turn) bool { return !x.loop.Blocks[b] }) {
		return t
	}
	return slices.DeleteFunc(slices.Clone(t), func(x turn) bool { return !x.loop.Blocks[b] })
}

func (t turns) String() string {
	var s strings.Builder
	for _, x := range t {
		fmt.Fprintf(&s, "%d:%d ", x.loop.Header.Index, x.left)
	}
	return s.String()
}

// calls reports whether fn is under way already.
func (f *frame) calls(fn *ssa.Function) bool {
	for ; f != nil; f = f.caller {
		if f.fn == fn {
			return true
		}
	}
	return false
}
