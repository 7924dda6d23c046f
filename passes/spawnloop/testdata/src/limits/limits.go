// Package limits is an in-house limiter in another package: what a check
// learns about it, it learns from facts.
package limits

// Gate lets k holders in at a time.
type Gate struct{ slots chan struct{} }

// New returns a Gate for k holders.
func New(k int) *Gate { return &Gate{slots: make(chan struct{}, k)} }

// Take waits for a place.
func (g *Gate) Take() { g.slots <- struct{}{} }

// Give leaves the place.
func (g *Gate) Give() { <-g.slots }

// WaitGroup is a wait group whose Add waits while k members are active.
type WaitGroup struct {
	slots chan struct{}
	all   chan struct{}
}

// NewWaitGroup returns a WaitGroup for k active members.
func NewWaitGroup(k int) *WaitGroup {
	return &WaitGroup{slots: make(chan struct{}, k), all: make(chan struct{})}
}

// Add waits for a place.
func (w *WaitGroup) Add() { w.slots <- struct{}{} }

// Done leaves the place.
func (w *WaitGroup) Done() { <-w.slots }

// Wait fills every place: nobody is active then.
func (w *WaitGroup) Wait() {
	for range cap(w.slots) {
		w.slots <- struct{}{}
	}
}

var known []string

// Learn adds a name, from anywhere.
func Learn(name string) { known = append(known, name) }

// Count says how many names there are.
func Count() int { return len(known) }
