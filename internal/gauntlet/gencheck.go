package gauntlet

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A Kind is what can be wrong with a fix.
type Kind string

const (
	Invalid  Kind = "the program is not valid without a fix" // the generator is wrong, not the fix
	Compile  Kind = "does not compile"
	Vet      Kind = "go vet complains"
	Format   Kind = "is not formatted"
	Again    Kind = "is changed again by a second fix"
	Conflict Kind = "has fixes that do not go together"
	Reported Kind = "is reported after the fix"
	Hang     Kind = "hangs"
	Race     Kind = "has a data race"
	Crash    Kind = "crashes"
	Leak     Kind = "leaves goroutines behind"
	Result   Kind = "has another result"
	Error    Kind = "has another error"
	Peak     Kind = "does too much at once"
)

// A Fault is something wrong with the fix of a program.
type Fault struct {
	Kind    Kind
	Detail  string
	Program Generated
	After   string // its source after the fix
}

// A Verdict is what came of some programs.
type Verdict struct {
	Seed     uint64
	Programs []Generated
	Reported map[int]int  // how much inflight reports, by program
	Fixed    map[int]bool // programs that have changed
	Bounded  map[int]bool // fixed programs that did more at once before than after
	Faults   []Fault
}

// CheckGenerated writes the n programs of the seed from the first on, has them
// fixed, and compares.
func CheckGenerated(t testing.TB, seed uint64, first, n int) Verdict {
	t.Helper()
	inflight := Program(t)
	dir := generatedModule(t)
	programs, err := generate(seed, first, n, dir)
	if err != nil {
		t.Fatal(err)
	}
	b := &batch{TB: t, dir: dir, patience: hangs, seed: seed, programs: programs}
	return b.check(func() {
		stdout, stderr, err := execute(dir, inflight, "-fix", "./...")
		if err != nil && !b.conflicts {
			t.Errorf("inflight -fix: %v\n%s%s", err, stdout, stderr) // what has been fixed is looked at all the same
		}
	})
}

// generatedModule returns a copy of the module that programs are written to.
func generatedModule(t testing.TB) string {
	t.Helper()
	dir := Copy(t, "testdata/generated")
	load := Copy(t, filepath.Join(root, "load"))
	command(t, dir, "go", "mod", "edit", "-replace", "gauntlet.example/load="+load)
	return dir
}

// A batch is a module of generated programs.
type batch struct {
	testing.TB
	dir      string
	patience time.Duration
	seed     uint64
	programs []Generated

	verdict   Verdict
	original  map[string]string // files
	conflicts bool              // some fixes cannot be applied together
}

// check applies the fix twice and compares the programs as they were with what
// they are then.
func (b *batch) check(fix func()) Verdict {
	b.Helper()
	reported := b.list()
	b.verdict = Verdict{Seed: b.seed, Programs: b.programs, Reported: b.count(reported),
		Fixed: make(map[int]bool), Bounded: make(map[int]bool)}
	b.original = sources(b, b.dir)
	for posn, detail := range conflicts(reported) {
		b.conflicts = true
		if number := b.at(posn); number != nowhere {
			b.fault(Conflict, number, detail)
		}
	}
	before, problems := b.build("before")
	if problems != nil {
		b.Fatalf("without a fix, programs do not compile: %v", problems)
	}

	fix()
	fixed := sources(b, b.dir)
	fix()
	for file, content := range sources(b, b.dir) {
		again := split(content)
		for number, source := range split(fixed[file]) {
			if again[number] != source {
				b.fault(Again, number, again[number])
			}
		}
		if head(content) != head(fixed[file]) {
			b.Errorf("%s: a second fix changes what stands above the programs:\n%s", file, head(content))
		}
	}
	b.checkText()
	after, ok := b.buildFixed()
	if !ok {
		return b.verdict
	}
	if len(b.verdict.Fixed) == 0 {
		after = before
	}
	b.compare(before, after)
	return b.verdict
}

// head returns what stands above the programs of a file.
func head(content string) string {
	if place := marked.FindStringIndex(content); place != nil {
		return content[:place[0]]
	}
	return content
}

func (b *batch) program(number int) Generated {
	i := slices.IndexFunc(b.programs, func(p Generated) bool { return p.Number == number })
	return b.programs[i]
}

// source returns the program as it stands in its file now.
func (b *batch) source(p Generated) string {
	content, err := os.ReadFile(filepath.Join(b.dir, filepath.FromSlash(p.File)))
	if err != nil {
		b.Fatal(err)
	}
	return split(string(content))[p.Number]
}

func (b *batch) fault(kind Kind, number int, detail string) {
	p := b.program(number)
	b.verdict.Faults = append(b.verdict.Faults, Fault{kind, detail, p, b.source(p)})
}

// A finding is what inflight prints of one, as JSON.
type finding struct {
	Posn  string
	Fixes []struct{ Edits []edit } `json:"suggested_fixes"`
}

type edit struct {
	Filename   string
	Start, End int
	New        string
}

