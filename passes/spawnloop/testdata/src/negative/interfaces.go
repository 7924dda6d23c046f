package negative

// A gate may wait: its methods are out of sight.
type gate[T any] interface {
	Enter(T)
	Leave(T)
}

// Gated enters before it starts and leaves in the work, on an interface with type
// arguments.
func Gated(items []item, g gate[string]) {
	for _, x := range items {
		g.Enter("")
		go func() {
			defer g.Leave("")
			work(x)
		}()
	}
}
