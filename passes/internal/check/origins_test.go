package check_test

import (
	"go/token"
	"os"
	"strings"
	"testing"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flowtest"
	"github.com/inflight-go/inflight/passes/internal/gates"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/sites"
)

// originRows are what the table would have of the library functions of the fixture.
const originRows = "p.Deliver=deliver,(*p.Bus).On=handle:1,(*p.Bus).OnMessage=handle broker,(*p.Bus).Receive=receive," +
	"p.NewPool=new-limited not-positive-lifts,(*p.Pool).Go=spawn closed,(*p.Pool).With=limit not-positive-lifts"

// TestOrigins says how messages speak of handlers, messages and signals, of what
// starts the work, and of limits that mean none.
func TestOrigins(t *testing.T) {
	src, err := os.ReadFile("testdata/origins.go")
	if err != nil {
		t.Fatal(err)
	}
	pass, err := flowtest.Check("p", "testdata/origins.go", string(src))
	if err != nil {
		t.Fatal(err)
	}
	rows := knowledge.New()
	if err := rows.Flags.Set("rows", originRows); err != nil {
		t.Fatal(err)
	}
	f := &flowtest.Fixture{Pass: pass, File: pass.Files[0]}
	got := map[token.Pos]string{}
	for _, s := range flowtest.Run(t, pass, sites.New(sites.Options{}, facts.New(rows))).(*sites.Table).Sites {
		if s.Regime != sites.Unbounded {
			continue
		}
		text := check.Operation(s) + " " + check.Subject(s)
		if check.Served(s) {
			text += ", served"
		}
		if s.Verdict.Fake == gates.Lifted {
			text += ", " + check.Lifted(s.Verdict)
		}
		if strings.Contains(text, "  ") || strings.HasSuffix(text, " ") {
			t.Errorf("line %d: %q lacks a name", f.Line(s.Node.Pos()), text)
		}
		got[s.Node.Pos()] = text
	}
	f.Want(t, got)
}
