package p

import (
	"context"
	"io"
	"net"
	"os"
	"time"
)

func work(...any) {}

func channel(ch chan int) {
	for x := range ch {
		go work(x) //= forever: channel
	}
	for {
		x := <-ch
		go work(x) //= forever: channel
	}
}

func commaOk(ch chan int) {
	for {
		x, ok := <-ch
		if !ok {
			return
		}
		go work(x) //= forever: channel
	}
}

func nothing(f func()) {
	for {
		go work() //= forever: endless loop
		f()
	}
}

func accept(l net.Listener, tcp *net.TCPListener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go work(conn) //= forever: connections Accept
	}
}

func acceptTCP(l *net.TCPListener) {
	for {
		conn, _ := l.AcceptTCP()
		go work(conn) //= forever: connections AcceptTCP
	}
}

func conns(ch chan net.Conn) {
	for c := range ch {
		go work(c) //= forever: connections
	}
}

func events(t *time.Ticker, sig chan os.Signal, kick chan struct{}, flags chan bool) {
	for range t.C {
		go work() //= forever: event
	}
	for range sig {
		go work() //= forever: event
	}
	for range kick {
		go work() //= forever: event
	}
	for range flags {
		go work() //= forever: event
	}
	for range time.Tick(time.Second) {
		go work() //= forever: event
	}
}

func sleeps() {
	for {
		time.Sleep(time.Second)
		go work() //= forever: endless loop
	}
}

// The case that the spawn stands in is what makes it run.
func cases(ctx context.Context, ch chan int, t *time.Ticker, conns chan net.Conn) {
	for {
		select {
		case <-ctx.Done():
			go work() //= once
			return
		case x := <-ch:
			go work(x) //= forever: channel
		case <-t.C:
			go work() //= forever: event
		case c := <-conns:
			go work(c) //= forever: connections
		}
		go work() //= forever: connections
	}
}

func done(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		default:
		}
		go work() //= forever: endless loop
	}
}

func whileDone(ctx context.Context, ch chan int) {
	for ctx.Err() == nil {
		go work(<-ch) //= forever: channel
	}
}

type stream interface {
	Recv() (string, error)
}

type reader interface {
	ReadMessage(context.Context) (string, error)
	Next() (string, error)
}

func recv(s stream) {
	for {
		msg, err := s.Recv()
		if err != nil {
			return
		}
		go work(msg) //= forever: stream Recv
	}
}

func messages(ctx context.Context, r reader) {
	for {
		msg, err := r.ReadMessage(ctx)
		if err == io.EOF {
			break
		}
		go work(msg) //= forever: stream ReadMessage
	}
	for {
		msg, _ := r.Next()
		go work(msg) //= forever: stream Next
	}
}

// A call that the program ends at when it fails.
func untilError(fetch func() (string, error)) {
	for {
		msg, err := fetch()
		if err != nil {
			return
		}
		go work(msg) //= forever: stream
	}
}