// list returns what inflight reports.
func (b *batch) list() []finding {
	b.Helper()
	stdout, stderr, err := execute(b.dir, Program(b), "-json", "./...")
	if exit := new(exec.ExitError); err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		b.Errorf("inflight: %v\n%s", err, stderr)
	}
	var tree map[string]map[string]json.RawMessage
	if err := json.Unmarshal([]byte(stdout), &tree); err != nil {
		b.Fatal(err)
	}
	var all []finding
	for _, checks := range tree {
		for _, raw := range checks {
			var list []finding
			if err := json.Unmarshal(raw, &list); err != nil {
				b.Fatalf("%v: %s", err, raw)
			}
			all = append(all, list...)
		}
	}
	return all
}

// count returns how much is reported, by program.
func (b *batch) count(list []finding) map[int]int {
	found := make(map[int]int)
	for _, f := range list {
		if number := b.at(f.Posn); number != nowhere {
			found[number]++
		}
	}
	return found
}

// conflicts returns where fixes change the same text in different ways, and how. Of
// a package with such fixes, go vet -fix applies none.
func conflicts(list []finding) map[string]string {
	found := make(map[string]string)
	before := make(map[string][]edit) // by file
	for _, f := range list {
		if len(f.Fixes) == 0 {
			continue
		}
		first := f.Fixes[0].Edits // the others are not applied
		for _, x := range first {
			for _, y := range before[x.Filename] {
				if x != y && x.Start < y.End && y.Start < x.End {
					found[f.Posn] = fmt.Sprintf("%q or %q", y.New, x.New)
				}
			}
		}
		for _, x := range first {
			before[x.Filename] = append(before[x.Filename], x)
		}
	}
	return found
}

const nowhere = -1

var position = regexp.MustCompile(`(programs/p\d+/\w+\.go):(\d+)`)

// at returns the program at a position, or nowhere.
func (b *batch) at(place string) int {
	match := position.FindStringSubmatch(filepath.ToSlash(place))
	if match == nil {
		return nowhere
	}
	content, err := os.ReadFile(filepath.Join(b.dir, filepath.FromSlash(match[1])))
	if err != nil {
		b.Fatal(err)
	}
	line, _ := strconv.Atoi(match[2]) // it is made of digits
	number := nowhere
	for i, text := range strings.Split(string(content), "\n") {
		if i >= line {
			break
		}
		if found := marked.FindStringSubmatch(text); found != nil {
			number, _ = strconv.Atoi(found[1])
		}
	}
	return number
}

// build builds a binary, or returns what is wrong by program. What is wrong
// somewhere else fails the test.
func (b *batch) build(name string) (binary string, problems map[int]string) {
	b.Helper()
	needRace(b)
	binary = filepath.Join(b.TempDir(), name+".exe")
	// Nobody debugs these, and what is compiled stays in the cache for days.
	_, stderr, err := execute(b.dir, "go", "build", "-trimpath", "-race", "-o", binary,
		"-gcflags=gauntlet.example/generated/...=-dwarf=false", "-ldflags=-s -w", ".")
	if err == nil {
		return binary, nil
	}
	problems = b.problems(stderr)
	if len(problems) == 0 {
		b.Fatalf("go build: %v\n%s", err, stderr)
	}
	return "", problems
}

// problems sorts messages by program.
func (b *batch) problems(messages string) map[int]string {
	problems := make(map[int]string)
	for line := range strings.Lines(messages) {
		if number := b.at(line); number != nowhere {
			problems[number] += line
		}
	}
	return problems
}

// checkText looks at what can be seen without running anything.
func (b *batch) checkText() {
	for file, content := range sources(b, b.dir) {
		formatted, err := format.Source([]byte(content))
		if err != nil || content == string(formatted) {
			continue // what is no Go at all does not compile
		}
		right := split(string(formatted))
		found := false
		for number, source := range split(content) {
			if right[number] != source {
				b.fault(Format, number, "")
				found = true
			}
		}
		if !found {
			b.Errorf("%s: gofmt is needed above the programs", file)
		}
	}
	if _, stderr, err := execute(b.dir, "go", "vet", "./..."); err != nil {
		problems := b.problems(stderr)
		if len(problems) == 0 {
			b.Errorf("go vet: %v\n%s", err, stderr)
		}
		for number, message := range problems {
			b.fault(Vet, number, message)
		}
	}
}

