// Package listeners serves connections, with a limit and without.
package listeners

import (
	"net"

	"golang.org/x/net/netutil"
)

func serve(net.Conn) {}

func limited(l net.Listener) error {
	l = netutil.LimitListener(l, 100)
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		go serve(conn)
	}
}

func limitedAt(addr string) error {
	inner, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	l := netutil.LimitListener(inner, 100)
	defer l.Close()
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		go serve(conn)
	}
}
