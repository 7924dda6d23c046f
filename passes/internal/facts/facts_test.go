package facts_test

import (
	"bytes"
	"encoding/gob"
	"go/types"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flowtest"
	"github.com/inflight-go/inflight/passes/internal/passtest"
)

// TestFacts compares the facts of the packages, one of which imports another, with
// the // want comments.
func TestFacts(t *testing.T) {
	analysistest.Run(t, passtest.Tree(t, "testdata"), facts.Analyzer, "helpers", "uses", "declares", "starts", "holds", "groups", "sized")
}

// TestResult: the result answers for imported functions, for instances of generic
// ones, and for none.
func TestResult(t *testing.T) {
	for _, r := range analysistest.Run(t, passtest.Tree(t, "testdata"), facts.Analyzer, "uses") {
		f := r.Action.Result.(*facts.Facts)
		pkg := r.Action.Package.Types.Imports()[0]
		spawn := pkg.Scope().Lookup("Spawn").(*types.Func)
		if !f.Spawns(spawn, 0) || f.Spawns(spawn, 1) || f.Waits(spawn) {
			t.Error("Spawn of the imported package")
		}
		if waits := pkg.Scope().Lookup("Waits").(*types.Func); !f.Waits(waits) || f.Spawns(waits, 0) {
			t.Error("Waits of the imported package")
		}
		for id, inst := range r.Action.Package.TypesInfo.Instances {
			fn, ok := r.Action.Package.TypesInfo.Uses[id].(*types.Func)
			if ok && fn.Name() == "Generic" && !f.Spawns(fn, 1) {
				t.Errorf("instance %s", inst.Type)
			}
		}
		if f.Spawns(nil, 0) || f.Waits(nil) {
			t.Error("no function")
		}
	}
}

// TestEncoding: two runs give the same bytes, and these the same facts.
func TestEncoding(t *testing.T) {
	var first []byte
	for range 5 {
		f := flowtest.Load(t, "testdata/src/helpers/helpers.go")
		var buf bytes.Buffer
		var texts []string
		enc := gob.NewEncoder(&buf)
		pass := *f.Pass
		pass.ResultOf = map[*analysis.Analyzer]any{}
		pass.ExportObjectFact = func(obj types.Object, fact analysis.Fact) {
			texts = append(texts, fact.(interface{ String() string }).String())
			if err := enc.Encode(obj.Name()); err != nil {
				t.Fatal(err)
			}
			// As the drivers do: through the interface, by its registered name.
			if err := enc.Encode(&fact); err != nil {
				t.Fatal(err)
			}
		}
		flowtest.Run(t, &pass, facts.Analyzer)
		if first == nil {
			first = buf.Bytes()
		}
		if !bytes.Equal(first, buf.Bytes()) {
			t.Fatal("two runs encode different bytes")
		}
		dec := gob.NewDecoder(&buf)
		for _, want := range texts {
			var name string
			var fact analysis.Fact
			if err := dec.Decode(&name); err != nil {
				t.Fatal(err)
			}
			if err := dec.Decode(&fact); err != nil {
				t.Fatal(err)
			}
			if got := fact.(interface{ String() string }).String(); got != want {
				t.Errorf("%s: decoded %s, want %s", name, got, want)
			}
		}
		if len(texts) == 0 {
			t.Fatal("no facts")
		}
	}
}

func init() {
	for _, fact := range facts.Analyzer.FactTypes {
		gob.Register(fact)
	}
}
