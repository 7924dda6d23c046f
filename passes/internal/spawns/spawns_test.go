package spawns_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"testing"

	"github.com/inflight-go/inflight/passes/internal/flowtest"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

var kinds = map[spawns.Kind]string{
	spawns.Go: "go", spawns.Group: "group", spawns.TryGroup: "try group",
	spawns.WaitGroup: "wait group", spawns.Helper: "helper",
}

// TestFind says of every spawn its kind and what runs.
func TestFind(t *testing.T) {
	f := flowtest.Load(t, "testdata/spawns.go")
	got := map[token.Pos]string{}
	for _, s := range spawns.Find(f.Program, f.Facts) {
		got[s.Pos()] = describe(s)
	}
	f.Want(t, got)
}

func describe(s *spawns.Spawn) string {
	text := kinds[s.Kind]
	if s.Named != nil {
		text += " " + s.Named.Name()
	}
	for _, fn := range s.Work {
		if fn.Parent() != nil {
			text += " literal"
		} else {
			text += " body"
		}
	}
	if s.Group != nil {
		text += fmt.Sprintf(" on %s", types.TypeString(s.Group.Type(), func(p *types.Package) string { return p.Name() }))
	}
	return text
}

// TestFields: what is set says of which kind a spawn is.
func TestFields(t *testing.T) {
	f := flowtest.Load(t, "testdata/spawns.go")
	for _, s := range spawns.Find(f.Program, f.Facts) {
		isGo := s.Kind == spawns.Go
		if isGo != (s.Callee == nil) || isGo != (s.Value == nil) || isGo != (s.Call != nil) {
			t.Errorf("line %d: callee %v, value %v, call %v", f.Line(s.Pos()), s.Callee, s.Value, s.Call)
		}
		if !s.Pos().IsValid() {
			t.Errorf("%s: no position", s.Instr)
		}
	}
}

// TestFindOrder: spawns come in source order, those of a literal after those of
// the function around it.
func TestFindOrder(t *testing.T) {
	f := flowtest.Source(t, "p.go", `package p

func a() {
	go a()
	func() {
		go a()
	}()
}

func b() {
	go b()
}
`)
	last := token.NoPos
	for _, s := range spawns.Find(f.Program, f.Facts) {
		if s.Pos() < last {
			t.Errorf("line %d comes late", f.Line(s.Pos()))
		}
		last = s.Pos()
	}
}

// TestMentions: the look at the syntax misses nothing that Find finds.
func TestMentions(t *testing.T) {
	f := flowtest.Load(t, "testdata/spawns.go")
	found := map[types.Object]bool{}
	for _, s := range spawns.Find(f.Program, f.Facts) {
		fn := s.Instr.Parent()
		for fn.Parent() != nil {
			fn = fn.Parent()
		}
		found[fn.Object()] = true
	}
	for _, d := range f.File.Decls {
		fd, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		fn := f.Pass.TypesInfo.Defs[fd.Name]
		if found[fn] && !spawns.Mentions(f.Pass.TypesInfo, fd, f.Facts) {
			t.Errorf("%s: mentions no spawn, and has one", fn)
		}
	}
}
