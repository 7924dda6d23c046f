package p

import (
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func work(...any) {}

func list() ([]string, error)

func names() []string

var (
	literals = []string{"a"}
	variable []string
	bounded  []string
)

func appended(xs []int) {
	var ys []int
	for _, x := range xs {
		ys = append(ys, x)
	}
	for range ys {
		go work() //= data: local value < parameter xs
	}
	var zs []int
	for i := range 3 {
		zs = append(zs, i)
	}
	for range zs {
		go work() //= constant
	}
	few := []int{1, 2}
	if len(xs) > 0 {
		few = append(few, 3)
	}
	for range few {
		go work() //= constant
	}
	all := append([]int{1}, xs...)
	for range all {
		go work() //= data: parameter xs
	}
	same := xs[:0]
	for _, x := range xs {
		same = append(same, x)
	}
	for range same {
		go work() //= data: local value < parameter xs
	}
}

func counted(n int) {
	var xs []int
	for i := range n {
		xs = append(xs, i)
	}
	for range xs {
		go work() //= configured: parameter n
	}
}

func made(n int, xs []int) {
	for range make([]int, 4) {
		go work() //= constant
	}
	for range make([]int, n) {
		go work() //= configured: parameter n
	}
	for range make([]int, len(xs)) {
		go work() //= data: parameter xs
	}
}

func mapsOf(xs []string) {
	m := map[string]bool{}
	for _, x := range xs {
		m[x] = true
	}
	for range m {
		go work() //= data: local value < parameter xs
	}
	few := map[string]bool{}
	few["a"] = true
	for range few {
		go work() //= constant
	}
	filled := map[string]bool{}
	fill(filled)
	for range filled {
		go work() //= data: local value
	}
}

func fill(m map[string]bool)

// What the type alone limits.
func byType(byByte map[byte]int, byBool map[bool]int, funcs []func(), chans []chan int, arr *[4]int, byFunc map[string]func()) {
	for range byByte {
		go work() //= constant
	}
	for range byBool {
		go work() //= constant
	}
	for range funcs {
		go work() //= constant
	}
	for range chans {
		go work() //= constant
	}
	for range arr {
		go work() //= constant
	}
	for range byFunc {
		go work() //= constant
	}
}

func inner(xss [][]int, byKey map[string][]int, rows [2][]int) {
	for _, xs := range xss {
		for range xs {
			go work() //= data: local value < parameter xss
		}
	}
	for range byKey["a"] {
		go work() //= data: local value < parameter byKey
	}
	for range xss[0] {
		go work() //= data: local value < parameter xss
	}
	for range rows[0] {
		go work() //= data: local value
	}
}

func slicesOf(xs []int, n int) {
	for range xs[:10] {
		go work() //= constant
	}
	for range xs[:n] {
		go work() //= configured: parameter n
	}
	for range xs[1:] {
		go work() //= data: parameter xs
	}
	for range xs[:len(xs)-1] {
		go work() //= data: parameter xs
	}
	for range xs[:min(len(xs), 10)] {
		go work() //= constant
	}
}

func chunks(xs []int, size int) {
	for i := 0; i < len(xs); i += size {
		for range xs[i:min(i+size, len(xs))] {
			go work() //= data: parameter xs
		}
	}
	for chunk := range slices.Chunk(xs, 10) {
		for range chunk {
			go work() //= data: parameter xs
		}
	}
}

func cut(xs []int, n int) {
	if len(xs) > n {
		xs = xs[:n]
	}
	for range xs {
		go work() //= configured
	}
}

func tested(xs []int) {
	if len(xs) > 10 {
		return
	}
	for range xs {
		go work() //= configured
	}
}

func testedBranch(xs []int) {
	if len(xs) < 4 {
		for range xs {
			go work() //= configured
		}
	} else {
		for range xs {
			go work() //= data: parameter xs
		}
	}
}

// A test for nothing says nothing about much.
func testedForNothing(xs []int) {
	if len(xs) == 0 {
		return
	}
	for range xs {
		go work() //= data: parameter xs
	}
}

func results() error {
	xs, err := list()
	if err != nil {
		return err
	}
	for range xs {
		go work() //= data: listing list
	}
	for range names() {
		go work() //= data: result names
	}
	entries, err := os.ReadDir(".")
	for range entries {
		go work() //= data: listing ReadDir
	}
	found, err := filepath.Glob("*")
	for range found {
		go work() //= data: listing Glob
	}
	return err
}

func arguments() {
	for range os.Args {
		go work() //= data: command arguments Args
	}
	for range os.Args[1:] {
		go work() //= data: command arguments Args
	}
	for range flag.Args() {
		go work() //= data: command arguments Args
	}
	for i := 0; i < flag.NArg(); i++ {
		go work() //= data: command arguments NArg
	}
}

func texts(s string) {
	for range strings.Split(s, ",") {
		go work() //= data: text Split < parameter s
	}
	for range strings.Fields("a b") {
		go work() //= constant
	}
	for range []byte(s) {
		go work() //= data: parameter s
	}
	for range strings.SplitSeq(s, ",") {
		go work() //= data: text SplitSeq < parameter s
	}
}

func elements(xs []int, m map[string]int) {
	for range slices.Clone(xs) {
		go work() //= data: parameter xs
	}
	for range slices.Sorted(maps.Keys(m)) {
		go work() //= data: parameter m
	}
	for range slices.Values(xs) {
		go work() //= data: parameter xs
	}
	for range maps.Keys(m) {
		go work() //= data: parameter m
	}
	for range slices.Values([]int{1, 2}) {
		go work() //= constant
	}
}

func variables() {
	for range literals {
		go work() //= constant
	}
	for range variable {
		go work() //= data: package variable variable
	}
	for range bounded {
		go work() //= configured
	}
}

type server struct {
	peers   []string
	bounded []string
}

func (s *server) fields(other *server, ch chan *server) {
	for range s.peers {
		go work() //= data: field peers
	}
	for range other.peers {
		go work() //= data: field peers < parameter other
	}
	for range s.bounded {
		go work() //= configured
	}
	for x := range ch {
		for range x.peers {
			go work() //= forever: channel
		}
	}
	x := <-ch
	for range x.peers {
		go work() //= data: field peers < channel
	}
	for range load().peers {
		go work() //= data: field peers < result load
	}
}

func load() *server

func decoded(b []byte) {
	var xs []string
	_ = json.Unmarshal(b, &xs)
	for range xs {
		go work() //= data: decoded value
	}
	var req struct{ Items []string }
	_ = json.Unmarshal(b, &req)
	for range req.Items {
		go work() //= data: field Items < decoded value
	}
}

func fromChannel(ch chan []int) {
	for range <-ch {
		go work() //= data: channel
	}
}

func asserted(v any) {
	for range v.([]int) {
		go work() //= data: parameter v
	}
	if xs, ok := v.([]int); ok {
		for range xs {
			go work() //= data: parameter v
		}
	}
}

func captured(xs []int) {
	f := func() {
		for range xs {
			go work() //= data: parameter xs
		}
	}
	f()
}

func variadic(xs ...int) {
	for range xs {
		go work() //= data: variadic parameter xs
	}
}

func empty() {
	var xs []int
	for range xs {
		go work() //= constant
	}
	for range map[string]int(nil) {
		go work() //= constant
	}
}

func joined(a, b string) {
	for range a + b {
		go work() //= data: parameter a
	}
}
