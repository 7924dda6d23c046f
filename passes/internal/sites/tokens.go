package sites

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/tokens"
)

// Faults returns what is wrong with the semaphores of the package, in source order. Who asks
// holds Asking.
func (t *Table) Faults() (faults []tokens.Fault) {
	if t.faults == nil {
		return nil
	}
	if !Strict {
		defer func() {
			if recover() != nil {
				faults = nil
			}
		}()
	}
	return t.faults()
}

// semaphores lets the table find the faults when somebody asks. p are the functions that
// were built for the rows, keep their declarations.
func (b *builder) semaphores(keep map[*ast.FuncDecl]bool) func() []tokens.Fault {
	return sync.OnceValue(func() []tokens.Fault {
		s := newSemaphores(b.pass, b.facts, b.table)
		chosen, partial := s.choose()
		if len(chosen) == 0 {
			return nil
		}
		p, counts := b.program, b.repeats
		for fd := range chosen {
			if p == nil || !keep[fd] {
				p = flow.Build(b.pass, b.facts.Table, chosen, partial)
				if p == nil {
					return nil // could not be built: unknown
				}
				counts = b.counting(p)
				break
			}
		}
		return tokens.New(p, b.facts, counts).Faults()
	})
}

// semaphores is one look at the syntax of a package for what is used as a semaphore.
type semaphores struct {
	pass  *analysis.Pass
	facts *facts.Facts
	decls map[*types.Func]*ast.FuncDecl
	// from is the declaration that is looked at.
	from *ast.FuncDecl

	seeds            map[*ast.FuncDecl]bool
	sent, received   map[types.Object]bool
	mentions         map[types.Object][]*ast.FuncDecl
	calls, mentioned map[*ast.FuncDecl][]*ast.FuncDecl
}

func newSemaphores(pass *analysis.Pass, known *facts.Facts, t *Table) *semaphores {
	s := &semaphores{
		pass: pass, facts: known, decls: map[*types.Func]*ast.FuncDecl{}, seeds: map[*ast.FuncDecl]bool{},
		sent: map[types.Object]bool{}, received: map[types.Object]bool{}, mentions: map[types.Object][]*ast.FuncDecl{},
		calls: map[*ast.FuncDecl][]*ast.FuncDecl{}, mentioned: map[*ast.FuncDecl][]*ast.FuncDecl{},
	}
	var all []*ast.FuncDecl
	for _, file := range pass.Files {
		for _, d := range file.Decls {
			if fd, ok := d.(*ast.FuncDecl); ok && fd.Body != nil && !t.skipped[file] {
				all = append(all, fd)
				if fn, ok := pass.TypesInfo.Defs[fd.Name].(*types.Func); ok {
					s.decls[fn] = fd
				}
			}
		}
	}
	for _, fd := range all {
		s.from = fd
		ast.Inspect(fd, s.look)
	}
	return s
}

func (s *semaphores) look(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.SendStmt:
		if obj := s.channel(n.Chan); obj != nil {
			s.sent[obj] = true
		}
	case *ast.UnaryExpr:
		if n.Op == token.ARROW {
			if obj := s.channel(n.X); obj != nil {
				s.received[obj] = true
			}
		}
	case *ast.Ident:
		switch obj := s.pass.TypesInfo.Uses[n].(type) {
		case *types.Var:
			if tokens.Channel(obj.Type()) {
				s.mentions[obj.Origin()] = append(s.mentions[obj.Origin()], s.from)
			}
		case *types.Func:
			s.called(obj)
		}
	}
	return true
}

func (s *semaphores) called(fn *types.Func) {
	if to := s.decls[fn.Origin()]; to != nil && to != s.from {
		s.calls[s.from] = append(s.calls[s.from], to)
		s.mentioned[to] = append(s.mentioned[to], s.from)
	}
	switch s.facts.Table.Lookup(fn).Role {
	case knowledge.Acquire, knowledge.TryAcquire, knowledge.Release, knowledge.NewSemaphore:
		s.seeds[s.from] = true
	}
}

// channel is the variable or field of a channel of tokens.
func (s *semaphores) channel(e ast.Expr) types.Object {
	var id *ast.Ident
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		id = e
	case *ast.SelectorExpr:
		id = e.Sel
	default:
		return nil
	}
	v, ok := s.pass.TypesInfo.Uses[id].(*types.Var)
	if !ok || !tokens.Channel(v.Type()) {
		return nil
	}
	return v.Origin()
}

// choose picks the functions to build: those that use a semaphore, who calls them, and what
// they hand a channel of tokens to. partial are those that a function left out mentions.
func (s *semaphores) choose() (keep map[*ast.FuncDecl]bool, partial map[*types.Func]bool) {
	keep = map[*ast.FuncDecl]bool{}
	for fd := range s.seeds {
		keep[fd] = true
	}
	for obj := range s.sent {
		if s.received[obj] {
			for _, fd := range s.mentions[obj] {
				keep[fd] = true
			}
		}
	}
	for _, fd := range slices.Collect(maps.Keys(keep)) {
		for _, from := range s.mentioned[fd] {
			keep[from] = true
		}
		for _, to := range s.calls[fd] {
			keep[to] = keep[to] || s.takesTokens(to)
		}
	}
	for fd, ok := range keep {
		if !ok {
			delete(keep, fd)
		}
	}
	partial = map[*types.Func]bool{}
	for fn, fd := range s.decls {
		for _, from := range s.mentioned[fd] {
			if keep[fd] && !keep[from] {
				partial[fn] = true
			}
		}
	}
	return keep, partial
}

// takesTokens: a function with a parameter that can be a semaphore.
func (s *semaphores) takesTokens(fd *ast.FuncDecl) bool {
	fn, ok := s.pass.TypesInfo.Defs[fd.Name].(*types.Func)
	if !ok {
		return false
	}
	params := fn.Signature().Params()
	for i := range params.Len() {
		if t := params.At(i).Type(); tokens.Channel(t) || s.facts.Table.Semaphore(t) {
			return true
		}
	}
	return false
}
