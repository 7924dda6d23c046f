package facts_test

import (
	"go/types"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flowtest"
)

// exports returns the facts that the package path hands on, as text by the name of
// the object: Func, Type.Method, Var or Field.
func exports(t *testing.T, path, src string) map[string]string {
	t.Helper()
	pass, err := flowtest.Check(path, "p.go", src)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{}
	pass.ExportObjectFact = func(obj types.Object, fact analysis.Fact) {
		name := obj.Name()
		if fn, ok := obj.(*types.Func); ok && fn.Signature().Recv() != nil {
			recv := types.TypeString(fn.Signature().Recv().Type(), func(*types.Package) string { return "" })
			recv, _, _ = strings.Cut(strings.TrimPrefix(recv, "*"), "[")
			name = recv + "." + name
		}
		all[name] = append(all[name], fact.(interface{ String() string }).String())
	}
	flowtest.Run(t, pass, facts.Analyzer)
	out := map[string]string{}
	for name, texts := range all {
		slices.Sort(texts)
		out[name] = strings.Join(texts, "; ")
	}
	return out
}

// want compares the facts of src with those expected, all of them.
func want(t *testing.T, src string, expected map[string]string) {
	t.Helper()
	got := exports(t, "example.com/p", src)
	for name, text := range expected {
		if got[name] != text {
			t.Errorf("%s: %q, want %q", name, got[name], text)
		}
	}
	for name, text := range got {
		if _, ok := expected[name]; !ok {
			t.Errorf("%s: %q, want none", name, text)
		}
	}
}

const starting = `package p

import (
	"errors"
	"sync"
	"time"
)

type S struct {
	mu    sync.Mutex
	rw    sync.RWMutex
	wg    sync.WaitGroup
	on    bool
	err   error
	next  *S
	quit  chan struct{}
}

func run() { println() }
func fails() error { return nil }
func finds() (int, error) { return 0, nil }

func AfterError() error { if err := fails(); err != nil { return err }; go run(); return nil }
func AfterTwoErrors() error {
	if err := fails(); err != nil { return err }
	n, err := finds()
	if err != nil { println(n); return err }
	go run()
	return nil
}
func ErrorsIs() { if err := fails(); errors.Is(err, errors.ErrUnsupported) { return }; go run() }
func AfterFlag(ok bool) { if ok { return }; go run() }
func BeforeFlag(ok bool) { go run(); if ok { return } }
func Switch(n int) { switch n { case 1: return }; go run() }
func SwitchOnly(n int) { switch n { case 1: println() }; go run() }
func InSwitch(n int) { switch n { case 1: go run() } }
func InSelect(c chan int) { select { case <-c: go run(); default: } }
func InIf(ok bool) { if ok { go run() } }
func InElse(ok bool) { if ok { println() } else { go run() } }
func InInit() { if go2(); true { println() } }
func InFor(n int) { for i := 0; i < n; i++ { go run() } }
func InForever() { for { go run() } }
func InRange(xs []int) { for range xs { go run() } }
func InBlock() { { go run() } }
func InLabel() { goto end; end: go run() }
func InDefer() { defer func() { go run() }() }
func InCalledLiteral() { func() { go run() }() }
func InLiteral() func() { return func() { go run() } }
func InGo() { go func() { go run() }() }
func ReturnInLiteral(ok bool) { f := func() { if ok { return } }; f(); go run() }
func DeferredStart() { defer Plain() }
func Plain() { go run() }
func go2() { go run() }
func CallsUnexported() { go2() }
func MaybeCalls(ok bool) { if ok { Plain() } }
func LoopCalls(xs []int) { for range xs { Plain() } }
func Generic[E any](e E) { go func() { _ = e }() }
func UsesGeneric() { Generic(1) }

func (s *S) Lock() { s.mu.Lock(); defer s.mu.Unlock(); go run() }
func (s *S) WriteLock() { s.rw.Lock(); defer s.rw.Unlock(); go run() }
func (s *S) TryLock() { if !s.mu.TryLock() { return }; go run() }
func (s *S) LockInGo() { go func() { s.mu.Lock(); defer s.mu.Unlock() }() }
func (s *S) Waits() { go run(); s.wg.Wait() }
func (s *S) WaitsFirst() { s.wg.Wait(); go run() }
func (s *S) DeferredWait() { defer s.wg.Wait(); go run() }
func (s *S) Go() { s.wg.Go(run) }
func (s *S) GoLiteral() { s.wg.Go(func() { for { run() } }) }
func (s *S) Quit() { go func() { <-s.quit }() }
func (s *S) Closes() { go func() { defer close(s.quit); run() }() }
func (s *S) OwnClose() { close := func(chan struct{}) {}; go func() { close(s.quit) }() }
func After() { time.AfterFunc(time.Second, run) }
func AfterKept() *time.Timer { return time.AfterFunc(time.Second, func() { select {} }) }
func AfterGiven(f func()) { time.AfterFunc(time.Second, f) }
func AfterInLoop(xs []int) { for range xs { time.AfterFunc(time.Second, run) } }
func Unseen(f interface{ Run() }) { go f.Run() }
func Value(f func()) { g := f; go g() }
func Both() { go run(); go func() { for { run() } }() }
func BothTell(wg *sync.WaitGroup) { go func() { wg.Done() }(); go run() }
func Handed(c chan int) { go takes(c) }
func takes(c chan int) { println(cap(c)) }
`

