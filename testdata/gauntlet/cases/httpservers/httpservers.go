// shape: an HTTP server for each element, asked and shut down after the loop
// want: none (the work goes on until it is stopped)
// hangs: the first 16 serve until they are closed

package httpservers

import (
	"context"
	"net"
	"net/http"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return mesh(l, l.IDs()[:100])
}

func mesh(l *load.Load, ids []int) (int, error) {
	var servers []*http.Server
	var wg sync.WaitGroup
	for _, id := range ids {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return 0, err
		}
		server := &http.Server{Addr: listener.Addr().String(), Handler: http.NotFoundHandler()}
		servers = append(servers, server)
		wg.Add(1)
		go func() {
			defer wg.Done()
			l.Do(id)
			server.Serve(listener) // until it is closed
		}()
	}
	missing := 0
	for _, server := range servers {
		response, err := http.Get("http://" + server.Addr)
		if err != nil {
			return 0, err
		}
		response.Body.Close()
		if response.StatusCode == http.StatusNotFound {
			missing++
		}
		server.Close()
	}
	wg.Wait()
	return missing, nil
}
