package gauntlet

import (
	"fmt"
	"go/version"
	"maps"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A few programs by default; make gauntlet-long runs thousands. The environment
// variables GAUNTLET_PROGRAMS and GAUNTLET_SEED choose others, and GAUNTLET_FIRST says
// from which one on: to run one again, the number that was printed.
const (
	defaultPrograms = 48
	defaultSeed     = 1
	perBatch        = 500 // programs in a binary
)

// TestGenerated runs generated programs before and after their fixes.
func TestGenerated(t *testing.T) {
	if version.Compare(runtime.Version(), "go1.26") < 0 {
		return // see TestGauntlet
	}
	dependOnSources(t)
	seed, n := setting(t, "GAUNTLET_SEED", defaultSeed), setting(t, "GAUNTLET_PROGRAMS", defaultPrograms)
	start := setting(t, "GAUNTLET_FIRST", 0)
	start -= start % programsPerPackage
	all := Verdict{Reported: make(map[int]int), Fixed: make(map[int]bool), Bounded: make(map[int]bool)}
	for first := start; first < start+n; first += perBatch {
		t.Run(fmt.Sprintf("from %d", first), func(t *testing.T) {
			v := CheckGenerated(t, uint64(seed), first, min(perBatch, start+n-first))
			for _, f := range v.Faults {
				t.Errorf("seed %d, %s", seed, f)
			}
			all.Programs = append(all.Programs, v.Programs...)
			all.Faults = append(all.Faults, v.Faults...)
			maps.Copy(all.Reported, v.Reported)
			maps.Copy(all.Fixed, v.Fixed)
			maps.Copy(all.Bounded, v.Bounded)
			t.Logf("programs: %d, reported: %d, fixed: %d, faults: %d", len(v.Programs), len(v.Reported), len(v.Fixed), len(v.Faults))
		})
	}
	t.Log(all.summary(uint64(seed)))
	// A check that nothing is fixed in would find nothing.
	if len(all.Bounded) == 0 {
		t.Error("no program does less at once after the fix")
	}
}

func setting(t *testing.T, name string, otherwise int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		t.Fatalf("%s=%s: want a number", name, text)
	}
	return n
}

// summary says how many programs were fixed, with each value of each axis, and what
// went wrong.
func (v Verdict) summary(seed uint64) string {
	var b strings.Builder
	count := func(name string, programs []Generated) {
		var reported, fixed, bounded int
		for _, p := range programs {
			if v.Reported[p.Number] > 0 {
				reported++
			}
			if v.Fixed[p.Number] {
				fixed++
			}
			if v.Bounded[p.Number] {
				bounded++
			}
		}
		fmt.Fprintf(&b, "%-40s %5d %5d %5d %5d\n", name, len(programs), reported, fixed, bounded)
	}
	fmt.Fprintf(&b, "seed %d: programs, reported ones, fixed ones, those of them seen above the limit before\n", seed)
	for _, a := range axes {
		for _, value := range a.values {
			with := slices.DeleteFunc(slices.Clone(v.Programs), func(p Generated) bool { return *a.field(&p.plan) != value.name })
			if len(with) > 0 {
				count(a.name+": "+value.name, with)
			}
		}
	}
	count("all", v.Programs)
	fmt.Fprintf(&b, "faults: %d\n", len(v.Faults))
	for _, f := range v.Faults {
		fmt.Fprintf(&b, "program %d %s: %s\n", f.Program.Number, f.Kind, f.Program.Axes)
	}
	return b.String()
}

// TestGeneratePrograms holds the generator to its promise: the seed and the number
// are all that a program depends on.
func TestGeneratePrograms(t *testing.T) {
	write := func(seed uint64, first, n int) map[string]string {
		dir := t.TempDir()
		if _, err := generate(seed, first, n, dir); err != nil {
			t.Fatal(err)
		}
		return sources(t, dir)
	}
	all := write(1, 0, 150)
	if !maps.Equal(all, write(1, 0, 150)) {
		t.Error("the same seed gives other programs")
	}
	for name, content := range write(1, 50, 50) {
		if name != "programs.go" && content != all[name] {
			t.Errorf("%s is another if the programs before it are left out", name)
		}
	}
	same := 0
	for name, content := range write(2, 0, 150) {
		for number, source := range split(content) {
			if split(all[name])[number] == source {
				same++
			}
		}
	}
	if same > 30 { // those that are written as a whole differ in their numbers alone
		t.Errorf("another seed gives %d programs that are the same", same)
	}
}

// TestGenerateAxes requires that each value of each axis occurs.
func TestGenerateAxes(t *testing.T) {
	programs, err := Generate(defaultSeed, 500, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[string]bool)
	for _, p := range programs {
		for _, a := range axes {
			found[a.name+": "+*a.field(&p.plan)] = true
		}
	}
	for _, a := range axes {
		for _, value := range a.values {
			if name := a.name + ": " + value.name; !found[name] {
				t.Errorf("no program has %s", name)
			}
		}
	}
}

// TestGenerateVet requires that programs are ordinary ones.
func TestGenerateVet(t *testing.T) {
	t.Parallel()
	dir := generatedModule(t)
	if _, err := Generate(defaultSeed+1, 500, dir); err != nil {
		t.Fatal(err)
	}
	command(t, dir, "go", "vet", "./...")
	if list := command(t, dir, "gofmt", "-l", "."); list != "" {
		t.Errorf("gofmt is needed on:\n%s", list)
	}
}

// TestSummary counts programs, not findings.
func TestSummary(t *testing.T) {
	v := Verdict{
		Programs: []Generated{{Number: 3, plan: plan{loop: "slice"}}, {Number: 4, plan: plan{loop: "slice"}}, {Number: 5}},
		Reported: map[int]int{3: 1, 4: 2, 7: 1}, Fixed: map[int]bool{4: true}, Bounded: map[int]bool{4: true},
		Faults: []Fault{{Kind: Hang, Program: Generated{Number: 4, Axes: "loop: slice"}}},
	}
	got := strings.Join(strings.Fields(v.summary(9)), " ")
	want := "seed 9: programs, reported ones, fixed ones, those of them seen above the limit before " +
		"loop: slice 2 2 1 1 all 3 2 1 1 faults: 1 program 4 hangs: loop: slice"
	if got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}
