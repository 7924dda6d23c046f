package repeats

import (
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// Handler reports whether instr stands in a function that a server calls once per
// request: the server's accept loop is then the loop around it.
func (a *Analysis) Handler(instr ssa.Instruction) (Factor, bool) {
	for fn := instr.Parent(); fn != nil; fn = fn.Parent() {
		for _, p := range fn.Params {
			if _, ok := knowledge.ServedType(p.Type()); ok {
				return Factor{
					Size: Size{Class: Forever, Origin: &Origin{Kind: Request, Var: paramVar(p), Value: p}},
					Func: fn, Pos: fn.Pos(), At: instr,
				}, true
			}
		}
	}
	return Factor{}, false
}
