package p

func mark()

func none() {
	mark() //= no loop
}

func plain(xs []int, n int) {
	for range xs {
		mark() //= range xs
	}
	for i := 0; i < n; i++ {
		mark() //= for i < n
	}
	for n > 0 {
		mark() //= for n > 0
		n--
	}
	mark() //= no loop
}

func nested(xss [][]int) {
	for _, xs := range xss {
		for range xs {
			mark() //= range xs in range xss
		}
	}
}

func twice(xs, ys []int) {
	for range xs {
		mark() //= range xs
		for range ys {
			mark() //= range ys in range xs
		}
		mark() //= range xs
		for i := 0; i < 3; i++ {
			mark() //= for i < 3 in range xs
		}
	}
}

func threeDeep(xsss [][][]int) {
	for _, xss := range xsss {
		for _, xs := range xss {
			for range xs {
				mark() //= range xs in range xss in range xsss
			}
		}
	}
}

// What the body of a loop leaves in every turn is no loop.
func left(xs []int, ok bool) int {
	for range xs {
		mark() //= no loop
		break
	}
	for _, x := range xs {
		mark() //= no loop
		return x
	}
	for {
		mark() //= no loop
		if ok {
			break
		}
		panic("no")
	}
	for _, x := range xs {
		if x > 0 {
			mark() //= no loop
			return x
		}
		mark() //= range xs
	}
	return 0
}

func labels(xss [][]int) {
outer:
	for _, xs := range xss {
		for _, x := range xs {
			if x == 0 {
				mark() //= range xss
				continue outer
			}
			if x == 1 {
				mark() //= no loop
				break outer
			}
			mark() //= range xs in range xss
		}
	}
}

func gotos(n int) {
again:
	mark() //= goto
	if n > 0 {
		n--
		goto again
	}
	mark() //= no loop
}

func gotoAround(xs []int, n int) {
again:
	for range xs {
		mark() //= range xs in goto
	}
	if n > 0 {
		n--
		goto again
	}
}

func endless(ch chan int) {
	for {
		mark() //= for
		select {
		case <-ch:
			mark() //= for
		default:
			return
		}
	}
}

func kinds(n int, s string, m map[string]int, ch chan int, arr [4]int, p *[4]int) {
	for range n {
		mark() //= range n
	}
	for range s {
		mark() //= range s
	}
	for range m {
		mark() //= range m
	}
	for range ch {
		mark() //= range ch
	}
	for range arr {
		mark() //= range arr
	}
	for range p {
		mark() //= range p
	}
}

// The body of a range over a function is a function of its own.
func iterators(seq func(yield func(int) bool), xs []int) {
	for range seq {
		mark() //= no loop
		for range xs {
			mark() //= range xs
		}
	}
	for range xs {
		for range seq {
			mark() //= no loop
		}
		mark() //= range xs
	}
}

func closures(xs []int) {
	for range xs {
		f := func() {
			mark() //= no loop
			for range 3 {
				mark() //= range 3
			}
		}
		f()
	}
	for i := 0; i < len(xs); i++ {
		func() {
			mark() //= no loop
			_ = i
		}()
		mark() //= for i < len(xs)
	}
}

// A condition that is a call, and a post statement that is one.
func parts(next func() bool, step func(), ok func(func() bool) bool) {
	for next() {
		mark() //= for next()
	}
	for i := 0; i < 3; step() {
		mark() //= for i < 3
		i++
	}
	for ok(func() bool {
		mark() //= no loop
		return true
	}) {
	}
}

func only(xs []int) {
	for range xs {
		if len(xs) > 3 {
			mark() //= range xs
			continue
		}
	}
}

func swtch(xs []int) {
	for _, x := range xs {
		switch x {
		case 1:
			mark() //= range xs
			continue
		case 2:
			mark() //= range xs
			break
		default:
			mark() //= no loop
			return
		}
	}
}

func generic[T any](xs []T) {
	for range xs {
		mark() //= range xs
	}
}

var _ = func() int {
	for range 3 {
		mark() //= range 3
	}
	return 0
}()

type T struct{ next *T }

func (t *T) method() {
	for ; t != nil; t = t.next {
		mark() //= for t != nil
	}
}

func (T) _() {}

func _() {
	for range 2 {
		mark() //= range 2
	}
}
