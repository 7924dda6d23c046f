package audit

import (
	"net"
	"runtime"
)

// AcceptGated takes a place before it serves: silent at every level.
func AcceptGated(ln net.Listener, serve func(net.Conn)) error {
	sem := make(chan struct{}, 100)
	for {
		conn, err := ln.Accept()
		if err != nil {
			return err
		}
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			serve(conn)
		}()
	}
}

// CountedWorkers is bounded at every level.
func CountedWorkers(work func(int)) {
	for i := range runtime.NumCPU() {
		go work(i)
	}
}

// ConstantNames is bounded at every level.
func ConstantNames() {
	for _, name := range []string{"a", "b"} {
		go fetch(name)
	}
}
