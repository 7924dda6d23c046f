package library

// Only a test calls Each with what a receiver has: go vet analyzes the package
// with its tests, other drivers without them.
type suite struct{ names []string }

func (s *suite) run() { Each(s.names) }
