// shape: the transport has a limit of connections for each host: more at once only wait
// want: fix
// k: 10

package connslimit

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	client := &http.Client{Transport: &http.Transport{MaxConnsPerHost: 10}}
	defer client.CloseIdleConnections()
	return squares(l, client, l.IDs())
}

func squares(l *load.Load, client *http.Client, ids []int) ([]string, error) {
	bodies := make([]string, len(ids))
	errs := make([]error, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			l.Enter()
			defer l.Leave()
			bodies[i], errs[i] = get(client, l.URL(id))
		}()
	}
	wg.Wait()
	return bodies, errors.Join(errs...)
}

func get(client *http.Client, url string) (string, error) {
	response, err := client.Get(url)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return strings.TrimSpace(string(body)), err
}
