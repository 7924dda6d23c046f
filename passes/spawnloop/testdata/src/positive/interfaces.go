package positive

// A reporter is told what happens.
type reporter interface{ Report(name string) }

// A typed reporter is told of a value.
type typed[T any] interface{ Report(value T) }

// Reports calls one method before the go statement and in the work: no pair of a limiter.
func Reports(items []item, r reporter) {
	for _, x := range items {
		r.Report("starts")
		go func() { // want `^goroutine per element of items \(parameter\): no limit found before the go statement`
			work(x)
			r.Report("ends")
		}()
	}
}

// ReportsTyped does so on an interface with type arguments.
func ReportsTyped(items []item, r typed[string]) {
	for _, x := range items {
		r.Report("starts")
		go func() { // want `^goroutine per element of items \(parameter\): no limit found before the go statement`
			work(x)
			r.Report("ends")
		}()
	}
}

// ReportsAny does so in a generic function.
func ReportsAny[T any](items []T, r typed[T], none T, each func(T)) {
	for _, x := range items {
		r.Report(none)
		go func() { // want `^goroutine per element of items \(parameter\): no limit found before the go statement`
			each(x)
			r.Report(none)
		}()
	}
}
