package audit

import (
	"time"

	"golang.org/x/sync/singleflight"
)

// Timers run nothing until they fire.
func Timers(names []string) {
	for _, name := range names {
		time.AfterFunc(time.Second, func() { _ = fetch(name) }) // want `^time\.AfterFunc per element of names \(parameter\): no limit found before time\.AfterFunc$`
	}
}

// OnePerKey starts as many as there are different names.
func OnePerKey(flights *singleflight.Group, names []string) {
	for _, name := range names {
		flights.DoChan(name, func() (any, error) { return nil, fetch(name) }) // want `^flights\.DoChan per element of names \(parameter\): no limit found before flights\.DoChan$`
	}
}

type watcher interface{ OnChange(func(name string)) }

// Callback may be called once or a thousand times.
func Callback(w watcher) {
	w.OnChange(func(name string) {
		go fetch(name) // want `^goroutine per call of the function given to watcher\.OnChange: no limit found before the go statement, nor anybody who waits for it$`
	})
}
