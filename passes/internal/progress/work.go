package progress

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/sites"
)

// A walk goes through work and notes what it waits for.
type walk struct {
	*Analysis
	sites []*sites.Site
	// own are the functions that run as part of the work; what is made there is
	// the work's own.
	own map[*ssa.Function]bool
	// pure: nothing outside the program is called.
	pure bool

	// called are the other packages of which functions are called.
	called map[*types.Package]bool

	// obstacle is the first thing found that settles the matter.
	obstacle Obstacle
	at       token.Pos

	// waits are what it may wait for, to be judged when all of it is known.
	waits []wait
	// sends and receives are the channels that the work sends on and receives
	// from; locks and unlocks, acquires and releases are by the same identity.
	sends, receives   map[any]bool
	unlocks, releases map[any]bool
	locks, acquires   map[any]token.Pos
	// dones and sentBy are the groups and channels by which the work of each site
	// says that it is done.
	dones, sentBy map[*sites.Site]map[any]bool
	tops          []top
	// current is the site whose work is walked through.
	current *sites.Site
	// instr is the instruction in hand, ending whether the work is over when the
	// function it stands in is, nested whether another goroutine runs that.
	instr  ssa.Instruction
	ending bool
	nested bool
	// reports counts how often what the work starts says something to it.
	reports int
	// bare: the work itself calls a method out of sight with nothing but a context, as
	// those are that run for as long as what they belong to.
	bare bool
	// active are the functions on the way to the one in hand.
	active map[*ssa.Function]bool
	steps  int
}

// A wait is an operation that blocks until one of its cases can go on.
type wait struct {
	cases []waitCase
	pos   token.Pos
}

type waitCase struct {
	send bool
	// key identifies the channel, or those it may be mistaken for; exact is nil
	// if there may be such.
	key, exact any
	ch         ssa.Value
	instr      ssa.Instruction
}

// A top is the body of one site's work.
type top struct {
	site *sites.Site
	fn   *ssa.Function
	env  flow.Env
}

func newWalk(a *Analysis, all []*sites.Site) *walk {
	return &walk{
		Analysis: a, sites: all, pure: true,
		own: map[*ssa.Function]bool{}, active: map[*ssa.Function]bool{}, sends: map[any]bool{}, receives: map[any]bool{},
		unlocks: map[any]bool{}, releases: map[any]bool{}, locks: map[any]token.Pos{}, acquires: map[any]token.Pos{},
		dones: map[*sites.Site]map[any]bool{}, sentBy: map[*sites.Site]map[any]bool{}, called: map[*types.Package]bool{},
	}
}

func (w *walk) stop(o Obstacle, pos token.Pos) {
	if w.obstacle == None {
		w.obstacle, w.at = o, pos
	}
}

// work walks through the work of s.
func (w *walk) work(s *sites.Site) {
	w.current, w.ending, w.nested = s, true, false
	spawn := s.Spawn
	env := spawn.Env()
	switch {
	case len(spawn.Work) > 0:
		for _, fn := range spawn.Work {
			w.tops = append(w.tops, top{s, fn, env})
			w.function(fn, env, 0)
		}
	case spawn.Value != nil && w.p.FuncOf(spawn.Named) != nil:
		fn := w.p.FuncOf(spawn.Named) // g.Go(job.Run)
		w.tops = append(w.tops, top{s, fn, nil})
		w.function(fn, nil, 0)
	case spawn.Named != nil && spawn.Call != nil:
		w.call(spawn.Instr, spawn.Call, nil, 0) // go client.Fetch(ctx, id)
	case spawn.Named != nil:
		w.bare = true // g.Go(client.Fetch)
		w.foreign(spawn.Instr.Pos(), spawn.Named, nil, nil)
	default:
		w.stop(Callback, spawn.Instr.Pos())
	}
}

// maxCalls is how many calls deep the work is followed; what lies deeper is judged
// by facts.
const maxCalls = 6

// maxSteps is how many bodies are walked through for one proof.
const maxSteps = 500

// function walks through the body of fn, which runs as part of the work.
func (w *walk) function(fn *ssa.Function, env flow.Env, depth int) {
	if w.active[fn] || w.obstacle != None {
		return
	}
	if w.steps++; w.steps > maxSteps {
		w.stop(Hidden, fn.Pos())
		return
	}
	// Walked through anew for each call: what its parameters are differs.
	w.active[fn] = true
	defer delete(w.active, fn)
	for _, s := range w.sites {
		if s.Spawn.Instr.Parent() == fn {
			o := Respawns
			if s.Spawn.Pooled() {
				o = Submits
			}
			w.stop(o, s.Node.Pos())
			return
		}
	}
	w.own[fn] = true
	w.loops(fn)
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			w.instruction(instr, env, depth)
		}
	}
	// A literal that is put somewhere runs too, as far as anybody knows.
	for _, anon := range fn.AnonFuncs {
		if !w.own[anon] {
			w.enter(nil, anon, env, depth+1)
		}
	}
}

