// Package facts carries from package to package what code means whose body is
// out of sight: that a call starts a goroutine, waits for somebody, takes or
// gives back a token, returns a limited group, or that a value is bounded.
//
// The facts of a package come from its syntax alone: they are computed for every
// dependency, so they must cost next to nothing there. What the syntax does not
// settle has no fact, and is unknown to the packages that use it.
package facts

import (
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/directives"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// Analyzer computes the facts of a package with the built-in table of library
// functions.
var Analyzer = New(knowledge.Analyzer)

// New returns an analyzer whose result is *Facts. rows is the analyzer of the
// table of library functions.
func New(rows *analysis.Analyzer) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name: "inflightfacts",
		Doc:  "inflightfacts: facts about functions that start goroutines or wait\n\nA part of the other checks; it reports nothing.",
		URL:  "https://github.com/inflight-go/inflight/blob/main/CONTRIBUTING.md",
		Run: func(pass *analysis.Pass) (any, error) {
			return safely(pass, pass.ResultOf[rows].(*knowledge.Table)), nil
		},
		ResultType: reflect.TypeFor[*Facts](),
		Requires:   []*analysis.Analyzer{directives.Analyzer, rows},
		FactTypes: []analysis.Fact{(*spawning)(nil), (*starting)(nil), (*waiting)(nil), (*holding)(nil),
			(*grouping)(nil), (*limiting)(nil), (*limited)(nil), (*trying)(nil), (*sized)(nil), (*bounded)(nil),
			(*unfailing)(nil), (*writing)(nil), (*draining)(nil), (*capping)(nil)},
	}
}

// Strict lets a panic through. Tests set it; for everybody else nothing is known of a
// package that the analysis cannot digest, because a panic in one analyzer takes the whole
// driver down, with all other linters.
var Strict bool

func safely(pass *analysis.Pass, table *knowledge.Table) (f *Facts) {
	if !Strict {
		defer func() {
			if recover() != nil {
				f = &Facts{Table: table}
			}
		}()
	}
	return run(pass, table)
}

// Facts answers what is known about the objects of this package and of those it
// imports. It may be used while the passes of the package run.
type Facts struct {
	// Table says what library functions mean.
	Table *knowledge.Table

	spawning map[*types.Func][]int
	starting map[*types.Func]Start
	waiting  map[*types.Func]bool
	// meeting are the functions of this package that wait by what this package does.
	meeting  map[*types.Func]bool
	holding  map[*types.Func][]Op
	trying   map[*types.Func]bool
	grouping map[*types.Func]bool
	limiting map[*types.Func][]int
	limited  map[types.Object]bool
	sized    map[types.Object]Size
	bounded  map[types.Object]bool

	unfailing map[*types.Func]bool
	writing   map[*types.Func]Writing
	draining  map[*types.Func]draining
	capping   map[*types.Func]bool
}

// Spawns reports whether a call of fn starts a goroutine for argument arg.
func (f *Facts) Spawns(fn *types.Func, arg int) bool {
	return fn != nil && slices.Contains(f.spawning[fn.Origin()], arg)
}

// Starts reports whether each call of fn starts a goroutine of its own and
// returns without waiting for it.
func (f *Facts) Starts(fn *types.Func) (Start, bool) {
	if fn == nil {
		return Start{}, false
	}
	s, ok := f.starting[fn.Origin()]
	return s, ok
}

// Waits reports whether a call of fn may wait for another goroutine.
func (f *Facts) Waits(fn *types.Func) bool { return fn != nil && f.waiting[fn.Origin()] }

// Meets reports whether a call of fn, a function of this package, may wait for another
// goroutine by what this package itself does, and not only in another one.
func (f *Facts) Meets(fn *types.Func) bool { return fn != nil && f.meeting[fn.Origin()] }

// Holds returns what a call of fn does with tokens that outlive the call.
func (f *Facts) Holds(fn *types.Func) []Op {
	if fn == nil {
		return nil
	}
	return f.holding[fn.Origin()]
}

// Tries reports whether fn is a method that notes something in its receiver and
// says whether it could: whoever is told no does not go on.
func (f *Facts) Tries(fn *types.Func) bool { return fn != nil && f.trying[fn.Origin()] }

// Group reports whether fn returns a group that it made, and whether with a
// limit.
func (f *Facts) Group(fn *types.Func) (isLimited, made bool) {
	if fn == nil {
		return false, false
	}
	isLimited, made = f.grouping[fn.Origin()]
	return isLimited, made
}

// Limits reports whether a call of fn sets a limit on the group that is its
// argument arg; the receiver is -1.
func (f *Facts) Limits(fn *types.Func, arg int) bool {
	return fn != nil && slices.Contains(f.limiting[fn.Origin()], arg)
}

// Limited reports whether the group or pool in a field or variable of another
// package is given a limit there.
func (f *Facts) Limited(v *types.Var) bool { return f.limited[v.Origin()] }

// Sized returns how large the result of a function, or what a package variable
// holds, can be; ok is false when that is unknown.
func (f *Facts) Sized(obj types.Object) (s Size, ok bool) {
	switch o := obj.(type) {
	case *types.Func:
		if o == nil {
			return 0, false
		}
		obj = o.Origin()
	case *types.Var:
		obj = o.Origin()
	}
	s, ok = f.sized[obj]
	return s, ok
}

// Bounded reports whether a directive in another package says that what obj, a
// field, type, function, parameter or variable, holds is bounded.
func (f *Facts) Bounded(obj types.Object) bool { return f.bounded[obj] }

