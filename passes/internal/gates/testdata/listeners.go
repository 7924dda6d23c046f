package p

// The rows of these stand in the test.

func work(...any) {}

type Conn interface {
	RemoteAddr() string
	Close() error
}

type Listener interface{ Accept() (Conn, error) }

func Limit(l Listener, n int) Listener { return l }

func Dial() Listener { return nil }

func limited(n int) {
	l := Limit(Dial(), 8)
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		go work(c) //= listener limit, constant
	}
}

func chosen(n int) {
	l := Limit(Dial(), n)
	for {
		c, err := l.Accept()
		if err != nil {
			continue
		}
		go work(c) //= listener limit, configured
	}
}

func lifted() {
	l := Limit(Dial(), 0)
	for {
		c, _ := l.Accept()
		go work(c) //= none
	}
}

func plain() {
	l := Dial()
	for {
		c, _ := l.Accept()
		go work(c) //= none
	}
}

// The listener within has no limit.
func within() {
	inner := Dial()
	outer := Limit(inner, 8)
	for {
		c, _ := inner.Accept()
		go work(c, outer) //= none
	}
}

func given(l Listener) {
	for {
		c, _ := l.Accept()
		go work(c) //= none
	}
}

type server struct{ limited, free Listener }

func newServer() *server { return &server{limited: Limit(Dial(), 8), free: Dial()} }

func (s *server) fields() {
	for {
		c, _ := s.limited.Accept()
		go work(c) //= listener limit, constant
	}
}

func (s *server) others() {
	for {
		c, _ := s.free.Accept()
		go work(c) //= none
	}
}

// Other calls of it do not wait.
func passedBy(l Listener, xs []int) {
	m := Limit(l, 8)
	for range xs {
		work(m)
		go work() //= none
	}
}