// instruction notes what one instruction waits for.
func (w *walk) instruction(instr ssa.Instruction, env flow.Env, depth int) {
	w.instr = instr
	switch instr := instr.(type) {
	case *ssa.Send:
		w.channel(instr.Pos(), []waitCase{w.sending(instr.Chan, env)})
	case *ssa.UnOp:
		if instr.Op == token.ARROW {
			w.channel(instr.Pos(), []waitCase{w.receiving(instr.X, env)})
		}
	case *ssa.MakeInterface:
		if isPipe(instr.X.Type()) && !w.owns(w.p.KeyOf(instr.X, env)) {
			w.stop(Handed, instr.Pos())
		}
	case *ssa.Select:
		var cases []waitCase
		for _, st := range instr.States {
			if st.Dir == types.SendOnly {
				cases = append(cases, w.sending(st.Chan, env))
			} else {
				cases = append(cases, w.receiving(st.Chan, env))
			}
		}
		if instr.Blocking {
			w.channel(instr.Pos(), cases)
		}
	case *ssa.Go:
		reports := w.reports
		w.call(instr, &instr.Call, env, depth)
		if depth == 0 && w.reports == reports {
			w.stop(Unjoined, instr.Pos())
		}
	case ssa.CallInstruction:
		w.call(instr, instr.Common(), env, depth)
	}
}

// enter walks through the body of fn, which instr calls, starts or hands over.
func (w *walk) enter(instr ssa.Instruction, fn *ssa.Function, env flow.Env, depth int) {
	at, ending, nested := w.instr, w.ending, w.nested
	_, starts := instr.(*ssa.Go)
	w.ending = ending && instr != nil && !starts && w.last(instr)
	w.nested = nested || starts
	w.function(fn, env, depth)
	w.instr, w.ending, w.nested = at, ending, nested
}

// last: after instr its function does nothing that takes time.
func (w *walk) last(instr ssa.Instruction) bool {
	if _, ok := instr.(*ssa.Defer); ok {
		return true
	}
	last := true
	flow.Instructions(instr.Parent(), false, func(other ssa.Instruction) {
		call, ok := other.(ssa.CallInstruction)
		if _, deferred := other.(*ssa.Defer); ok && !deferred && other != instr && last && reaches(instr, other) {
			last = !w.busy(call.Common())
		}
	})
	return last
}

// busy: a call can take time.
func (w *walk) busy(common *ssa.CallCommon) bool {
	if _, ok := common.Value.(*ssa.Builtin); ok {
		return false
	}
	callee := flow.Callee(common)
	if callee == nil {
		return !isCancel(common.Value.Type())
	}
	switch w.p.Table.Lookup(callee).Role {
	case knowledge.Quiet, knowledge.Unlock, knowledge.Release, knowledge.Signal:
		return false
	}
	return w.lockOp(common) == noLock && !(standard(callee) && pureFunction(callee)) && !w.still(w.p.FuncOf(callee))
}

func isCancel(t types.Type) bool {
	return knowledge.IsNamed(t, "context", "CancelFunc") || knowledge.IsNamed(t, "context", "CancelCauseFunc")
}

func (w *walk) sending(ch ssa.Value, env flow.Env) waitCase {
	key := w.p.KeyOf(ch, env)
	exact := w.exactly(ch, env)
	w.sends[key] = true
	w.tells(w.sentBy, exact)
	w.reported(key)
	return waitCase{true, key, exact, ch, w.instr}
}

func (w *walk) receiving(ch ssa.Value, env flow.Env) waitCase {
	key := w.p.KeyOf(ch, env)
	w.receives[key] = true
	w.reported(key)
	return waitCase{false, key, w.exactly(ch, env), ch, w.instr}
}

// reported notes that something the work started tells the work something, or the
// other way round.
func (w *walk) reported(key any) {
	if w.nested && w.owns(key) {
		w.reports++
	}
}

// tells notes that the work of the current site, when it is over, tells somebody
// something.
func (w *walk) tells(by map[*sites.Site]map[any]bool, key any) {
	if w.current == nil || key == nil || !w.ending || w.instr != nil && !w.last(w.instr) {
		return
	}
	if by[w.current] == nil {
		by[w.current] = map[any]bool{}
	}
	by[w.current][key] = true
}

func (w *walk) channel(pos token.Pos, cases []waitCase) {
	w.waits = append(w.waits, wait{cases, pos})
}

