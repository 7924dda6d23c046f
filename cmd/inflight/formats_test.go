package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/inflight-go/inflight/analyzers"
)

const vetTree = `{
	"m/a": {
		"errgrouplimit": {"error": "out of luck"},
		"baddirective": [{"category": "useless", "posn": "/w/a.go:1:1", "end": "/w/a.go:1:9", "message": "n"}],
		"spawnloop": [
			{"category": "strong/unbounded", "posn": "/w/a.go:10:2", "end": "/w/a.go:10:4", "message": "m",
			 "suggested_fixes": [{"message": "fix", "edits": [{"filename": "/w/a.go", "start": 3, "end": 5, "new": "x"}]}]},
			{"category": "unbounded", "posn": "/w/a.go:12:2", "end": "", "message": "m"}
		]
	},
	"m/b": {"inventory": [{"category": "bounded", "posn": "/w/b.go:1:1", "end": "/w/b.go:1:3", "message": "row"}]}
}`

func readTree(t *testing.T) tree {
	t.Helper()
	results := make(tree)
	if _, err := decodeTrees(strings.NewReader(vetTree), results, new(progress)); err != nil {
		t.Fatal(err)
	}
	return results
}

// TestFindingOf: what the formats need of a diagnostic.
func TestFindingOf(t *testing.T) {
	suite, err := analyzers.New(analyzers.Settings{})
	if err != nil {
		t.Fatal(err)
	}
	found := readTree(t).findings(suite)
	if len(found) != 4 {
		t.Fatalf("%d findings, want 4", len(found))
	}
	directive, strong, plain, row := found[0], found[1], found[2], found[3]
	if strong.Level != "strong" || strong.Category != "unbounded" || !strings.HasSuffix(strong.URL, "/spawnloop.md#unbounded") ||
		strong.EndLine != 10 || strong.EndCol != 4 || strong.Describes {
		t.Errorf("a finding with a level is %+v", strong)
	}
	if len(strong.Fixes) != 1 || len(strong.Fixes[0].Edits) != 1 || strong.Fixes[0].Edits[0].New != "x" || strong.Fixes[0].Edits[0].End != 5 {
		t.Errorf("its fixes are %+v", strong.Fixes)
	}
	if plain.Level != "" || plain.Category != "unbounded" || plain.EndLine != 0 {
		t.Errorf("one without is %+v", plain)
	}
	if directive.Level != "" || !strings.HasSuffix(directive.URL, "/baddirective.md#useless") {
		t.Errorf("a bad directive is %+v", directive)
	}
	if !row.Describes {
		t.Errorf("a row of the inventory is %+v", row)
	}
}

// TestOnly: the tree keeps the findings that it is given, what failed, and no more.
func TestOnly(t *testing.T) {
	results := readTree(t)
	found := results.findings(nil)
	rest, err := results.only(found[1:2])
	if err != nil {
		t.Fatal(err)
	}
	if len(rest) != 1 || len(rest["m/a"]) != 2 || !strings.Contains(string(rest["m/a"]["errgrouplimit"]), "luck") {
		t.Errorf("the rest is %s", rest)
	}
	var kept []json.RawMessage
	if err := json.Unmarshal(rest["m/a"]["spawnloop"], &kept); err != nil || len(kept) != 1 {
		t.Fatalf("%v: kept %s", err, kept)
	}
	if !bytes.Contains(kept[0], []byte(`"strong/unbounded"`)) || !bytes.Contains(kept[0], []byte(`"suggested_fixes"`)) {
		t.Errorf("kept %s, want it whole", kept[0])
	}
	all, err := results.only(found)
	if err != nil {
		t.Fatal(err)
	}
	if got := all.findings(nil); len(got) != len(found) {
		t.Errorf("of all findings, %d are left of %d", len(got), len(found))
	}
}
