package repeats_test

import (
	"go/token"
	"os"
	"testing"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/flowtest"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// callbackRows are what the table would have of the functions of the fixture.
const callbackRows = "p.Retry=retry,p.RetryAt=retry:1,p.Together=fixed,p.Watch=none,(*p.Bus).OnMessage=handle broker,(*p.Bus).OnEvent=handle:2," +
	"p.Deliver=deliver,p.DeliverSeq=deliver,p.DeliverErr=deliver broker,p.Fetch=receive,p.FetchBatch=receive broker"

// withRows is flowtest.Load with rows of one's own; keep says which functions are
// built.
func withRows(t *testing.T, name, rows string, keep func(string) bool) *flowtest.Fixture {
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
	f.Program = flow.Build(pass, f.Facts.Table, f.Decls(keep), nil)
	return f
}

// TestNoArgument: a row that speaks of an argument which there is not says nothing.
func TestNoArgument(t *testing.T) {
	f := withRows(t, "testdata/callbacks.go", "p.Fetch=chunks:7,p.DeliverErr=elements:3", func(string) bool { return true })
	a := analysis(f)
	for _, s := range f.Spawns() {
		a.Of(s.Instr)
	}
}

// TestCallbacks says of spawns in function values how often they are reached, what
// ends the walk outwards, and which function a server or consumer calls.
func TestCallbacks(t *testing.T) {
	inSight := func(name string) bool { return !token.IsExported(name) || name == "OnMessage" }
	f := withRows(t, "testdata/callbacks.go", callbackRows, inSight)
	a := analysis(f)
	got := map[token.Pos]string{}
	for _, s := range f.Spawns() {
		r := a.Of(s.Instr)
		text := describe(r.Largest().Size)
		if r.Escapes {
			text = "escapes, " + text
		}
		if r.Single {
			text = "single, " + text
		}
		if r.Spawned != nil {
			text = "spawned, " + text
		}
		if factor, ok := a.Handler(s.Instr); ok {
			text += "; handler, " + describe(factor.Size)
			if factor.At != s.Instr || factor.Func == nil || factor.Pos != factor.Func.Pos() {
				t.Errorf("line %d: handler %v at %v", f.Line(s.Pos()), factor.Func, factor.At)
			}
		}
		got[s.Pos()] = text
	}
	f.Want(t, got)
}
