package p

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"google.golang.org/grpc"
)

func work(...any) {}

func in(ctx context.Context) error { return nil }

func copies(w io.Writer, r io.Reader) {}

func read(r *http.Request) {}

func take(s string) {}

func store(b []byte) {}

type key struct{}

func contexts(w http.ResponseWriter, r *http.Request) {
	go in(r.Context()) //= Tied
	go func() {        //= Tied
		_ = in(r.Context())
	}()
	ctx := r.Context()
	go func() { //= Tied
		_ = in(ctx)
	}()
	go func() { //= Tied
		<-ctx.Done()
	}()
	go func() { //= Tied
		for ctx.Err() == nil {
			store(nil)
		}
	}()
	timeout, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	go in(timeout) //= Tied
	go func() {    //= Tied
		own, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel()
		_ = in(own)
	}()
	value := context.WithValue(ctx, key{}, 1)
	go in(value) //= Tied
	again := r.WithContext(value)
	go in(again.Context()) //= Tied
	go func() {            //= Tied
		go func() { //= Tied
			_ = in(ctx)
		}()
	}()
}

func detached(w http.ResponseWriter, r *http.Request) {
	go store(nil) //= Detached
	go func() {   //= Detached
		store(nil)
	}()
	go in(context.Background())               //= Detached
	go in(context.TODO())                     //= Detached
	go in(context.WithoutCancel(r.Context())) //= Detached
	own := context.WithoutCancel(r.Context())
	go func() { //= Detached
		ctx, cancel := context.WithTimeout(own, time.Second)
		defer cancel()
		_ = in(ctx)
	}()
	id := r.URL.Query().Get("id")
	go take(id)         //= Detached
	go take(r.URL.Path) //= Detached
	go func() {         //= Detached
		take(r.Header.Get("a"))
	}()
	body, _ := io.ReadAll(r.Body)
	go store(body) //= Detached
	go func() {    //= Detached
		store(body)
	}()
	user, _ := r.Context().Value(key{}).(string)
	go take(user) //= Detached
	var wg sync.WaitGroup
	wg.Go(func() { store(body) }) //= Detached
	go func() {                   //= Detached
		copied := context.WithValue(context.Background(), key{}, r.Context().Value(key{}))
		_ = in(copied)
	}()
}

func writers(w http.ResponseWriter, r *http.Request) {
	go copies(w, nil) //= Tied
	go func() {       //= Tied
		fmt.Fprint(w, "x")
	}()
	go func() { //= Tied
		w.WriteHeader(1)
	}()
	go func() { //= Tied
		_, _ = w.Write(nil)
	}()
	go read(r)  //= Tied
	go func() { //= Tied
		read(r)
	}()
	go http.Error(w, "", 1) //= Tied
	var buf bytes.Buffer
	go func() { //= Detached
		fmt.Fprint(&buf, "x")
	}()
}

func pipes(w http.ResponseWriter, r *http.Request) {
	pr, pw := io.Pipe()
	go func() { //= Tied
		defer pw.Close()
		store(nil)
	}()
	go copies(pw, nil) //= Tied
	go copies(nil, pr) //= Tied
}

func channels(w http.ResponseWriter, r *http.Request) {
	done := make(chan int, 1)
	go func() { //= Tied
		store(nil)
		done <- 1
	}()
	<-done
	stop := make(chan struct{})
	defer close(stop)
	go func() { //= Tied
		<-stop
	}()
	closed := make(chan int)
	go func() { //= Tied
		defer close(closed)
		store(nil)
	}()
	for range closed {
	}
}

func unread(w http.ResponseWriter, r *http.Request) {
	done := make(chan int, 1)
	go func() { //= Detached
		store(nil)
		done <- 1
	}()
}

type server struct {
	ctx context.Context
	log *log.Logger
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	go in(s.ctx) //= Detached
	go func() {  //= Detached
		<-s.ctx.Done()
	}()
	go s.run(r.Context()) //= Tied
	go s.run(s.ctx)       //= Detached
	go func() {           //= Detached
		s.log.Println(r.URL)
	}()
	s.start(r.Context())          //= Tied
	s.start(context.Background()) //= Detached
	s.plain()                     //= Detached
	s.second(r.Context())         //= Tied
}

func (s *server) run(ctx context.Context) {}

func (s *server) start(ctx context.Context) {
	go func() {
		_ = in(ctx)
	}()
}

func (s *server) plain() {
	go func() {
		store(nil)
	}()
}

func (s *server) second(ctx context.Context) { s.start(ctx) }

func frameworks(c *gin.Context) {
	go in(c.Request.Context()) //= Tied
	go take(c.Param("a"))      //= Detached
	go use(c)                  //= Tied
	go func() {                //= Detached
		use(c.Copy())
	}()
}

func use(c *gin.Context) {}

type stream interface {
	grpc.ServerStream
	Send(int) error
}

func streams(s stream) error {
	go func() { //= Tied
		_ = s.Send(1)
	}()
	go in(s.Context()) //= Tied
	go func() {        //= Tied
		<-s.Context().Done()
	}()
	go store(nil) //= Detached
	return nil
}

func made(w http.ResponseWriter, r *http.Request) {
	ended, stop := context.WithCancel(context.Background())
	defer stop()
	go in(ended) //= Tied
	go func() {  //= Tied
		_ = in(ended)
	}()
	kept, cancel := context.WithCancel(context.Background())
	go in(kept) //= Detached
	cancel()
	own, stopOwn := context.WithTimeout(context.Background(), time.Second)
	go func() { //= Detached
		defer stopOwn()
		_ = in(own)
	}()
}

// A request that it makes itself.
func client(w http.ResponseWriter, r *http.Request) {
	req, _ := http.NewRequest("GET", "", nil)
	go read(req) //= Detached
	with, _ := http.NewRequestWithContext(r.Context(), "GET", "", nil)
	go in(with.Context()) //= Tied
}

func timers(w http.ResponseWriter, r *http.Request) {
	time.AfterFunc(time.Second, func() { store(nil) })          //= Detached, Delayed
	time.AfterFunc(time.Second, func() { _ = in(r.Context()) }) //= Tied, Delayed
}