// call looks at one call of the work.
func (w *walk) call(instr ssa.CallInstruction, common *ssa.CallCommon, env flow.Env, depth int) {
	pos := instr.Pos()
	if b, ok := common.Value.(*ssa.Builtin); ok {
		if b.Name() == "close" {
			w.tells(w.sentBy, w.exactly(common.Args[0], env))
			w.reported(w.p.KeyOf(common.Args[0], env))
		}
		return
	}
	unknown := w.handed(instr, common, env, depth)
	callee := flow.Callee(common)
	if callee == nil {
		w.dynamic(instr, common, env, depth)
		return
	}
	key := any(nil)
	if recv := flow.Receiver(common); recv != nil {
		key = w.p.KeyOf(recv, env)
	}
	switch w.lockOp(common) {
	case locking:
		w.locks[key] = pos
		return
	case unlocking:
		w.unlocks[key] = true
		return
	}
	row := w.p.Table.Lookup(callee)
	switch row.Role {
	case knowledge.Join, knowledge.Notify:
		if !w.owns(key) && callee.Pkg().Path() != "os/exec" {
			w.stop(Waits, pos)
		}
		return
	case knowledge.Acquire:
		w.acquires[key] = pos
		return
	case knowledge.Release:
		w.releases[key] = true
		return
	case knowledge.Spawn, knowledge.TrySpawn:
		if row.Pool == knowledge.NoPool {
			// What it starts is handed over, see above. In a group of somebody else it
			// goes on when the work has given its place back.
			if flow.Receiver(common) != nil && !w.owns(key) {
				w.stop(Submits, pos)
			}
			return
		}
		for _, s := range w.sites {
			if key != nil && w.groupKey(s.Spawn) == key {
				w.stop(Submits, pos)
			}
		}
		if !w.owns(key) {
			w.stop(Waits, pos) // it may have a limit of its own
		}
		return
	case knowledge.Receive, knowledge.Serve:
		w.stop(Receives, pos)
		return
	case knowledge.Quiet:
		if recv := flow.Receiver(common); recv != nil && knowledge.IsNamed(recv.Type(), "sync", "WaitGroup") {
			w.counts(callee.Name(), key, w.exactly(recv, env), pos)
		} else {
			w.hands(pos, common, env) // a log can be a pipe
		}
		return
	}
	if g := w.p.FuncOf(callee); g != nil {
		if depth < maxCalls {
			w.enter(instr, g, env.With(flow.EnvOf(common, g)), depth+1)
			return
		}
	} else if fn := common.StaticCallee(); fn != nil && fn.Parent() != nil && fn.Blocks != nil {
		w.enter(instr, fn, env.With(flow.EnvOf(common, fn)), depth+1)
		return
	}
	for _, fn := range unknown {
		w.given(instr, fn, env, depth)
	}
	w.bare = w.bare || depth == 0 && takesContext(callee)
	w.foreign(pos, callee, common, env)
}

// handed walks through the functions that a call hands over: they run, as far as
// anybody knows. It returns those of which nothing is known.
func (w *walk) handed(instr ssa.Instruction, common *ssa.CallCommon, env flow.Env, depth int) (unknown []ssa.Value) {
	for _, arg := range common.Args {
		if _, ok := arg.Type().Underlying().(*types.Signature); !ok {
			continue
		}
		v := w.p.Resolve(arg, env)
		fns, known := flow.Functions(v)
		for _, g := range fns {
			if g = flow.Origin(g); g.Blocks != nil {
				w.enter(instr, g, env, depth+1)
			}
		}
		if c, ok := v.(*ssa.Const); !known && !(ok && c.IsNil()) {
			unknown = append(unknown, v)
		}
	}
	return unknown
}

// takesContext: a method that takes a context or nothing.
func takesContext(fn *types.Func) bool {
	sig := fn.Signature()
	switch sig.Params().Len() {
	case 0:
		return sig.Recv() != nil
	case 1:
		return sig.Recv() != nil && knowledge.IsNamed(sig.Params().At(0).Type(), "context", "Context")
	}
	return false
}

// counts notes what the work does with the counter of a WaitGroup.
func (w *walk) counts(method string, key, exact any, pos token.Pos) {
	switch own := w.owns(key); {
	case method == "Done" && !w.nested:
		w.tells(w.dones, exact)
	case own:
		w.reported(key)
	default:
		w.stop(Submits, pos) // more than the work itself
	}
}

