package evidence_test

import (
	"go/token"
	"slices"
	"strings"
	"testing"

	. "github.com/inflight-go/inflight/passes/internal/evidence"
	"github.com/inflight-go/inflight/passes/internal/flowtest"
	"github.com/inflight-go/inflight/passes/internal/gates"
	"github.com/inflight-go/inflight/passes/internal/repeats"
)

var pro = map[Reason]string{
	FailedBound: "FailedBound", Unjoined: "Unjoined", External: "External", Query: "Query", Peer: "Peer",
	Message: "Message", Sibling: "Sibling", Multiplied: "Multiplied",
	Broker: "Broker", Detached: "Detached",
}

var contra = map[Reason]string{
	Topology: "Topology", Component: "Component", Settings: "Settings", Stops: "Stops", LongLived: "LongLived",
	Waiter: "Waiter", Written: "Written", CommandArgs: "CommandArgs", Connections: "Connections",
	Signals: "Signals", Keyed: "Keyed", Tied: "Tied", Acked: "Acked", Delayed: "Delayed", Sometimes: "Sometimes", Handed: "Handed",
}

// TestWeigh says of every unbounded spawn what speaks for and against its
// hurting.
func TestWeigh(t *testing.T) {
	f := flowtest.Load(t, "testdata/weigh.go")
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
		reasons := scale.Weigh(s, r, factor, g.Of(s, factor))
		var names []string
		for _, reason := range reasons {
			names = append(names, pro[reason]+contra[reason])
		}
		got[s.Pos()] = strings.Join(names, ", ")
		if len(names) == 0 {
			got[s.Pos()] = "nothing"
		}
	}
	f.Want(t, got)
}

// TestGrade is the truth table of the levels: what speaks for a site alone, with
// something against it, and with a bound that was tried.
func TestGrade(t *testing.T) {
	strong := []Reason{FailedBound, Unjoined, Sibling, Query, Peer, Multiplied, Broker}
	tried := []Reason{FailedBound}
	if got := Grade(nil); got != LevelData {
		t.Errorf("nothing: %s", got)
	}
	for reason, name := range pro {
		want := LevelData
		if slices.Contains(strong, reason) {
			want = LevelStrong
		}
		if got := Grade([]Reason{reason}); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
		for other, otherName := range contra {
			want := LevelAudit
			if slices.Contains(tried, reason) {
				want = LevelStrong
			}
			if got := Grade([]Reason{reason, other}); got != want {
				t.Errorf("%s, %s: %s, want %s", name, otherName, got, want)
			}
			if got := Grade([]Reason{other, reason}); got != want {
				t.Errorf("%s, %s: %s, want %s", otherName, name, got, want)
			}
		}
	}
	for reason, name := range contra {
		if got := Grade([]Reason{reason}); got != LevelAudit {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestReasons: every reason is on one side, and has a text of its own.
func TestReasons(t *testing.T) {
	seen := map[string]bool{}
	for reason := range pro {
		if reason.Against() {
			t.Errorf("%s speaks against", pro[reason])
		}
	}
	for reason := range contra {
		if !reason.Against() {
			t.Errorf("%s speaks for", contra[reason])
		}
	}
	for _, names := range []map[Reason]string{pro, contra} {
		for reason, name := range names {
			if text := reason.String(); text == "" || seen[text] {
				t.Errorf("%s: %q", name, text)
			}
			seen[reason.String()] = true
		}
	}
}

func TestLevels(t *testing.T) {
	for _, l := range []Level{LevelStrong, LevelData, LevelAudit} {
		if got, ok := ParseLevel(l.String()); !ok || got != l {
			t.Errorf("%s is read as %s", l, got)
		}
	}
	for _, s := range []string{"", "none", "Strong", "all", " data"} {
		if l, ok := ParseLevel(s); ok {
			t.Errorf("%q is read as %s", s, l)
		}
	}
	if !(LevelStrong < LevelData && LevelData < LevelAudit) {
		t.Error("each level reports what the ones below it do")
	}
}
