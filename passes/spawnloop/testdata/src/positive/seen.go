package positive

// Spawns behind a function of this package, and at its end.

// SendToParameter sends to a channel that an unknown reader empties.
func SendToParameter(seen chan<- int, items []item) {
	for _, x := range items {
		seen <- x.id
		go work(x) // want "no limit found"
	}
}

// OwnEach calls a higher-order function of this package that loops.
func OwnEach(items []item) {
	each(items, func(x item) {
		go work(x) // want "no limit found"
	})
}

// DeferredSpawn spawns when the function returns, once per element.
func DeferredSpawn(items []item) {
	for _, x := range items {
		defer func() {
			go work(x) // want "no limit found"
		}()
	}
}

func each(items []item, do func(item)) {
	for _, x := range items {
		do(x)
	}
}
