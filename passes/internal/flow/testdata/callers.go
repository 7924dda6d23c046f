package p

func private(n int) {} //= 2 calls, all

func never() {} //= 0 calls

func Exported() {} //= 1 calls

func asValue() {} //= 2 calls, all

func stored() {} //= 1 calls

func started() {} //= 1 calls, all

func deferred() {} //= 1 calls, all

func handedOver() {} //= 1 calls

func generic[T any](t T) {} //= 2 calls, all

func genericValue[T any](t T) {} //= 2 calls, all

func recursive(n int) { //= 2 calls, all
	if n > 0 {
		recursive(n - 1)
	}
}

type T struct{}

func (t *T) private() {} //= 1 calls, all

func (t *T) Exported() {} //= 1 calls

var table = []func(){stored}

func run(f func()) { f() } //= 1 calls, all

func main() { //= 0 calls
	private(1)
	private(2)
	Exported()
	f := asValue
	asValue()
	f()
	stored()
	go started()
	defer deferred()
	handedOver()
	run(handedOver)
	generic(1)
	generic("")
	genericValue(1)
	g := genericValue[string]
	g("")
	recursive(3)
	t := &T{}
	t.private()
	t.Exported()
}
