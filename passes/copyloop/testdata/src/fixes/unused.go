package fixes

import (
	"errors"
	"io"
)

// Nothing else uses package errors.
func unused(dst io.Writer, src io.Reader) error {
	buf := make([]byte, 4096)
	for { // want "does what io.CopyBuffer does"
		n, err := src.Read(buf)
		if n > 0 {
			if _, err := dst.Write(buf[:n]); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
