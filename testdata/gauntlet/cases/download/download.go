// shape: HTTP requests to a server that admits a few at once
// want: fix
// k: 16

package download

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(200 * time.Microsecond)
		fmt.Fprintf(w, "the body of %s", r.URL.Path)
	})
	server := httptest.NewServer(admit(20, handler))
	defer server.Close()
	bodies, err := fetchAll(ctx, l, server.Client(), server.URL, l.IDs())
	return bodies, err
}

// admit lets n requests in at once. The others wait.
func admit(n int, next http.Handler) http.Handler {
	admitted := make(chan struct{}, n)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		admitted <- struct{}{}
		defer func() { <-admitted }()
		next.ServeHTTP(w, r)
	})
}

func fetchAll(ctx context.Context, l *load.Load, client *http.Client, base string, ids []int) ([]string, error) {
	bodies := make([]string, len(ids))
	var wg sync.WaitGroup
	var once sync.Once
	var firstErr error
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			l.Enter()
			defer l.Leave()
			body, err := fetch(ctx, client, fmt.Sprintf("%s/%d", base, id))
			if err != nil {
				once.Do(func() { firstErr = err })
				return
			}
			bodies[i] = body
		}()
	}
	wg.Wait()
	return bodies, firstErr
}

func fetch(ctx context.Context, client *http.Client, url string) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	response, err := client.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return string(body), err
}
