// Package flow gives the SSA form of the functions that matter, and answers the
// questions of control flow that the other rooms ask: which loop is this
// instruction in, which function value is this, who calls this closure.
package flow

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// A Program is the SSA form of some functions of one package. The functions that
// were not asked for have no body.
type Program struct {
	Pkg  *types.Package
	Info *types.Info
	Fset *token.FileSet
	// Table says what library functions mean.
	Table *knowledge.Table

	// Funcs are the functions with a body, literals included, in source order.
	Funcs []*ssa.Function

	prog    *ssa.Program
	callers map[*ssa.Function][]ssa.CallInstruction
	escapes map[*ssa.Function]bool
	handed  map[*ssa.Function]*types.Func
	loops   map[*ssa.Function]*Loops
	stores  map[*types.Var][]ssa.Value
	// invoked are the names of methods called through an interface.
	invoked map[string]bool
	partial map[*types.Func]bool
}

// Build builds the declarations of pass for which keep is true. partial are those
// among them that functions left out mention: not all their callers are seen. It returns nil
// when SSA construction fails: what cannot be built is unknown.
func Build(pass *analysis.Pass, table *knowledge.Table, keep map[*ast.FuncDecl]bool, partial map[*types.Func]bool) (p *Program) {
	defer func() {
		// The SSA builder panics on code it does not expect. An analyzer must
		// not take its driver down with it.
		if recover() != nil {
			p = nil
		}
	}()

	prog := ssa.NewProgram(pass.Fset, 0)
	prog.SetNoReturn(func(fn *types.Func) bool {
		return table.Lookup(fn).Role == knowledge.NoReturn
	})
	for _, imp := range pass.Pkg.Imports() {
		prog.CreatePackage(imp, nil, nil, true)
	}

	// A function without a body is external to SSA: dropping the bodies of the
	// functions nobody asked for is what keeps the cost in proportion.
	info := *pass.TypesInfo
	info.FileVersions = maps.Clone(info.FileVersions)
	if info.FileVersions == nil {
		info.FileVersions = map[*ast.File]string{}
	}
	files := make([]*ast.File, len(pass.Files))
	var kept []*types.Func
	for i, file := range pass.Files {
		pruned := *file
		pruned.Decls = make([]ast.Decl, len(file.Decls))
		for j, decl := range file.Decls {
			if fd, ok := decl.(*ast.FuncDecl); ok {
				if keep[fd] {
					if fn, ok := pass.TypesInfo.Defs[fd.Name].(*types.Func); ok {
						kept = append(kept, fn)
					}
				} else if fd.Body != nil {
					short := *fd
					short.Body = nil
					decl = &short
				}
			}
			pruned.Decls[j] = decl
		}
		info.FileVersions[&pruned] = info.FileVersions[file]
		files[i] = &pruned
	}
	pkg := prog.CreatePackage(pass.Pkg, files, &info, false)
	pkg.Build()

	p = &Program{
		Pkg: pass.Pkg, Info: pass.TypesInfo, Fset: pass.Fset, Table: table,
		prog:  prog,
		loops: map[*ssa.Function]*Loops{}, partial: partial,
	}
	var add func(fn *ssa.Function)
	add = func(fn *ssa.Function) {
		if fn == nil || fn.Blocks == nil {
			return
		}
		p.Funcs = append(p.Funcs, fn)
		for _, anon := range fn.AnonFuncs {
			add(anon)
		}
	}
	for _, fn := range kept {
		add(prog.FuncValue(fn))
	}
	add(pkg.Func("init"))
	p.index()
	return p
}

