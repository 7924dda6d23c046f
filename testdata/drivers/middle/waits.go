package middle

import "example.com/drivers/library"

// Desk starts work when there is room in the library.
type Desk struct{ slots *library.Slots }

func NewDesk() *Desk { return &Desk{library.NewSlots(4)} }

func (d *Desk) Go(f func()) {
	d.slots.Take()
	go func() {
		defer d.slots.Give()
		f()
	}()
}

// Tally counts what is under way, which holds nobody back.
type Tally struct{ counts library.Counts }

func (t *Tally) Go(f func()) {
	t.counts.Take()
	go func() {
		defer t.counts.Give()
		f()
	}()
}
