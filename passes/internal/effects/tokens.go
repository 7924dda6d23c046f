package effects

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
)

// TakesOwn returns where the code takes a token that it also gives back itself, and
// that others can have: it waits for its turn when it runs already.
func (e *Effects) TakesOwn() token.Pos {
	if e.Acquire.IsValid() {
		return e.Acquire // a library's, whoever gives it back
	}
	first := token.NoPos
	earliest := func(pos token.Pos) {
		if !first.IsValid() || pos < first {
			first = pos
		}
	}
	for _, sem := range e.Objects(Acquires) {
		if e.Does(Releases, sem) {
			earliest(e.At(Acquires, sem))
		}
	}
	for _, ch := range e.Objects(Takes) {
		if e.Does(Sends, ch) && e.Does(Receives, ch) && !e.Does(ReceivesAside, ch) && !e.Does(Makes, ch) &&
			e.channels[ch].token && e.hasRoom(ch) {
			earliest(e.At(Takes, ch))
		}
	}
	return first
}

// hasRoom reports whether a channel has, or may have, room for a token.
func (e *Effects) hasRoom(ch any) bool {
	made := Made(e.p, ch, e.channels[ch].value)
	if made == nil {
		return true
	}
	size, ok := made.Size.(*ssa.Const)
	return !ok || size.Value == nil || constant.Sign(size.Value) > 0
}

// Made returns where a channel is made: ch is its value, and object its identity. It is
// nil when that is out of sight.
func Made(p *flow.Program, object any, ch ssa.Value) *ssa.MakeChan {
	if made, ok := p.Resolve(ch, nil).(*ssa.MakeChan); ok {
		return made
	}
	holder, ok := object.(*types.Var)
	if !ok {
		return nil
	}
	var made *ssa.MakeChan
	for _, v := range p.Stores(holder) {
		if mc, ok := v.(*ssa.MakeChan); ok {
			made = mc
		}
	}
	return made
}
