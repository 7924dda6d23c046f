package broken

func work() {}

func f() {
	work() //inflight:ignore anything no name can be called unknown here
	work() //inflight:ignore // want `//inflight:ignore names no check`
}
