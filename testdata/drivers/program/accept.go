package main

type conn interface{ RemoteAddr() string }

// serve has one listener and calls several others: which of them a finding names
// must not change from run to run.
func serve(l listener) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		up, err := l.DialA()
		if err != nil {
			continue
		}
		if up, err = l.DialB(); err != nil {
			continue
		}
		if up, err = l.DialC(); err != nil {
			continue
		}
		if up, err = l.DialD(); err != nil {
			continue
		}
		go work(c.RemoteAddr() + up.RemoteAddr()) // audit spawnloop unbounded // lost spawnloop unbounded
	}
}

type listener interface {
	Accept() (conn, error)
	DialA() (conn, error)
	DialB() (conn, error)
	DialC() (conn, error)
	DialD() (conn, error)
}
