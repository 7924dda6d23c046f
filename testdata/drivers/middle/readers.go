package middle

import (
	"bufio"
	"io"
	"net/http"

	"example.com/drivers/library"
)

// All reads all of r by another.
func All(r io.Reader) (string, error) { return library.All(bufio.NewReader(r)) }

// Body reads the body of a request by another.
func Body(r *http.Request) (string, error) { return library.Body(r) } // audit readall body

// Shorten limits the body of a request by another.
func Shorten(w http.ResponseWriter, r *http.Request) { library.Shorten(w, r) }
