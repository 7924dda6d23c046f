package middle

import "example.com/drivers/library"

// Metered starts f when the meter lets it.
func Metered(meter *library.Meter, f func()) {
	meter.Begin()
	go func() {
		defer meter.End()
		f()
	}()
}
