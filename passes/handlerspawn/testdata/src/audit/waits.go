package audit

import (
	"net/http"
	"sync"
)

// WaitsMostly waits for the work unless the body is empty.
func WaitsMostly(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Path
	var wg sync.WaitGroup
	wg.Add(1)
	go func() { // want `^go per request of WaitsMostly: no limit found before the go statement$`
		defer wg.Done()
		notify(name)
	}()
	if r.ContentLength == 0 {
		return
	}
	wg.Wait()
}
