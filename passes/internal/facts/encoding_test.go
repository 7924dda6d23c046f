package facts_test

import (
	"bytes"
	"encoding/gob"
	"go/types"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flowtest"
)

// TestRoundTrip: each type of fact, with something in every field, is read as it was
// written, and says so; none has what gob writes in another way each time.
func TestRoundTrip(t *testing.T) {
	texts := map[string]bool{}
	for _, typ := range facts.Analyzer.FactTypes {
		var fact analysis.Fact
		for _, full := range []bool{false, true} {
			v := reflect.New(reflect.TypeOf(typ).Elem())
			if full {
				fill(t, v.Elem())
			}
			fact = v.Interface().(analysis.Fact)
			var buf bytes.Buffer
			if err := gob.NewEncoder(&buf).Encode(&fact); err != nil {
				t.Fatalf("%T: %v", fact, err)
			}
			var got analysis.Fact
			if err := gob.NewDecoder(&buf).Decode(&got); err != nil {
				t.Fatalf("%T: %v", fact, err)
			}
			if !reflect.DeepEqual(got, fact) {
				t.Errorf("%T: read %+v, want %+v", fact, got, fact)
			}
		}
		text := fact.(interface{ String() string }).String()
		if text == "" || texts[text] {
			t.Errorf("%T: %q is the text of another", fact, text)
		}
		texts[text] = true
	}
	if len(texts) == 0 {
		t.Error("no facts")
	}
}

// fill sets every field of v to something that is not zero.
func fill(t *testing.T, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if !v.Type().Field(i).IsExported() {
				t.Errorf("%s: gob leaves out %s", v.Type(), v.Type().Field(i).Name)
				continue
			}
			fill(t, v.Field(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(t, v.Index(i))
		}
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(2)
	case reflect.Uint8:
		v.SetUint(2)
	case reflect.String:
		v.SetString("x")
	default:
		t.Errorf("%s in a fact", v.Type()) // a map, a position, a pointer
	}
}

// TestTexts: what a fact says is told apart by all that it has.
func TestTexts(t *testing.T) {
	var ops []string
	for kind := facts.Sends; kind <= facts.Releases; kind++ {
		for on := -2; on < 2; on++ {
			ops = append(ops, facts.Op{Kind: kind, On: on, Name: "a.b"}.String(), facts.Op{Kind: kind, On: on}.String())
		}
	}
	seen := map[string]bool{}
	for _, op := range ops {
		if seen[op] {
			t.Errorf("%q twice", op)
		}
		seen[op] = true
	}
	for _, typ := range facts.Analyzer.FactTypes {
		typ := reflect.TypeOf(typ).Elem()
		if typ.NumField() == 0 {
			continue
		}
		full := reflect.New(typ)
		fill(t, full.Elem())
		empty := reflect.New(typ)
		if typ.Field(0).Type == reflect.TypeFor[facts.Size]() {
			empty.Elem().Field(0).SetUint(uint64(facts.Constant))
		}
		x, y := full.Interface().(interface{ String() string }).String(), empty.Interface().(interface{ String() string }).String()
		if x == y {
			t.Errorf("%s: %q, whatever is in it", typ, x)
		}
	}
}

const standardLike = `package strings

import "sync"

var Names = []string{"a"}

func Start() { go println() }

func Wait(wg *sync.WaitGroup) { wg.Wait() }

func Few() int { return 4 }
`

// TestStandard: the standard library, as some drivers have it, has no facts.
func TestStandard(t *testing.T) {
	for path, own := range map[string]bool{
		"strings": true, "net/http": true, "vendor/golang.org/x/net/http2": false, "cmd/go/internal/load": true, "internal/poll": true,
		"archive/tar": true, "weak": true, "unsafe": true, "go/types": true,
		"example.com/strings": false, "example.com/m/vendor/strings": true, "stringsx": false, "a": false, "zz": false, "golang.org/x/sync": false, "weaker/x": false, "net.example.com/http": false,
	} {
		got := exports(t, path, standardLike)
		if own != (len(got) == 0) {
			t.Errorf("%s: %d facts", path, len(got))
		}
	}
	// Within the package itself they are found all the same.
	pass, err := flowtest.Check("strings", "p.go", standardLike)
	if err != nil {
		t.Fatal(err)
	}
	f := flowtest.Run(t, pass, facts.Analyzer).(*facts.Facts)
	if _, ok := f.Starts(pass.Pkg.Scope().Lookup("Start").(*types.Func)); !ok {
		t.Error("a package of the standard library cannot be looked at")
	}
}

// TestImportedStandard: what a driver says of the standard library is not used, what
// it says of others is.
func TestImportedStandard(t *testing.T) {
	pass, err := flowtest.Check("example.com/p", "p.go", "package p\nimport (\n\"strings\"\n\"golang.org/x/sync/errgroup\")\nvar _ = strings.ToLower\nvar _ errgroup.Group\n")
	if err != nil {
		t.Fatal(err)
	}
	lookup := func(i int, name string) *types.Func { return pass.Pkg.Imports()[i].Scope().Lookup(name).(*types.Func) }
	std, other := lookup(0, "ToLower"), lookup(1, "WithContext")
	if !strings.HasPrefix(std.FullName(), "strings.") {
		std, other = lookup(1, "ToLower"), lookup(0, "WithContext")
	}
	pass.AllObjectFacts = func() []analysis.ObjectFact {
		var all []analysis.ObjectFact
		for _, fn := range []types.Object{std, other} {
			for _, typ := range facts.Analyzer.FactTypes {
				v := reflect.New(reflect.TypeOf(typ).Elem())
				fill(t, v.Elem())
				all = append(all, analysis.ObjectFact{Object: fn, Fact: v.Interface().(analysis.Fact)})
			}
		}
		return all
	}
	f := flowtest.Run(t, pass, facts.Analyzer).(*facts.Facts)
	for _, fn := range []*types.Func{std, other} {
		want := fn == other
		_, starts := f.Starts(fn)
		_, made := f.Group(fn)
		_, sized := f.Sized(fn)
		for i, got := range []bool{f.Waits(fn), f.Spawns(fn, 2), starts, made, sized, f.Tries(fn), f.Limits(fn, 2), len(f.Holds(fn)) == 2, f.Bounded(fn)} {
			if got != want {
				t.Errorf("%s, question %d: %v", fn.FullName(), i, got)
			}
		}
	}
}

// TestNoFunction: of no function nothing is known.
func TestNoFunction(t *testing.T) {
	f := flowtest.Source(t, "p.go", "package p\nfunc f() { go f() }").Facts
	_, starts := f.Starts(nil)
	_, made := f.Group(nil)
	_, sized := f.Sized((*types.Func)(nil))
	if starts || made || sized || f.Spawns(nil, 0) || f.Waits(nil) || f.Tries(nil) || f.Limits(nil, -1) || f.Holds(nil) != nil {
		t.Error("something is known of no function")
	}
}
