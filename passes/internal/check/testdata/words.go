package p

import (
	"database/sql"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

func work(x int) {}

func job() error { return nil }

func list() ([]int, error)

func subjects(xs []int, ch chan int, rows *sql.Rows, l net.Listener, t *time.Ticker, m *sync.Map, queue []int) {
	for _, x := range xs {
		go work(x) //= go per element of xs (parameter), before the go statement
	}
	for range len(xs) {
		go work(1) //= go per element of xs (parameter), before the go statement
	}
	for range ch {
		go work(1) //= go per message of ch, before the go statement
	}
	for range t.C {
		go work(1) //= go per signal of t.C, before the go statement
	}
	for rows.Next() {
		go work(1) //= go per turn of Rows.Next, before the go statement
	}
	ys, _ := list()
	for range ys {
		go work(1) //= go per element of ys (result of list), before the go statement
	}
	for range os.Args {
		go work(1) //= go per element of os.Args (command arguments), before the go statement
	}
	for len(queue) > 0 {
		queue = queue[1:]
		go work(1) //= go per element of queue (queue), before the go statement
	}
	m.Range(func(k, v any) bool {
		go work(1) //= go per call of the function given to Map.Range, before the go statement
		return true
	})
	_ = filepath.Walk(".", func(string, os.FileInfo, error) error {
		go work(1) //= go per call of the function given to filepath.Walk, before the go statement
		return nil
	})
	for {
		_, _ = l.Accept()
		go work(1) //= go per connection that Accept returns, before the go statement
	}
}

func endless() {
	for {
		go work(1) //= go in a loop without end, before the go statement
	}
}

func received(ch chan int) {
	for {
		go work(<-ch) //= go per message of ch, before the go statement
	}
}

func handler(w http.ResponseWriter, r *http.Request) {
	go work(1) //= go per request of handler, before the go statement
}

type server struct{ wg sync.WaitGroup }

func (s *server) handler(w http.ResponseWriter, r *http.Request) {
	func() {
		go work(1) //= go per request of (*server).handler, before the go statement
	}()
}

type value struct{}

func (value) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	go work(1) //= go per request of value.ServeHTTP, before the go statement
}

func (s *server) groups(xs []int) {
	var g errgroup.Group
	for range xs {
		g.Go(job) //= g.Go per element of xs (parameter), before g.Go
	}
	for range xs {
		s.wg.Go(func() {}) //= s.wg.Go per element of xs (parameter), before s.wg.Go
	}
	for range xs {
		start(func() {}) //= start per element of xs (parameter), before start
	}
}

func start(f func()) { go f() }

func recursive(n int) {
	var g errgroup.Group
	g.Go(func() error { //= g.Go per recursive call of recursive, before g.Go
		recursive(n - 1)
		return nil
	})
}
