package p

import (
	"context"
	"net/http"
	"os"
	"os/exec"
	"time"

	"cloud.google.com/go/internal/pubsub"
	"github.com/gin-gonic/gin"
	"github.com/gorilla/websocket"
	"github.com/nats-io/nats.go"
	"golang.org/x/sync/errgroup"
)

func work(x int) {}

func job() error { return nil }

// Rows of the test say what these do.
func Deliver() <-chan int { return nil }

type Bus struct{}

func (*Bus) On(name string, f func()) {}
func (*Bus) OnMessage(f func())       {}
func (*Bus) Receive() (int, error)    { return 0, nil }

type Pool struct{}

func NewPool(n int) *Pool      { return nil }
func (*Pool) Go(f func())      {}
func (*Pool) With(n int) *Pool { return nil }

type server struct{ pool *Pool }

func start() { go work(1) }

func (s *server) start() { go work(1) }

type of[T any] struct{}

func (o *of[T]) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	go work(1) //= go per request of (*of).ServeHTTP, served
}

func (o of[T]) Handle(c *gin.Context) {
	go work(1) //= go per request of of.Handle, served
	start()    //= start per request of of.Handle, served
}

var onRequest = func(w http.ResponseWriter, r *http.Request) {
	go work(1) //= go per request of a handler in onRequest, served
}

var first, onSecond = 1, func(c *gin.Context) { go work(1) } //= go per request of a handler in onSecond, served

var routes = map[string]http.HandlerFunc{
	"/": func(w http.ResponseWriter, r *http.Request) { go work(1) }, //= go per request of a handler in routes, served
}

func register(e *gin.Engine, b *Bus, mux *http.ServeMux) {
	e.POST("/", func(c *gin.Context) {
		go work(1) //= go per request of a handler in register, served
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		func() {
			go work(1) //= go per request of a handler in register, served
		}()
	})
	b.On("a", func() {
		go work(1) //= go per request of a handler in register, served
	})
	b.OnMessage(func() {
		go work(1) //= go per message of a handler in register, served
	})
}

func (s *server) register(e *gin.Engine) {
	e.POST("/", func(c *gin.Context) {
		s.start() //= s.start per request of a handler in (*server).register, served
	})
}

func onMessage(m *nats.Msg) {
	go work(1) //= go per message of onMessage, served
}

func (s *server) onMessage(ctx context.Context, m *pubsub.Message) {
	go work(1) //= go per message of (*server).onMessage, served
}

func middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		go work(1) //= go per request of a handler in middleware, served
	})
}

func messages(b *Bus, c *websocket.Conn) {
	for range Deliver() {
		go work(1) //= go per message of Deliver()
	}
	ch := Deliver()
	for range ch {
		go work(1) //= go per message of ch
	}
	for {
		_, _, err := c.ReadMessage()
		if err != nil {
			break
		}
		go work(1) //= go per turn of Conn.ReadMessage
	}
	for {
		_, err := b.Receive()
		if err != nil {
			break
		}
		go work(1) //= go per turn of Bus.Receive
	}
}

func signals(stop chan os.Signal, t <-chan time.Time, tokens chan struct{}) {
	for range stop {
		go work(1) //= go per signal of stop
	}
	for range t {
		go work(1) //= go per signal of t
	}
	for {
		<-tokens
		go work(1) //= go per signal of tokens
	}
}

func kinds(xs []int, s *server, g *errgroup.Group) {
	for range xs {
		start() //= start per element of xs (parameter)
	}
	for range xs {
		s.start() //= s.start per element of xs (parameter)
	}
	for range xs {
		time.AfterFunc(time.Second, func() {}) //= time.AfterFunc per element of xs (parameter)
	}
	for range xs {
		_ = exec.Command("ls").Start() //= exec.Command("ls").Start per element of xs (parameter)
	}
	var h errgroup.Group
	for range xs {
		h.TryGo(job) //= h.TryGo per element of xs (parameter)
	}
}

func counted(xs []int) {
	for i := 0; i < len(xs); i++ {
		go work(i) //= go per element of xs (parameter)
	}
}

func lifted(xs []int) {
	var g errgroup.Group
	g.SetLimit(-1)
	for range xs {
		g.Go(job) //= g.Go per element of xs (parameter), SetLimit(-1)
	}
	p := NewPool(0)
	for range xs {
		p.Go(func() {}) //= p.Go per element of xs (parameter), NewPool(0)
	}
	q := NewPool(8).With(-2)
	for range xs {
		q.Go(func() {}) //= q.Go per element of xs (parameter), With(-2)
	}
	const none = 0
	r := NewPool(none)
	for range xs {
		r.Go(func() {}) //= r.Go per element of xs (parameter), NewPool(0)
	}
}
