// shape: HTTP requests to a server that refuses more than it admits
// want: may (a retry that sleeps looks like a poll)
// k: 16

package httpget

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	server, base, err := listen(4)
	if err != nil {
		return nil, err
	}
	defer server.Close()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 16}}
	defer client.CloseIdleConnections()
	return statuses(l, client, base, l.IDs()), nil
}

// listen starts a server that turns requests away when too many are there. What
// is turned away is to be tried again.
func listen(places int) (*http.Server, string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, "", err
	}
	admitted := make(chan struct{}, places)
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case admitted <- struct{}{}:
			defer func() { <-admitted }()
			fmt.Fprint(w, "fine")
		default:
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	})}
	go server.Serve(listener)
	return server, "http://" + listener.Addr().String(), nil
}

func statuses(l *load.Load, client *http.Client, base string, ids []int) map[int]string {
	var mu sync.Mutex
	status := make(map[int]string)
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		go func(url string) {
			defer wg.Done()
			l.Enter()
			defer l.Leave()
			text := try(client, url)
			mu.Lock()
			status[id] = text
			mu.Unlock()
		}(fmt.Sprintf("%s/%d", base, id))
	}
	wg.Wait()
	return status
}

func try(client *http.Client, url string) string {
	for {
		response, err := client.Get(url)
		if err != nil {
			return err.Error()
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil {
			return err.Error()
		}
		if response.StatusCode != http.StatusServiceUnavailable {
			return string(body)
		}
		time.Sleep(time.Millisecond)
	}
}
