package evidence_test

import (
	"go/token"
	"os"
	"slices"
	"strings"
	"testing"

	. "github.com/inflight-go/inflight/passes/internal/evidence"
	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/flowtest"
	"github.com/inflight-go/inflight/passes/internal/gates"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/repeats"
)

// queueRows are what the table would have of the queue and the cache of the fixture.
const queueRows = "(*p.Queue).Receive=receive broker,(*p.Queue).Fetch=receive,(*p.Queue).Messages=deliver broker,(*p.Queue).Deliveries=deliver," +
	"(*p.Queue).Subscribe=handle broker,(*p.Queue).Consume=handle,(*p.Message).Done=ack," +
	"(*p.Cache).Load=spawn:1 keyed,(*p.Cache).Run=spawn:1"

// TestServed says of the work of handlers and consumers whether it ends with what
// started it, and who holds the sender back.
func TestServed(t *testing.T) {
	about := []Reason{Broker, Detached, Tied, Acked, Handed, Delayed, Keyed}
	inSight := func(name string) bool {
		return !slices.Contains([]string{"Receive", "Fetch", "Messages", "Deliveries", "Subscribe", "Consume", "OnClose", "Load", "Run"}, name)
	}
	for name, rows := range map[string]string{"tied": "", "messages": queueRows} {
		t.Run(name, func(t *testing.T) {
			f := withRows(t, "testdata/"+name+".go", rows, inSight)
			reps := repeats.New(f.Program)
			reps.Wraps = f.Facts.Spawns
			g := &gates.Analysis{P: f.Program, Repeats: reps, Facts: f.Facts}
			scale := &Scale{P: f.Program, Repeats: reps, Gates: g, Facts: f.Facts}
			got := map[token.Pos]string{}
			for _, s := range f.Spawns() {
				r := reps.Of(s.Instr)
				factor, ok := r.Unbounded()
				if !ok {
					factor, ok = reps.Handler(s.Instr)
				}
				if !ok {
					continue
				}
				var names []string
				for _, reason := range scale.Weigh(s, r, factor, g.Of(s, factor)) {
					if slices.Contains(about, reason) {
						names = append(names, pro[reason]+contra[reason])
					}
				}
				if len(names) == 0 {
					names = []string{"nothing"}
				}
				got[s.Pos()] = strings.Join(names, ", ")
			}
			f.Want(t, got)
		})
	}
}

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