// dynamic: a call of a function value.
func (w *walk) dynamic(instr ssa.CallInstruction, common *ssa.CallCommon, env flow.Env, depth int) {
	v := w.p.Resolve(common.Value, env)
	if fns, ok := flow.Functions(v); ok {
		for _, g := range fns {
			if g = flow.Origin(g); g.Blocks != nil {
				w.enter(instr, g, env.With(flow.EnvOf(common, g)), depth+1)
			} else if obj := flow.FuncObject(g); obj != nil {
				w.foreign(instr.Pos(), obj, common, env)
			}
		}
		return
	}
	w.given(instr, v, env, depth)
}

// given: a function value that comes from elsewhere is called.
func (w *walk) given(instr ssa.CallInstruction, v ssa.Value, env flow.Env, depth int) {
	if isCancel(v.Type()) {
		return
	}
	w.pure = false
	// What a library gave, such as a function that gives something back.
	from := v
	if ex, ok := v.(*ssa.Extract); ok {
		from = ex.Tuple
	}
	if call, ok := from.(*ssa.Call); ok {
		if fn := flow.Callee(&call.Call); fn != nil && fn.Pkg() != w.p.Pkg {
			// It calls what the library was given.
			for _, arg := range w.handed(instr, &call.Call, env, depth) {
				if depth < maxCalls {
					w.given(instr, arg, env, depth+1)
				}
			}
			w.foreign(instr.Pos(), fn, &call.Call, env)
			return
		}
	}
	if _, param := v.(*ssa.Parameter); !param && depth > 0 {
		return // of an object: like a method behind an interface
	}
	w.stop(Callback, instr.Pos())
}

// foreign: a call of a function that cannot be looked into.
func (w *walk) foreign(pos token.Pos, callee *types.Func, common *ssa.CallCommon, env flow.Env) {
	if callee.Pkg() != nil && callee.Pkg() != w.p.Pkg {
		w.called[callee.Pkg()] = true
	}
	if !pureFunction(callee) {
		w.pure = false
	}
	if callee.Pkg() == w.p.Pkg && w.facts.Meets(callee) {
		w.stop(Waits, pos)
		return
	}
	if w.implementationWaits(callee) {
		w.stop(Waits, pos)
		return
	}
	if common == nil {
		return
	}
	w.hands(pos, common, env)
}

// hands: a call gets something to wait on that is not of the work alone.
func (w *walk) hands(pos token.Pos, common *ssa.CallCommon, env flow.Env) {
	args := flow.Args(common)
	if recv := flow.Receiver(common); recv != nil {
		args = append([]ssa.Value{recv}, args...)
	}
	for _, arg := range args {
		if w.meets(arg, env) && !w.owns(w.p.KeyOf(arg, env)) {
			w.stop(Handed, pos)
		}
	}
}

// implementationWaits: fn is a method of an interface of this package, and that of a
// type of this package may wait.
func (w *walk) implementationWaits(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	if fn.Pkg() != w.p.Pkg || recv == nil || !types.IsInterface(recv.Type()) {
		return false
	}
	iface := recv.Type().Underlying().(*types.Interface)
	scope := w.p.Pkg.Scope()
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || obj.IsAlias() || types.IsInterface(obj.Type()) || !types.Implements(types.NewPointer(obj.Type()), iface) {
			continue
		}
		m, _, _ := types.LookupFieldOrMethod(obj.Type(), true, w.p.Pkg, fn.Name())
		if m, ok := m.(*types.Func); ok && w.facts.Meets(m) {
			return true
		}
	}
	return false
}

func isChan(t types.Type) bool {
	_, ok := t.Underlying().(*types.Chan)
	return ok
}

func isPipe(t types.Type) bool {
	return knowledge.IsNamed(t, "io", "PipeReader") || knowledge.IsNamed(t, "io", "PipeWriter")
}

// pureFunction: a function of the standard library that computes only.
func pureFunction(fn *types.Func) bool {
	if fn.Pkg() == nil {
		return true // error.Error
	}
	switch path := fn.Pkg().Path(); path {
	case "fmt":
		return strings.HasPrefix(fn.Name(), "Sprint") || strings.HasPrefix(fn.Name(), "Append") || fn.Name() == "Errorf"
	case "bytes", "strings", "strconv", "sort", "slices", "maps", "math", "errors", "unicode", "cmp", "iter", "regexp", "hash", "sync", "sync/atomic", "runtime",
		"encoding/json", "encoding/binary", "encoding/hex", "encoding/base64", "encoding/xml", "encoding/gob", "text/template", "html/template", "path", "reflect", "unique", "html":
		return true
	default:
		for _, prefix := range [...]string{"crypto/", "hash/", "math/", "unicode/", "compress/", "image/", "container/", "go/"} {
			if strings.HasPrefix(path, prefix) && path != "crypto/tls" {
				return true
			}
		}
	}
	return false
}