// index notes every static call, every function used as a value and every store
// to a field or package variable.
func (p *Program) index() {
	p.callers = map[*ssa.Function][]ssa.CallInstruction{}
	p.escapes = map[*ssa.Function]bool{}
	p.handed = map[*ssa.Function]*types.Func{}
	p.stores = map[*types.Var][]ssa.Value{}
	p.invoked = map[string]bool{}
	for _, fn := range p.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				var callee *ssa.Function
				if call, ok := instr.(ssa.CallInstruction); ok {
					if common := call.Common(); common.IsInvoke() {
						p.invoked[common.Method.Name()] = true
					}
					callee = call.Common().StaticCallee()
					if callee != nil {
						callee = Origin(callee)
						p.callers[callee] = append(p.callers[callee], call)
					}
				}
				for i, op := range instr.Operands(nil) {
					used, ok := (*op).(*ssa.Function)
					if !ok || callee == Origin(used) && i == 0 {
						continue
					}
					if _, ok := instr.(*ssa.MakeClosure); !ok {
						p.escapes[Origin(used)] = true
					}
					declared := Origin(used)
					if used.Synthetic != "" && used.Parent() == nil {
						// A method value or expression: the method itself escapes.
						if obj := FuncObject(used); obj != nil && obj.Pkg() == p.Pkg {
							if fn := p.prog.FuncValue(obj.Origin()); fn != nil {
								p.escapes[fn] = true
								declared = fn
							}
						}
					}
					if to := handedTo(instr); to != nil && p.FuncOf(to) == nil {
						p.handed[declared] = to
					}
				}
				if st, ok := instr.(*ssa.Store); ok {
					switch addr := st.Addr.(type) {
					case *ssa.FieldAddr:
						if f := FieldOf(addr); f != nil {
							p.stores[f] = append(p.stores[f], st.Val)
						}
					case *ssa.Global:
						if v, ok := addr.Object().(*types.Var); ok {
							p.stores[v] = append(p.stores[v], st.Val)
						}
					}
				}
			}
		}
	}
}

// handedTo returns the function that gets a function as an argument from instr, also
// when instr binds it to a receiver first.
func handedTo(instr ssa.Instruction) *types.Func {
	switch instr := instr.(type) {
	case *ssa.Call:
		return Callee(&instr.Call)
	case *ssa.MakeClosure:
		for _, ref := range *instr.Referrers() {
			if call, ok := ref.(*ssa.Call); ok && call.Call.Value != instr {
				return Callee(&call.Call)
			}
		}
	}
	return nil
}

// Handed returns the function out of sight that fn, a declared function, is handed
// to as a value; nil if there is none.
func (p *Program) Handed(fn *ssa.Function) *types.Func { return p.handed[Origin(fn)] }

// Origin returns the generic function that fn is an instance of, else fn.
func Origin(fn *ssa.Function) *ssa.Function {
	if o := fn.Origin(); o != nil {
		return o
	}
	return fn
}

// Stores returns the values stored to v, a field or package variable, in the
// functions that were built.
func (p *Program) Stores(v *types.Var) []ssa.Value { return p.stores[v] }

// Callers returns the static calls of fn in the functions that were built. all
// is false when fn can also be called in ways that were not seen.
func (p *Program) Callers(fn *ssa.Function) (calls []ssa.CallInstruction, all bool) {
	fn = Origin(fn)
	for _, call := range p.callers[fn] {
		// What tests pass says nothing, and not every driver sees them.
		if !p.inTest(call.Parent()) || p.inTest(fn) {
			calls = append(calls, call)
		}
	}
	if obj := fn.Object(); obj != nil && obj.Exported() {
		return calls, false
	}
	if obj := FuncObject(fn); obj != nil && (p.partial[obj] || obj.Signature().Recv() != nil && p.invoked[obj.Name()]) {
		return calls, false
	}
	return calls, len(calls) > 0 && !p.escapes[fn] && fn.Synthetic == ""
}

func (p *Program) inTest(fn *ssa.Function) bool {
	return fn.Pos().IsValid() && strings.HasSuffix(p.Fset.File(fn.Pos()).Name(), "_test.go")
}

// FuncOf returns the SSA function of a declared function, nil when it was not
// built with a body.
func (p *Program) FuncOf(obj *types.Func) *ssa.Function {
	if obj == nil || obj.Pkg() != p.Pkg {
		return nil
	}
	fn := p.prog.FuncValue(obj.Origin())
	if fn == nil || fn.Blocks == nil {
		return nil
	}
	return fn
}
