package main

import (
	"bufio"
	"fmt"
	"net"
	"sync"
	"sync/atomic"

	"github.com/inflight-go/inflight/testdata/migration/migrate/store"
)

// server is the database. It admits so many connections, and tells any further
// one that there are too many and closes it, as databases do. It has nothing to do
// for a statement: what a statement takes is the way there and back.
type server struct {
	listener net.Listener
	slots    chan struct{} // a connection holds one
	updated  atomic.Int64  // statements carried out
	serving  sync.WaitGroup
}

func startServer(connections int) (*server, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &server{listener: listener, slots: make(chan struct{}, connections)}
	s.serving.Go(s.accept)
	return s, nil
}

func (s *server) addr() string { return s.listener.Addr().String() }

// close waits for the clients to be gone.
func (s *server) close() {
	s.listener.Close()
	s.serving.Wait()
}

func (s *server) accept() {
	for {
		conn, err := s.listener.Accept()
		if err != nil {
			return
		}
		select {
		case s.slots <- struct{}{}:
			s.serving.Go(func() {
				defer func() { <-s.slots }()
				defer conn.Close()
				s.serve(conn)
			})
		default:
			fmt.Fprintln(conn, "too many connections")
			conn.Close()
		}
	}
}

func (s *server) serve(conn net.Conn) {
	if _, err := fmt.Fprintln(conn, store.Greeting); err != nil {
		return
	}
	statements := bufio.NewReader(conn)
	answer := []byte(store.Updated + "\n")
	for {
		if _, err := statements.ReadSlice('\n'); err != nil {
			return
		}
		s.updated.Add(1)
		if _, err := conn.Write(answer); err != nil {
			return
		}
	}
}
