package p

import "os"

func work(...any) {}

func literal(xs []string) {
	for range xs {
		go work() //= constant
	}
}

func argument(xs []string) {
	for range xs {
		go work() //= data: parameter xs < parameter ys
	}
}

func listed(xs []string) {
	for range xs {
		go work() //= data: parameter xs < local value < listing ReadDir
	}
}

func nobody(xs []string) {
	for range xs {
		go work() //= data: parameter xs
	}
}

func value(xs []string) {
	for range xs {
		go work() //= data: parameter xs
	}
}

func Exported(xs []string) {
	for range xs {
		go work() //= data: parameter xs
	}
}

func number(n int) {
	for range n {
		go work() //= data: parameter ys
	}
}

func chosen(n int) {
	for range n {
		go work() //= configured: parameter n
	}
}

func second(xs []string) { third(xs) }

func third(xs []string) {
	for range xs {
		go work() //= constant
	}
}

func tested(xs []string) {
	for range xs {
		go work() //= configured
	}
}

func recursive(xs []string) {
	for range xs {
		go work() //= data: parameter xs < parameter ys
	}
	if len(xs) > 1 {
		recursive(xs[1:])
	}
}

func written(xs ...string) {
	for range xs {
		go work() //= constant
	}
}

func main(ys []string) {
	literal([]string{"a"})
	literal(nil)
	argument([]string{"a"})
	argument(ys)
	var names []string
	entries, _ := os.ReadDir(".")
	for _, e := range entries {
		names = append(names, e.Name())
	}
	listed(names)
	f := value
	if len(ys) > 3 {
		f = nobody
	}
	f(nil)
	value([]string{"a"})
	Exported([]string{"a"})
	number(len(ys))
	chosen(4)
	second([]string{"a", "b"})
	if len(ys) < 10 {
		tested(ys)
	}
	recursive(ys)
	written("a", "b")
}

func pass(xs []string) []string { return xs }

func few() []string { return []string{"a", "b"} }

func build(ys []string) []string {
	var out []string
	for _, y := range ys {
		out = append(out, y)
	}
	return out
}

func read() ([]string, error) {
	entries, err := os.ReadDir(".")
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out, err
}

func returned(ys []string) {
	for range pass(ys) {
		go work() //= data: result pass < parameter ys
	}
	for range pass([]string{"a"}) {
		go work() //= constant
	}
	for range few() {
		go work() //= constant
	}
	for range build(ys) {
		go work() //= data: result build < local value < parameter ys < parameter ys
	}
	xs, _ := read()
	for range xs {
		go work() //= data: listing read < local value < listing ReadDir
	}
}
