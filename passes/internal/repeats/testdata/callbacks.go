package p

import (
	"context"
	"net/http"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	"cloud.google.com/go/internal/pubsub"
	"github.com/gin-gonic/gin"
)

func work(...any) {}

// Rows of the test say what these do.
func Retry(f func() error)                {}
func RetryAt(n int, f func() error)       {}
func Together(a, b func())                {}
func Watch(name string, f func(string))   {}
func Keep(f func())                       {}
func Visit(f func(int) bool)              {}
func Deliver() <-chan []byte              { return nil }
func DeliverSeq() func(func([]byte) bool) { return nil }
func DeliverErr() (<-chan []byte, error)  { return nil, nil }
func Fetch(n int) ([]string, error)       { return nil, nil }
func FetchBatch() (*Batch, error)         { return nil, nil }

type Batch struct{ Messages []string }

type Bus struct{}

func (*Bus) OnMessage(f func(string))         {}
func (*Bus) OnEvent(name string, f, g func()) {}

func retries(xs []int) {
	Retry(func() error {
		go work() //= configured
		return nil
	})
	for range xs {
		Retry(func() error {
			go work() //= data: parameter xs
			return nil
		})
	}
	Retry(func() error {
		for range xs {
			go work() //= data: parameter xs
		}
		return nil
	})
	RetryAt(3, func() error {
		go work() //= configured
		return nil
	})
	once := func() error {
		go work() //= configured
		return nil
	}
	Retry(once)
}

func fixed(xs []int) {
	Together(func() {
		go work() //= spawned, once
	}, func() {
		for range xs {
			go work() //= spawned, data: parameter xs
		}
	})
}

func registered(b *Bus, xs []int) {
	b.OnMessage(func(string) {
		go work() //= once; handler, forever: delivery OnMessage
		for range xs {
			go work() //= data: parameter xs; handler, forever: delivery OnMessage
		}
		func() {
			go work() //= once; handler, forever: delivery OnMessage
		}()
	})
	for range xs {
		b.OnMessage(func(string) {
			go work() //= once; handler, forever: delivery OnMessage
		})
	}
	f := func(string) {
		go work() //= once; handler, forever: delivery OnMessage
	}
	b.OnMessage(f)
	b.OnEvent("a", func() {
		go work() //= escapes, once
	}, func() {
		go work() //= once; handler, forever: request OnEvent
	})
}

func outOfSight(xs []int) {
	Watch("a", func(string) {
		go work() //= forever: calls of a callback Watch
	})
	Keep(func() {
		go work() //= escapes, once
	})
	sort.Slice(xs, func(i, j int) bool {
		go work() //= escapes, once
		return true
	})
	slices.SortFunc(xs, func(a, b int) int {
		go work() //= escapes, once
		return 0
	})
	_ = strings.Map(func(r rune) rune {
		go work() //= escapes, once
		return r
	}, "abc")
	time.AfterFunc(time.Second, func() { //= once
		go work() //= spawned, once
	})
}

func handlers(receive func(func(context.Context, *pubsub.Message)), e *gin.Engine, xs []int) {
	receive(func(ctx context.Context, m *pubsub.Message) {
		go work() //= once; handler, forever: delivery
	})
	for range xs {
		e.POST("/", func(c *gin.Context) {
			go work() //= once; handler, forever: request
		})
	}
	f := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		go work() //= once; handler, forever: request
	})
	http.Handle("/", f)
}

// The body of a range over a function of handlers' parameters is the body of a loop.
func ranged(requests func(func(*gin.Context) bool), writers func(func(http.ResponseWriter, *http.Request) bool)) {
	for c := range requests {
		go work(c) //= data: parameter requests
	}
	for w, r := range writers {
		go work(w, r) //= data: parameter writers
	}
}

func single(o *sync.Once, xs []int) {
	for range xs {
		o.Do(func() {
			go work() //= single, once
		})
	}
	for range xs {
		o.Do(func() {
			for range xs {
				go work() //= single, data: parameter xs
			}
		})
	}
	f := func() {
		go work() //= single, once
	}
	o.Do(f)
}

func delivered() {
	for range Deliver() {
		go work() //= forever: channel Deliver
	}
	ch := Deliver()
	for range ch {
		go work() //= forever: channel Deliver
	}
	func() {
		for range ch {
			go work() //= forever: channel Deliver
		}
	}()
	both, _ := DeliverErr()
	for range both {
		go work() //= forever: channel DeliverErr
	}
	for m := range DeliverSeq() {
		go work(m) //= forever: channel DeliverSeq
	}
	for {
		select {
		case m := <-ch:
			go work(m) //= forever: channel Deliver
		}
	}
}

func either(ok bool) {
	ch := make(<-chan []byte)
	if ok {
		ch = Deliver()
	}
	for range ch {
		go work() //= forever: channel
	}
}

func batches() {
	ms, _ := Fetch(10)
	for range ms {
		go work() //= configured
	}
	for {
		ms, err := Fetch(10)
		if err != nil {
			return
		}
		for range ms {
			go work() //= forever: stream Fetch
		}
		go work() //= forever: stream Fetch
	}
}

func batchField() {
	for {
		b, err := FetchBatch()
		if err != nil {
			return
		}
		for range b.Messages {
			go work() //= forever: stream FetchBatch
		}
	}
}

func visits() {
	Visit(func(int) bool {
		go work() //= data: iterator Visit
		return true
	})
}
