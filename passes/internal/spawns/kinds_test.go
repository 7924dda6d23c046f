package spawns_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"strings"
	"testing"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/flowtest"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

var allKinds = map[spawns.Kind]string{
	spawns.Go: "go", spawns.Group: "group", spawns.TryGroup: "try group", spawns.WaitGroup: "wait group",
	spawns.Helper: "helper", spawns.Starter: "starter", spawns.Process: "process", spawns.Timer: "timer",
}

// withRows is flowtest.Load with rows of one's own.
func withRows(t *testing.T, name, rows string) *flowtest.Fixture {
	t.Helper()
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	pass, err := flowtest.Check("p", name, string(src))
	if err != nil {
		t.Fatal(err)
	}
	known := knowledge.New()
	if err := known.Flags.Set("rows", rows); err != nil {
		t.Fatal(err)
	}
	f := &flowtest.Fixture{Pass: pass, File: pass.Files[0]}
	f.Facts = flowtest.Run(t, pass, facts.New(known)).(*facts.Facts)
	f.Program = flow.Build(pass, f.Facts.Table, f.Decls(func(string) bool { return true }), nil)
	return f
}

// poolRows are what the table would have of the pools of the fixture.
const poolRows = "p.Safe=spawn:1,(*p.Plain).Submit=spawn,(*p.Open).Submit=spawn open,(*p.Closed).Submit=spawn closed," +
	"(*p.Closed).TrySubmit=try-spawn closed,(*p.Plain).TrySubmit=try-spawn,(*p.Func).Invoke=spawn closed," +
	"(*p.Tree).Add=supervise,(*p.Proc).Start=start,(*p.Many).Submit=spawn:9"

// TestKinds says of spawns that are more than a go statement their kind, what runs,
// through which function it was found, and what is known of it.
func TestKinds(t *testing.T) {
	for name, rows := range map[string]string{"starters": "", "pools": poolRows} {
		t.Run(name, func(t *testing.T) {
			f := withRows(t, "testdata/"+name+".go", rows)
			got := map[token.Pos]string{}
			for _, s := range spawns.Find(f.Program, f.Facts) {
				got[s.Pos()] = detailed(s)
			}
			f.Want(t, got)
		})
	}
}

func detailed(s *spawns.Spawn) string {
	text := allKinds[s.Kind]
	if s.Kind == spawns.Starter && s.Callee != nil {
		text += " " + s.Callee.Name() + ":"
	}
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
	if s.Through != nil {
		text += " through " + s.Through.Name()
	}
	if s.Group != nil {
		text += fmt.Sprintf(" on %s", types.TypeString(s.Group.Type(), func(p *types.Package) string { return p.Name() }))
	}
	for _, is := range []struct {
		word string
		so   bool
	}{{"tells", s.Start.Tells}, {"stays", s.Start.Stays}, {"maybe", s.Start.Maybe}} {
		if is.so {
			text += ", " + is.word
		}
	}
	return text
}

// TestKindFields: what is set says of which kind a spawn is.
func TestKindFields(t *testing.T) {
	seen := map[spawns.Kind]bool{}
	for name, rows := range map[string]string{"starters": "", "pools": poolRows} {
		f := withRows(t, "testdata/"+name+".go", rows)
		for _, s := range spawns.Find(f.Program, f.Facts) {
			seen[s.Kind] = true
			at := fmt.Sprintf("%s:%d", name, f.Line(s.Pos()))
			if (s.Kind == spawns.Go) != (s.Callee == nil) {
				t.Errorf("%s: callee %v", at, s.Callee)
			}
			if s.Pooled() != (s.Kind == spawns.Group || s.Kind == spawns.TryGroup) || s.Pooled() && s.Group == nil {
				t.Errorf("%s: pooled %v, group %v", at, s.Pooled(), s.Group)
			}
			switch s.Kind {
			case spawns.Group, spawns.TryGroup, spawns.WaitGroup, spawns.Helper, spawns.Timer:
				if s.Value == nil || s.Through != nil || s.Start != (facts.Start{}) {
					t.Errorf("%s: value %v, through %v, %+v", at, s.Value, s.Through, s.Start)
				}
			case spawns.Process:
				if s.Value != nil || s.Work != nil || s.Named != nil {
					t.Errorf("%s: value %v, work %v", at, s.Value, s.Work)
				}
			case spawns.Starter:
				if s.Inner != nil && (s.Inner.Kind == spawns.Starter || s.Inner.Pos() == s.Pos()) || s.Through != nil && s.Inner == nil {
					t.Errorf("%s: through %v, inner %v", at, s.Through, s.Inner)
				}
			}
			if !s.Pos().IsValid() {
				t.Errorf("%s: no position", s.Instr)
			}
		}
	}
	for kind, name := range allKinds {
		if !seen[kind] {
			t.Errorf("the fixtures have no %s", name)
		}
	}
}

// TestMentionsAll: the look at the syntax misses nothing that Find finds, of whatever
// kind, if the place is reached often; a start that is reached once is left out.
func TestMentionsAll(t *testing.T) {
	for name, rows := range map[string]string{"spawns": "", "starters": "", "pools": poolRows} {
		f := withRows(t, "testdata/"+name+".go", rows)
		found, starters := map[types.Object]bool{}, map[types.Object]bool{}
		for _, s := range spawns.Find(f.Program, f.Facts) {
			fn := s.Instr.Parent()
			for fn.Parent() != nil {
				fn = fn.Parent()
			}
			if row := f.Facts.Table.Lookup(s.Callee); s.Kind == spawns.Starter && row.Role == knowledge.None {
				starters[fn.Object()] = true
			} else {
				found[fn.Object()] = true
			}
		}
		for _, d := range f.File.Decls {
			fd, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			fn := f.Pass.TypesInfo.Defs[fd.Name]
			often := strings.HasPrefix(fd.Name.Name, "often")
			got := spawns.Mentions(f.Pass.TypesInfo, fd, f.Facts)
			switch {
			case found[fn], starters[fn] && often:
				if !got {
					t.Errorf("%s: mentions no spawn, and has one", fn)
				}
			case starters[fn]:
				if got {
					t.Errorf("%s: starts something once, and is built", fn)
				}
			}
		}
	}
}
