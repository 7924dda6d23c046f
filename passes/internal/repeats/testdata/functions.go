package p

func work(...any) {}

func run(f func()) {
	go f() //= once
}

type T struct{}

func (t *T) start() {
	go t.run() //= once
}

func (t *T) run() {}

func generic[E any](xs []E) {
	for _, x := range xs {
		go work(x) //= data: parameter xs
	}
}

func helper(xs []int) {
	for range xs {
		run(func() {}) //= data: parameter xs
	}
}

var atStart = func() int {
	go work() //= once
	return 0
}()

var later = func() {
	go work() //= escapes, once
}

func init() {
	go work() //= once
}
