package drivers_test

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/analyzers"
)

// TestFactsAreDeterministic holds that a package has the same facts, to the byte,
// whenever it is analyzed, and in whatever order its files are named. Go vet and
// Bazel look again at all that imports a package whose facts have changed.
// In the fixture, the methods of a type stand in one file: drivers name a method by
// its number in the order of the files.
func TestFactsAreDeterministic(t *testing.T) {
	t.Parallel()
	total := 0
	for _, u := range units(t, newFixture(t), "./...") {
		found := lines(u.analyze(t, nil), finding.String)
		first := u.facts(t)
		total += len(first)
		for _, order := range []string{"in the same order", "in reverse"} {
			if order == "in reverse" {
				slices.Reverse(u.GoFiles)
			}
			compare(t, u.ImportPath+", its files "+order, lines(u.analyze(t, nil), finding.String), found)
			if again := u.facts(t); !bytes.Equal(again, first) {
				t.Errorf("%s, its files %s: facts\n\t%q\nwere\n\t%q", u.ImportPath, order, texts(t, again), texts(t, first))
			}
		}
	}
	if total == 0 {
		t.Error("no facts: the comparison is worth nothing")
	}
}

// TestFactsAreSmall holds that a package with nothing to say about itself says
// nothing: every package that imports it reads all of its facts.
func TestFactsAreSmall(t *testing.T) {
	t.Parallel()
	silent := map[string]bool{ // and whether what it imports has facts
		"example.com/drivers/quiet":    false,
		"example.com/drivers/indirect": true,
		"example.com/drivers/program":  true,
	}
	for _, u := range units(t, newFixture(t), "./...") {
		u.analyze(t, nil)
		imports, ok := silent[u.ImportPath]
		if !ok {
			continue
		}
		delete(silent, u.ImportPath)
		if data := u.facts(t); !imports && len(data) > 0 {
			t.Errorf("%s: %d bytes: %q", u.ImportPath, len(data), texts(t, data))
		}
		for _, f := range decodeFacts(t, u.facts(t)) {
			if f.PkgPath == u.ImportPath {
				t.Errorf("%s has a fact of its own: %s %v", u.ImportPath, f.Object, f.Fact)
			}
		}
	}
	for path := range silent {
		t.Errorf("%s was not analyzed", path)
	}
}

// fact is how drivers write facts: what is there decodes by the names of fields.
type fact struct {
	PkgPath, Object string
	Fact            analysis.Fact
}

func texts(t *testing.T, data []byte) []string {
	t.Helper()
	var all []string
	for _, f := range decodeFacts(t, data) {
		all = append(all, fmt.Sprintf("%s %s %v", f.PkgPath, f.Object, f.Fact))
	}
	return all
}

func decodeFacts(t *testing.T, data []byte) []fact {
	t.Helper()
	if len(data) == 0 {
		return nil
	}
	suite, err := analyzers.New(analyzers.Settings{})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range analyzers.FactPasses(suite) {
		for _, f := range a.FactTypes {
			gob.Register(f)
		}
	}
	var facts []fact
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&facts); err != nil {
		t.Fatal(err)
	}
	return facts
}
