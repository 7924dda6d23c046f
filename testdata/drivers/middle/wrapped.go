package middle

import "example.com/drivers/library"

// Door waits as the library does, one call deeper.
type Door struct{ slots *library.Slots }

func (d *Door) Enter() (leave func()) { return d.slots.Enter() }

func (d *Door) Take() { d.slots.Take() }
func (d *Door) Give() { d.slots.Give() }
