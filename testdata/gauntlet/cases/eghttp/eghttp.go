// shape: a group of HTTP requests to a server that admits a few at once
// want: fix
// k: 16

package eghttp

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	server, base, err := listen(20)
	if err != nil {
		return nil, err
	}
	defer server.Close()
	client := &http.Client{Transport: &http.Transport{}}
	defer client.CloseIdleConnections()
	return download(ctx, l, client, base, l.IDs())
}

// listen starts a server that lets so many requests in at once. Others wait.
func listen(places int) (*http.Server, string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, "", err
	}
	admitted := make(chan struct{}, places)
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		admitted <- struct{}{}
		defer func() { <-admitted }()
		time.Sleep(200 * time.Microsecond)
		fmt.Fprint(w, len(r.URL.Path))
	})}
	go server.Serve(listener)
	return server, "http://" + listener.Addr().String(), nil
}

func download(ctx context.Context, l *load.Load, client *http.Client, base string, ids []int) ([]string, error) {
	bodies := make([]string, len(ids))
	g, ctx := errgroup.WithContext(ctx)
	for i, id := range ids {
		g.Go(func() error {
			l.Enter()
			defer l.Leave()
			request, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"/"+strings.Repeat("x", id), nil)
			if err != nil {
				return err
			}
			response, err := client.Do(request)
			if err != nil {
				return err
			}
			defer response.Body.Close()
			body, err := io.ReadAll(response.Body)
			bodies[i] = string(body)
			return err
		})
	}
	return bodies, g.Wait()
}
