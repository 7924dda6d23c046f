package gap

import (
	"io"
	"log"
	"os"
)

// The failure is logged and the loop goes on: an error that is looked at is handled, and
// whether it should end the loop cannot be seen.
func logged(f *os.File, rows []string) error {
	for _, row := range rows {
		if _, err := f.WriteString(row); err != nil {
			log.Print(err)
		}
	}
	return nil
}

// The error ends the loop, and nobody learns of it.
func swallowed(f *os.File, rows []string) error {
	for _, row := range rows {
		if _, err := f.WriteString(row); err != nil {
			break
		}
	}
	return nil
}

// A writer that was given, in a function that cannot say that something failed.
func given(w io.Writer, rows [][]byte) {
	for _, row := range rows {
		w.Write(row)
	}
}
