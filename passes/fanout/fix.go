package fanout

import (
	"fmt"
	"go/ast"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/channels"
	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/progress"
)

// fixes gives the channel room for what is sent on it. why says what keeps that from
// being offered.
func fixes(x *check.Fixer, f channels.Finding, name string) (out []analysis.SuggestedFix, why string) {
	room, why := f.Room()
	if room.Make == nil {
		return nil, why
	}
	file, ok := x.FileAt(room.Make.Pos())
	if !ok {
		return nil, "a generated file"
	}
	if room.Loop != nil {
		edits, ok := x.Widen(file, progress.Proof{Widen: []progress.Channel{{Make: room.Make, Loop: room.Loop}}})
		if !ok {
			return nil, "the elements have no name where the channel is made"
		}
		return []analysis.SuggestedFix{check.Fix(fmt.Sprintf("Give %s room for every element", name), edits)}, ""
	}
	call := file.Make(room.Make.Pos())
	if call == nil {
		return nil, "the channel is made elsewhere"
	}
	edit := analysis.TextEdit{Pos: call.Args[0].End(), End: call.Args[0].End(), NewText: fmt.Appendf(nil, ", %d", room.N)}
	if len(call.Args) == 2 {
		if _, plain := call.Args[1].(*ast.BasicLit); !plain {
			return nil, "the size of the channel has a name"
		}
		edit = file.Replace(call.Args[1], fmt.Sprint(room.N))
	}
	return []analysis.SuggestedFix{check.Fix(fmt.Sprintf("Give %s room for all that is sent", name), []analysis.TextEdit{edit})}, ""
}