// TestStarts: on every way through a function, once, without a test or a lock that
// may say no.
func TestStarts(t *testing.T) {
	want(t, starting, map[string]string{
		"AfterError": "starts", "AfterTwoErrors": "starts", "ErrorsIs": "starts",
		"BeforeFlag": "starts", "SwitchOnly": "starts", "InBlock": "starts", "InLabel": "starts", "InInit": "starts",
		"ReturnInLiteral": "starts", "Plain": "starts", "CallsUnexported": "starts", "InGo": "starts",
		"Generic": "starts", "UsesGeneric": "starts",
		"InSelect": "waits", "S.Waits": "waits", "S.WaitsFirst": "waits", "S.DeferredWait": "waits",
		"S.LockInGo": "starts", "S.Go": "starts and tells", "S.GoLiteral": "starts and tells and stays",
		"S.Quit": "starts and stays", "S.Closes": "starts and tells", "S.OwnClose": "starts",
		"After": "starts and stays", "AfterKept": "starts and stays",

		"Unseen": "starts", "Both": "starts", "BothTell": "starts", "Handed": "starts and tells",
	})
}

// TestStartChains: what a call of a call starts, in whatever order the functions
// stand, and also when they call each other in a circle.
func TestStartChains(t *testing.T) {
	decls := []string{
		"func A(n int) { B(n) }", "func B(n int) { C(n) }", "func C(n int) { D(n) }", "func D(n int) { E(n) }", "func E(n int) { go sink(n) }", "func sink(int) {}",
		"func Ping(n int) { go func() { println() }(); Pong(n) }", "func Pong(n int) { Ping(n); go func() { for { println() } }() }",
		"func Self(n int) { Self(n - 1) }", "func Own(n int) { go sink(n); Own(n - 1) }",
		"func Up(n int) { Down(n) }", "func Down(n int) { Up(n) }",
		"func Told(c chan int) { go func() { c <- 1 }() }", "func Mixed(c chan int) { Told(c); go func() { println() }() }", "func OverMixed(c chan int) { Mixed(c) }",
		"func Blocked(c chan int) { <-c; go println() }", "func OverBlocked(c chan int) { Blocked(c); go println() }",
	}
	expected := map[string]string{
		"A": "starts", "B": "starts", "C": "starts", "D": "starts", "E": "starts",
		"Ping": "starts", "Pong": "starts", "Own": "starts",
		"Told": "starts and tells", "Mixed": "starts", "OverMixed": "starts",
		"Blocked": "waits", "OverBlocked": "waits",
	}
	shuffled(t, "", decls, expected)
}

// shuffled holds the declarations to the same facts in any order.
func shuffled(t *testing.T, head string, decls []string, expected map[string]string) {
	t.Helper()
	order := rand.New(rand.NewPCG(1, 2))
	for n := range 12 {
		decls := slices.Clone(decls)
		switch n {
		case 0:
		case 1:
			slices.Reverse(decls)
		default:
			order.Shuffle(len(decls), func(i, j int) { decls[i], decls[j] = decls[j], decls[i] })
		}
		want(t, "package p\n"+head+"\n"+strings.Join(decls, "\n"), expected)
		if t.Failed() {
			t.Fatalf("order %d:\n%s", n, strings.Join(decls, "\n"))
		}
	}
}

// TestMaybe: within the package a start on some ways only is known too, and told
// from one on every way.
func TestMaybe(t *testing.T) {
	f := flowtest.Source(t, "p.go", starting)
	scope := f.Pass.Pkg.Scope()
	start := func(name string) string {
		obj := scope.Lookup(name)
		if typ, method, ok := strings.Cut(name, "."); ok {
			obj, _, _ = types.LookupFieldOrMethod(scope.Lookup(typ).Type(), true, f.Pass.Pkg, method)
		}
		switch s, ok := f.Facts.Starts(obj.(*types.Func)); {
		case !ok:
			return "no"
		case s.Maybe:
			return "maybe"
		}
		return "always"
	}
	for name, want := range map[string]string{
		"AfterError": "always", "BeforeFlag": "always", "go2": "always", "CallsUnexported": "always", "S.TryLock": "maybe",
		"AfterFlag": "maybe", "Switch": "maybe", "InSwitch": "maybe", "InIf": "maybe", "InElse": "maybe", "MaybeCalls": "no",
		"S.Lock": "maybe", "S.WriteLock": "maybe", "S.LockInGo": "always",
		"InFor": "no", "InForever": "no", "InRange": "no", "LoopCalls": "no", "AfterInLoop": "no",
		"InDefer": "no", "InCalledLiteral": "no", "InLiteral": "no", "DeferredStart": "no", "AfterGiven": "no",
		"InSelect": "no", "S.Waits": "no", "S.WaitsFirst": "no", "run": "no",
	} {
		if got := start(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}
