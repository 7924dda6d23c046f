package positive

import (
	"net/http"
	"os/exec"
	"sync"

	"golang.org/x/sync/errgroup"
)

type jobs struct {
	wg    sync.WaitGroup
	group errgroup.Group
}

// Shutdown waits for all of them, when the server ends.
func (j *jobs) Shutdown() { j.wg.Wait() }

func (j *jobs) counted(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Path
	j.wg.Add(1)
	go func() { // want `^go per request of \(\*jobs\)\.counted: can outlive the request, no limit found`
		defer j.wg.Done()
		notify(name)
	}()
}

func (j *jobs) waitGroup(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Path
	j.wg.Go(func() { notify(name) }) // want `^j\.wg\.Go per request of \(\*jobs\)\.waitGroup: can outlive the request, no limit found before j\.wg\.Go$`
}

// LocalWaitGroup waits for nothing.
func LocalWaitGroup(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Path
	var wg sync.WaitGroup
	wg.Go(func() { notify(name) }) // want `^wg\.Go per request of LocalWaitGroup: can outlive the request, no limit found before wg\.Go$`
}

// LocalGroup waits for nothing.
func LocalGroup(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Path
	var g errgroup.Group
	g.Go(func() error {
		notify(name)
		return nil
	})
}

// Process starts a process that nobody waits for.
func Process(w http.ResponseWriter, r *http.Request) {
	cmd := exec.Command("convert", r.FormValue("name"))
	if err := cmd.Start(); err != nil { // want `^cmd\.Start per request of Process: can outlive the request, no limit found before cmd\.Start$`
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func async(f func()) {
	go func() {
		defer func() { _ = recover() }()
		f()
	}()
}

// Helper starts the goroutine in a function of the package, which is given the work.
func Helper(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Path
	async(func() { notify(name) }) // want `^async per request of Helper: can outlive the request, no limit found before async$`
}

func (s *server) enqueue(name string) {
	go notify(name)
}

func (s *server) called(w http.ResponseWriter, r *http.Request) {
	s.enqueue(r.FormValue("name")) // want `^s\.enqueue per request of \(\*server\)\.called: can outlive the request, no limit found before s\.enqueue$`
}
