package gauntlet

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// newBatch writes programs that are not generated to a module of their own.
func newBatch(t *testing.T, sketches ...*sketch) *batch {
	t.Helper()
	dir := generatedModule(t)
	var programs []Generated
	for _, s := range sketches { // each in a package of its own, or one that does not compile would hide others
		pkg := newPackage(0, s.number)
		pkg.declare = ""
		if err := pkg.write(dir, "helpers.go", pkg.helpers()); err != nil {
			t.Fatal(err)
		}
		list, err := pkg.writeFile(dir, "programs.go", []*sketch{s})
		if err != nil {
			t.Fatal(err)
		}
		programs = append(programs, list...)
	}
	if err := writeTable(dir, programs); err != nil {
		t.Fatal(err)
	}
	return &batch{TB: t, dir: dir, patience: 3 * time.Second, programs: programs}
}

// rewrite changes the programs of the batch.
func (b *batch) rewrite(change func(number int, source string) string) {
	b.Helper()
	for _, p := range b.programs {
		name := filepath.Join(b.dir, filepath.FromSlash(p.File))
		content, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		text := strings.TrimSpace(head(string(content))) + "\n\n" + change(p.Number, b.source(p)) + "\n"
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			b.Fatal(err)
		}
	}
}

// kindsOf returns the kinds of faults that a program has.
func (v Verdict) kindsOf(number int) []Kind {
	var list []Kind
	for _, f := range v.Faults {
		if f.Program.Number == number {
			list = append(list, f.Kind)
		}
	}
	return list
}

// A loop that is easy to get wrong.
const plainLoop = `func Run(ctx context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	var mu sync.Mutex
	var wg sync.WaitGroup
	var out []int
	var failed error
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			err := l.Fail(id)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				failed = err
				return
			}
			out = append(out, id)
		}()
	}
	wg.Wait()
	return out, failed
}
`

// Its only right fix.
var limited = strings.NewReplacer(
	"\tfor _, id", "\tsem := make(chan struct{}, 16)\n\tfor _, id",
	"\t\tgo func() {", "\t\tsem <- struct{}{}\n\t\tgo func() {\n\t\t\tdefer func() { <-sem }()",
)