// buildFixed builds what can be built: a file with a program that does not compile
// is put back.
func (b *batch) buildFixed() (binary string, ok bool) {
	// The compiler stops after ten messages for a package.
	for range len(b.programs) {
		binary, problems := b.build("after")
		if problems == nil {
			b.findFixed()
			return binary, true
		}
		for number, message := range problems {
			b.fault(Compile, number, message)
		}
		for number := range problems {
			file := b.program(number).File
			name := filepath.Join(b.dir, filepath.FromSlash(file))
			if err := os.WriteFile(name, []byte(b.original[file]), 0o666); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.Error("the fixed programs do not compile")
	return "", false
}

func (b *batch) findFixed() {
	for _, p := range b.programs {
		if b.source(p) != p.Source {
			b.verdict.Fixed[p.Number] = true
		}
	}
}

// compare runs all programs before, and those that have changed after.
func (b *batch) compare(before, after string) {
	var all, changed []task
	for _, p := range b.programs {
		for _, mode := range modes {
			all = append(all, task{p.Number, mode})
			if b.verdict.Fixed[p.Number] {
				changed = append(changed, task{p.Number, mode})
			}
		}
	}
	run := func(binary string, tasks []task) map[task]trial {
		trials, err := runAll(binary, b.TempDir(), tasks, b.patience)
		if err != nil {
			b.Fatal(err)
		}
		return trials
	}
	old := run(before, all)
	fixed := run(after, changed)
	stillReported := b.count(b.list())
	for _, p := range b.programs {
		for _, mode := range modes {
			x, tried := old[task{p.Number, mode}]
			if !tried {
				continue // after a fault, the rest is left out
			}
			if problem := x.invalid(mode); problem != "" {
				b.fault(Invalid, p.Number, fmt.Sprintf("run with %s: %s", mode, problem))
				break
			}
		}
		if !b.verdict.Fixed[p.Number] {
			continue
		}
		// Where there is one loop, it was that which has been fixed. If there are
		// more, it has to be seen that all have been.
		if stillReported[p.Number] > 0 && p.Sites == 1 {
			b.fault(Reported, p.Number, "")
		}
		limited := stillReported[p.Number] == 0 && b.verdict.Reported[p.Number] >= p.Sites
		limit := b.limit(p)
		for _, mode := range modes {
			x, tried := old[task{p.Number, mode}]
			if !tried || x.Fault != "" {
				break
			}
			y := fixed[task{p.Number, mode}]
			kind, detail := p.differ(mode, x, y)
			if kind == "" && p.Counts && limited && y.Peak > limit {
				kind, detail = Peak, fmt.Sprintf("%d pieces of work at once, want at most %d", y.Peak, limit)
			}
			if kind != "" {
				b.fault(kind, p.Number, fmt.Sprintf("run with %s: %s", mode, detail))
				break
			}
			if mode == "all" && x.Peak > limit && y.Peak <= limit {
				b.verdict.Bounded[p.Number] = true
			}
		}
	}
}

// limit returns how many pieces of work may be under way after the fix.
func (b *batch) limit(p Generated) int {
	const maxInFlight = 16
	k := maxInFlight
	if source := b.source(p); strings.Count(source, "GOMAXPROCS(0)") > strings.Count(p.Source, "GOMAXPROCS(0)") &&
		strings.Count(source, "maxInFlight") == strings.Count(p.Source, "maxInFlight") {
		k = runtime.GOMAXPROCS(0)
	}
	return k*p.Factor*p.Sites + p.Extra
}

// invalid says why a run of a program without a fix is not what it should be.
func (o trial) invalid(mode string) string {
	switch {
	case o.Fault != "":
		return string(o.Fault) + "\n" + o.why()
	case o.Leaked > 0:
		return fmt.Sprintf("%s: %d\n%s", Leak, o.Leaked, o.why())
	case slices.Contains(o.Kinds, "other"), slices.Contains(o.Kinds, "deadline"):
		return fmt.Sprintf("unwanted error %q", o.Error)
	case !strings.HasPrefix(mode, "canceled") && mode != "midway" && slices.Contains(o.Kinds, "canceled"):
		return fmt.Sprintf("canceled, but by whom? %q", o.Error)
	}
	return ""
}

// differ compares a run before the fix with one after.
func (p Generated) differ(mode string, before, after trial) (Kind, string) {
	switch {
	case after.Fault != "":
		return after.Fault, after.why()
	case after.Leaked > 0 && before.Leaked == 0:
		return Leak, fmt.Sprintf("%d of them\n%s", after.Leaked, after.why())
	case mode == "midway":
		// What was under way when the context ended differs from run to run.
		if slices.Contains(after.Kinds, "other") || slices.Contains(after.Kinds, "deadline") {
			return Error, fmt.Sprintf("%q", after.Error)
		}
		return "", ""
	case !slices.Equal(before.Kinds, after.Kinds):
		return Error, fmt.Sprintf("before, the error was %q: %q\nnow it is %q: %q", before.Kinds, before.Error, after.Kinds, after.Error)
	case before.Kinds != nil && strings.HasPrefix(mode, "canceled"):
		return "", "" // a loop that has learned to stop has fewer results
	case !bytes.Equal(before.Result, after.Result):
		return Result, fmt.Sprintf("before, it was %s\nnow it is %s", before.Result, after.Result)
	case p.All && mode == "all" && !slices.Equal(before.Error, after.Error):
		return Error, fmt.Sprintf("before, the errors were %q\nnow they are %q", before.Error, after.Error)
	}
	return "", ""
}

// String is what one needs to make a case of a fault.
func (f Fault) String() string {
	return fmt.Sprintf("program %d %s: %s\n\n-- before --\n%s\n\n-- after --\n%s\n",
		f.Program.Number, f.Kind, strings.TrimSpace(f.Detail), f.Program.Source, f.After)
}