func run(pass *analysis.Pass, table *knowledge.Table) *Facts {
	f := &Facts{
		Table:    table,
		spawning: map[*types.Func][]int{}, starting: map[*types.Func]Start{}, waiting: map[*types.Func]bool{}, meeting: map[*types.Func]bool{},
		holding: map[*types.Func][]Op{}, trying: map[*types.Func]bool{}, grouping: map[*types.Func]bool{}, limiting: map[*types.Func][]int{},
		limited: map[types.Object]bool{}, sized: map[types.Object]Size{}, bounded: map[types.Object]bool{},
		unfailing: map[*types.Func]bool{}, writing: map[*types.Func]Writing{},
		draining: map[*types.Func]draining{}, capping: map[*types.Func]bool{},
	}
	for _, of := range pass.AllObjectFacts() {
		if of.Object.Pkg() != pass.Pkg && !Standard(of.Object.Pkg()) {
			f.add(of.Object, of.Fact)
		}
	}
	w := look(pass, table)
	if !Standard(pass.Pkg) {
		f.streams(w)
		f.exportStreams(pass, w)
		f.reads(w)
		f.exportReads(pass, w)
	}
	if w.silent() {
		f.declared(pass)
		return f // no function here starts, waits for or limits anything
	}
	f.derive(w)
	if !Standard(pass.Pkg) {
		f.export(pass, w)
	}
	f.declared(pass)
	return f
}

// Standard reports whether pkg belongs to the standard library. Some drivers have
// no facts of it, so none may use them: what its functions do is in the table.
func Standard(pkg *types.Package) bool {
	first, _, _ := strings.Cut(knowledge.PackagePath(pkg), "/")
	_, ok := slices.BinarySearch(standardFolders, first)
	return ok
}

// standardFolders are the first elements of the import paths of Go 1.26's
// standard library, sorted.
var standardFolders = []string{"archive", "bufio", "builtin", "bytes", "cmd", "cmp", "compress", "container", "context",
	"crypto", "database", "debug", "embed", "encoding", "errors", "expvar", "flag", "fmt", "go", "hash", "html", "image",
	"index", "internal", "io", "iter", "log", "maps", "math", "mime", "net", "os", "path", "plugin", "reflect", "regexp",
	"runtime", "simd", "slices", "sort", "strconv", "strings", "structs", "sync", "syscall", "testing", "text", "time",
	"unicode", "unique", "unsafe", "weak"}

// add notes a fact.
func (f *Facts) add(obj types.Object, fact analysis.Fact) {
	fn, _ := obj.(*types.Func)
	switch fact := fact.(type) {
	case *spawning:
		f.spawning[fn] = fact.Args
	case *starting:
		f.starting[fn] = fact.Start
	case *waiting:
		f.waiting[fn] = true
	case *holding:
		f.holding[fn] = fact.Ops
	case *trying:
		f.trying[fn] = true
	case *grouping:
		f.grouping[fn] = fact.Limited
	case *limiting:
		f.limiting[fn] = fact.Args
	case *limited:
		f.limited[obj] = true
	case *sized:
		f.sized[obj] = fact.Size
	case *bounded:
		f.bounded[obj] = true
	case *unfailing:
		f.unfailing[fn] = true
	case *writing:
		f.writing[fn] = fact.Writing
	case *draining:
		f.draining[fn] = *fact
	case *capping:
		f.capping[fn] = fact.Wraps
	}
}

// export hands on what another package can ask about: drivers keep no other.
func (f *Facts) export(pass *analysis.Pass, w *view) {
	for _, s := range w.funcs {
		fn := s.fn
		if !fn.Exported() {
			continue
		}
		if args := f.spawning[fn]; args != nil {
			pass.ExportObjectFact(fn, &spawning{args})
		}
		if start, ok := f.starting[fn]; ok && !start.Maybe {
			pass.ExportObjectFact(fn, &starting{start})
		}
		if f.waiting[fn] {
			pass.ExportObjectFact(fn, &waiting{})
		}
		if ops := f.holding[fn]; len(ops) > 0 {
			pass.ExportObjectFact(fn, &holding{ops})
		}
		if f.trying[fn] {
			pass.ExportObjectFact(fn, &trying{})
		}
		if isLimited, ok := f.grouping[fn]; ok {
			pass.ExportObjectFact(fn, &grouping{isLimited})
		}
		if args := f.limiting[fn]; args != nil {
			pass.ExportObjectFact(fn, &limiting{args})
		}
		if size, ok := f.sized[fn]; ok {
			pass.ExportObjectFact(fn, &sized{size})
		}
	}
	for _, v := range w.limited {
		if v.Exported() {
			pass.ExportObjectFact(v, &limited{})
		}
	}
	for _, v := range w.vars {
		if size, ok := f.sized[v]; ok && v.Exported() {
			pass.ExportObjectFact(v, &sized{size})
		}
	}
}

// declared hands on the directives about exported objects.
func (f *Facts) declared(pass *analysis.Pass) {
	index := pass.ResultOf[directives.Analyzer].(*directives.Index)
	for _, obj := range index.Objects(pass.TypesInfo) {
		if !reachable(obj) {
			continue
		}
		// Asking counts as use: whether another package needs it cannot be seen
		// from here.
		if why, ok := index.BoundedObject(obj); ok {
			pass.ExportObjectFact(obj, &bounded{why})
		}
	}
}

// reachable reports whether another package can name obj: drivers keep facts of
// such objects only.
func reachable(obj types.Object) bool {
	if v, ok := obj.(*types.Var); ok && !v.IsField() && obj.Parent() != obj.Pkg().Scope() {
		return false // a local variable, or a parameter
	}
	return obj.Exported()
}