// TestFaults requires that each thing that can be wrong with a fix is noticed.
func TestFaults(t *testing.T) {
	t.Parallel()
	all := strings.Replace(plainLoop, "failed = err\n", "failed = errors.Join(failed, err)\n", 1)
	unmeasured := strings.Replace(plainLoop, "err := l.Fail(id)", "_, err := l, error(nil)", 1)
	tests := []struct {
		name    string
		source  string
		edits   []string // replaced in what is otherwise the right fix, old and new
		every   bool     // each run of the fix does it
		broken  bool     // there is no right fix: the replacement is all
		want    []Kind   // what is noticed
		noticed string   // a part of the detail
		set     func(*sketch)
	}{
		{name: "right", source: plainLoop},
		{name: "hang", source: plainLoop, edits: []string{"defer func() { <-sem }()", "defer func() { sem <- struct{}{} }()"},
			want: []Kind{Reported, Hang}},
		{name: "hang unseen", source: plainLoop, edits: []string{"wg.Wait()", "wg.Wait()\n\tif len(ids) > 0 {\n\t\tselect {}\n\t}"},
			want: []Kind{Hang}, noticed: "run with all"},
		{name: "hang without elements", source: plainLoop, edits: []string{"wg.Wait()", "if len(ids) == 0 {\n\t\tselect {}\n\t}\n\twg.Wait()"},
			want: []Kind{Hang}, noticed: "run with none"},
		{name: "hang behind a context", source: plainLoop, edits: []string{"\twg.Wait()", "\tif ctx.Err() != nil {\n\t\twg.Add(1)\n\t}\n\twg.Wait()"},
			want: []Kind{Hang}, noticed: "run with canceled"},
		{name: "race", source: plainLoop, edits: []string{"mu.Lock()\n\t\t\tdefer mu.Unlock()", "_ = mu.TryLock"},
			want: []Kind{Race}, noticed: "DATA RACE"},
		{name: "crash", source: plainLoop, edits: []string{"ids := l.IDs()", "ids := l.IDs()\n\t_ = ids[0]"},
			want: []Kind{Crash}, noticed: "index out of range"},
		{name: "leak", source: plainLoop, edits: []string{"wg.Wait()", "go func() { sem <- struct{}{}; select {} }()\n\twg.Wait()"},
			want: []Kind{Leak}, noticed: "1 of them"},
		{name: "lost result", source: plainLoop, edits: []string{"range ids", "range ids[:len(ids)/2]"}, want: []Kind{Result}},
		{name: "lost error", source: plainLoop, edits: []string{"failed = err", "_ = err"}, want: []Kind{Error}},
		{name: "another error", source: plainLoop, edits: []string{"failed = err", "failed = context.Canceled"}, want: []Kind{Error}},
		{name: "error of the context", source: plainLoop, edits: []string{"wg.Wait()", "wg.Wait()\n\tif err := ctx.Err(); err != nil {\n\t\treturn nil, err\n\t}"},
			want: []Kind{Error}, noticed: "run with canceled"},
		{name: "error midway", source: plainLoop, edits: []string{"ids := l.IDs()", "ids, live := l.IDs(), ctx.Err() == nil",
			"wg.Wait()", "wg.Wait()\n\tif live && ctx.Err() != nil {\n\t\treturn nil, errors.New(\"stopped\")\n\t}"},
			want: []Kind{Error}, noticed: "run with midway"},
		{name: "one error of many", source: all, edits: []string{"errors.Join(failed, err)", "err"},
			want: []Kind{Error}, set: func(s *sketch) { s.all = true }},
		{name: "limit above", source: plainLoop, edits: []string{"struct{}, 16)", "struct{}, 50)"}, want: []Kind{Peak}, noticed: "50 pieces"},
		{name: "limit twice", source: plainLoop, edits: []string{"struct{}, 16)", "struct{}, 32)"}, set: func(s *sketch) { s.factor = 2 }},
		{name: "no work to count", source: unmeasured},
		{name: "does not compile", source: plainLoop, edits: []string{"ids := l.IDs()", "ids := l.IDs()\n\tunused := 1"},
			want: []Kind{Vet, Compile}, noticed: "unused"},
		{name: "vet", source: plainLoop, edits: []string{"wg.Wait()", "_ = fmt.Sprintf(\"%d\", \"done\")\n\twg.Wait()"},
			want: []Kind{Vet}, noticed: "Sprintf"},
		{name: "unformatted", source: plainLoop, edits: []string{"wg.Wait()", " wg.Wait()"}, want: []Kind{Format}},
		{name: "again and again", source: plainLoop, edits: []string{"\twg.Wait()", "\t// Limited.\n\twg.Wait()"}, every: true, want: []Kind{Again}},
		{name: "as before", source: plainLoop, edits: []string{"wg.Wait()", "wg.Wait() // limited"}, broken: true, want: []Kind{Reported}},
		{name: "hang without a fix", source: strings.Replace(plainLoop, "wg.Wait()", "wg.Add(1)\n\twg.Wait()", 1),
			broken: true, want: []Kind{Invalid}, noticed: "hangs"},
		{name: "race without a fix", source: strings.Replace(plainLoop, "defer mu.Unlock()", "mu.Unlock()", 1),
			broken: true, want: []Kind{Invalid}, noticed: "DATA RACE"},
	}
	var sketches []*sketch
	for number, test := range tests {
		s := &sketch{number: number, factor: 1, sites: 1, counts: true, free: true,
			source: strings.Replace(test.source, "Run(", fmt.Sprintf("Run%d(", number), 1)}
		// So that the fix needs no imports of its own.
		s.source += fmt.Sprintf("\nvar _%d = errors.Join(fmt.Errorf(\"\"))\n", number)
		if test.set != nil {
			test.set(s)
		}
		sketches = append(sketches, s)
	}
	b := newBatch(t, sketches...)
	runs := 0
	v := b.check(func() {
		runs++
		b.rewrite(func(number int, source string) string {
			test := tests[number]
			if runs > 1 && !test.every {
				return source
			}
			if runs == 1 && !test.broken {
				source = limited.Replace(source)
			}
			return strings.NewReplacer(test.edits...).Replace(source)
		})
	})
	for number, test := range tests {
		if got := v.kindsOf(number); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
	for _, f := range v.Faults {
		if noticed := tests[f.Program.Number].noticed; !strings.Contains(f.Detail, noticed) {
			t.Errorf("%s: got %q, want %q in it", tests[f.Program.Number].name, f.Detail, noticed)
		}
		if text := f.String(); !strings.Contains(text, "-- before --\n// Program ") || !strings.Contains(text, "-- after --\n// Program ") {
			t.Errorf("this does not show the program: %s", text)
		}
	}
	for number, test := range tests {
		seen := v.Bounded[number]
		if want := test.name == "right" || test.name == "limit twice"; want && !seen {
			t.Errorf("%s: it was not noticed that it does less at once", test.name)
		}
	}
}

func TestConflicts(t *testing.T) {
	fix := func(posn string, edits ...edit) finding {
		f := finding{Posn: posn}
		f.Fixes = make([]struct{ Edits []edit }, 2) // the second is for editors
		f.Fixes[0].Edits = edits
		f.Fixes[1].Edits = []edit{{"a.go", 0, 100, "all"}}
		return f
	}
	got := conflicts([]finding{
		{Posn: "none"},
		fix("first", edit{"a.go", 10, 20, "16"}, edit{"a.go", 30, 30, "x"}),
		fix("same", edit{"a.go", 10, 20, "16"}),
		fix("beside", edit{"a.go", 20, 25, "17"}, edit{"a.go", 30, 30, "y"}),
		fix("elsewhere", edit{"b.go", 10, 20, "17"}),
		fix("other", edit{"a.go", 12, 15, "17"}),
	})
	if want := map[string]string{"other": `"16" or "17"`}; !maps.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestTraps requires that the traps are some: a limit without a thought hangs in
// those that say so, and in no other.
func TestTraps(t *testing.T) {
	t.Parallel()
	var sketches, naive []*sketch
	for number, trap := range traps {
		p := planWith(t, trap)
		build := func(gate string) *sketch {
			p := p
			p.gate = gate
			s := newSketch(rand.New(rand.NewPCG(1, uint64(number))), number, p)
			s.source = s.text()
			return s
		}
		sketches = append(sketches, build("none"))
		gate := "real"
		if p.grouped() {
			gate = "SetLimit real"
		}
		naive = append(naive, build(gate))
	}
	b := newBatch(t, sketches...)
	b.patience = 2 * time.Second
	v := b.check(func() {
		b.rewrite(func(number int, source string) string {
			comment, _, _ := strings.Cut(source, "\n")
			text, err := newPackage(0, 0).complete(naive[number].source)
			if err != nil {
				t.Fatal(err)
			}
			declarations := string(text)
			declarations = declarations[strings.Index(declarations, "\n)\n")+3:]
			return comment + "\n\n" + strings.TrimSpace(declarations)
		})
	})
	for number, trap := range traps {
		// What else starts work is reported as before.
		got := slices.DeleteFunc(v.kindsOf(number), func(k Kind) bool { return k == Reported })
		if want := trap.hangs; want && !slices.Equal(got, []Kind{Hang}) {
			t.Errorf("%s: got %q, want that it hangs", trap.name, got)
		} else if !want && len(got) > 0 {
			t.Errorf("%s: got %q, want no fault", trap.name, got)
		}
	}
	if t.Failed() {
		for _, f := range v.Faults {
			t.Log(f)
		}
	}
}

// planWith returns a simple program with the trap.
func planWith(t *testing.T, trap trap) plan {
	t.Helper()
	base := plan{loop: "slice both", wrap: "none", spawn: "go literal", place: "plain", gate: "none", body: "plain", join: "wait",
		results: "none", errors: "none", context: "none", names: "ordinary", signature: "direct", trap: trap.name}
	drained, stopped, grouped, iterated := base, base, base, base
	iterated.loop = "iterator"
	drained.results = "drainer"
	stopped.context = "cancel"
	grouped.spawn = "group.Go literal"
	candidates := []plan{base, drained, stopped, iterated}
	if trap.name == "adds to its own group" { // a WaitGroup has no limit to wait for
		candidates = []plan{grouped}
	}
	for _, p := range candidates {
		if p.problem() == "" {
			return p
		}
	}
	t.Fatalf("%s: there is no simple program with it", trap.name)
	return plan{}
}
