package p

func use(any)

func named() {}

type T struct{ n int }

func (t *T) method() {}

func values(unknown func(), cond bool) {
	use1(named)     //= named
	use1(func() {}) //= values$1
	use1(unknown)   //= unknown

	f := func() {}
	use1(f) //= values$2

	if cond {
		f = named
	}
	use1(f) //= named values$2

	g := unknown
	if cond {
		g = func() {}
	}
	use1(g) //= unknown values$3

	t := &T{}
	use1(t.method)            //= method$bound
	use1((func())(func() {})) //= values$4

	var nothing func()
	use1(nothing) //= unknown

	// captured, and set in the closure that calls itself
	var rec func()
	rec = func() {
		use1(rec) //= values$5
		rec()
	}
	use1(rec) //= values$5

	either := func() {}
	func() {
		use1(either) //= named values$6
	}()
	func() {
		either = named
	}()
	func() {
		use1(either) //= named values$6
	}()
	use1(pick()) //= unknown
}

func pick() func() { return func() {} }

func use1(f func())

type method func(*T)

func expression() {
	var m method = (*T).method
	use2(m) //= method$thunk
}

func use2(method)
