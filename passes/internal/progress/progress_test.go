package progress_test

import (
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/inflight-go/inflight/passes/internal/flowtest"
	. "github.com/inflight-go/inflight/passes/internal/progress"
	"github.com/inflight-go/inflight/passes/internal/sites"
)

var names = map[Obstacle]string{
	None: "none", Unjoined: "Unjoined", Lasting: "Lasting", Receives: "Receives", Sends: "Sends", Drained: "Drained",
	Waits: "Waits", Polls: "Polls", Locks: "Locks", Held: "Held", Submits: "Submits", Respawns: "Respawns",
	Callback: "Callback", Handed: "Handed", Between: "Between", Shared: "Shared", Hidden: "Hidden",
}

// TestOf says of every unbounded spawn what speaks against a limit before it, and if
// nothing does, what else is known of the work.
func TestOf(t *testing.T) {
	files, err := filepath.Glob("testdata/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	seen := map[Obstacle]bool{}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".go"), func(t *testing.T) {
			f := flowtest.Load(t, name)
			table := flowtest.Run(t, f.Pass, sites.Analyzer).(*sites.Table)
			a := New(table)
			got := map[token.Pos]string{}
			for _, s := range table.Sites {
				if s.Regime != sites.Unbounded {
					continue
				}
				all := sharing(a, table, s)
				p := a.Of(all)
				seen[p.Obstacle] = true
				got[s.Node.Pos()] = describe(p)
				if p.Obstacle == None && !p.Join.IsValid() {
					t.Errorf("%s: no wait", f.Pass.Fset.Position(s.Node.Pos()))
				}
			}
			f.Want(t, got)
		})
	}
	for o, name := range names {
		if !seen[o] {
			t.Errorf("no fixture shows %s", name)
		}
	}
}

// sharing are the sites that get one limit with s: those of its group, or of its loop.
func sharing(a *Analysis, table *sites.Table, s *sites.Site) []*sites.Site {
	if s.Spawn.Pooled() {
		if all := a.Group(s); all != nil {
			return all
		}
		return []*sites.Site{s}
	}
	var out []*sites.Site
	for _, other := range table.Sites {
		if !other.Spawn.Pooled() && other.Regime == sites.Unbounded && other.Factor.Pos == s.Factor.Pos {
			out = append(out, other)
		}
	}
	return out
}

func describe(p Proof) string {
	text := names[p.Obstacle]
	if p.Obstacle != None {
		return text
	}
	if p.Pure {
		text += ", pure"
	}
	if len(p.Widen) > 0 {
		text += ", widens"
	}
	return text
}

// TestTexts: every obstacle says what it is, no two the same, and the constants are
// those that are named here.
func TestTexts(t *testing.T) {
	src, err := os.ReadFile("progress.go")
	if err != nil {
		t.Fatal(err)
	}
	_, block, _ := strings.Cut(string(src), "\tNone     Obstacle = iota\n")
	block, _, _ = strings.Cut(block, "\n\n")
	var declared []string
	for _, line := range strings.Split(block, "\n") {
		declared = append(declared, strings.Fields(line)[0])
	}
	if len(declared) != len(names)-1 {
		t.Errorf("%d obstacles are declared, %d named here", len(declared), len(names)-1)
	}
	seen := map[string]bool{"": true}
	for o, name := range names {
		if o == None {
			continue
		}
		if seen[o.String()] {
			t.Errorf("%s: text %q", name, o)
		}
		seen[o.String()] = true
		if !slices.Contains(declared, name) {
			t.Errorf("%s is not declared", name)
		}
	}
}
