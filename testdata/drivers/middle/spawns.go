package middle

import "example.com/drivers/library"

func Go(f func()) { library.Go(f) }

func Literal(f func()) {
	library.Second("literal", func() { f() })
}

// Workers promotes what the library's pool does.
type Workers struct {
	library.Pool
	Name string
}

// Shared hands out a type of the library.
func Shared() *library.Pool { return shared }

var shared = new(library.Pool)

func Now(f func()) { library.Now(f) }
