package p

import "runtime"

func work(...any) {}

func minimum(xs []int, n int) {
	for range min(len(xs), 10) {
		go work() //= constant
	}
	for range min(n, len(xs)) {
		go work() //= configured: parameter n
	}
	for range max(10, len(xs)) {
		go work() //= data: parameter xs
	}
	for range len(xs) % 7 {
		go work() //= constant
	}
	for range len(xs) & 0xf {
		go work() //= constant
	}
}

func clamped(xs []int, n int) {
	workers := n
	if workers > len(xs) {
		workers = len(xs)
	}
	for range workers {
		go work() //= configured: parameter n
	}
	all := len(xs)
	if all > 10 {
		all = 10
	}
	for range all {
		go work() //= configured
	}
	some := runtime.NumCPU()
	if len(xs) < some {
		some = len(xs)
	}
	for range some {
		go work() //= configured
	}
}

// Never fewer than n is no clamp.
func notClamped(xs []int, ok bool) {
	n := 4
	if ok {
		n = len(xs)
	}
	for range n {
		go work() //= data: parameter xs
	}
}

func smaller(a, b int) int {
	if a < b {
		return a
	}
	return b
}

func workers() int { return runtime.NumCPU() }

func length(xs []int) int { return len(xs) }

type set struct{}

func (set) Len() int

func (set) Size() int

func calls(xs []int, n int, s set, read func() int) {
	for range smaller(len(xs), 8) {
		go work() //= constant
	}
	for range workers() {
		go work() //= processors
	}
	for range length(xs) {
		go work() //= data: parameter xs < parameter xs
	}
	for range s.Len() {
		go work() //= data: result Len
	}
	for range s.Size() {
		go work() //= configured: result Size
	}
	for range read() {
		go work() //= configured: result
	}
	for range cap(xs) {
		go work() //= configured
	}
}

// A variable that counted the turns of a loop is as large as the data.
func turns(ch chan int) {
	n := 0
	for range ch {
		n++
	}
	for range n {
		go work() //= data: local value < channel
	}
}

func converted(xs []int, n int32) {
	for range int64(len(xs)) {
		go work() //= data: parameter xs
	}
	for i := int32(0); i < n; i++ {
		go work() //= configured: parameter n
	}
}
