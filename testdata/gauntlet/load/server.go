package load

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"time"
)

// A server answers on the loopback interface what the square of a number is.
type server struct {
	http   *http.Server
	client *http.Client
	base   string
}

// URL returns an address for an element. A GET of it takes a moment, and its
// body is what Square returns.
func (l *Load) URL(id int) string { return l.start().base + "/square?of=" + strconv.Itoa(id) }

// Square returns what URL answers.
func Square(id int) int { return id * id }

// Client returns a client that keeps its connections to the server of URL.
func (l *Load) Client() *http.Client { return l.start().client }

func (l *Load) start() *server {
	l.serve.Do(func() {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			panic(err)
		}
		mux := http.NewServeMux()
		mux.HandleFunc("/square", square)
		l.server = &server{
			http:   &http.Server{Handler: mux},
			client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 32}},
			base:   "http://" + listener.Addr().String(),
		}
		go l.server.http.Serve(listener)
	})
	return l.server
}

func (s *server) close() {
	s.client.CloseIdleConnections()
	s.http.Close()
}

func square(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.Atoi(r.FormValue("of"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	time.Sleep(300 * time.Microsecond)
	fmt.Fprintln(w, Square(id))
}

func (l *Load) get(ctx context.Context, id int) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, l.URL(id), nil)
	if err != nil {
		return err
	}
	response, err := l.Client().Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("element %d: %s", id, response.Status)
	}
	_, err = io.Copy(io.Discard, response.Body)
	return err
}
