// Package gap holds what is missed today.
package gap

import "io"

// Total is what io.Copy returns too.
func Total(dst io.Writer, src io.Reader) (total int64, err error) {
	buf := make([]byte, 4096)
	for {
		n, err := src.Read(buf)
		if n > 0 {
			m, err := dst.Write(buf[:n])
			total += int64(m)
			if err != nil {
				return total, err
			}
		}
		if err == io.EOF {
			return total, nil
		}
		if err != nil {
			return total, err
		}
	}
}

// Sized has a buffer whose size is not known: io.CopyBuffer panics for an empty one.
func Sized(dst io.Writer, src io.Reader, size int) error {
	buf := make([]byte, size)
	for {
		n, err := src.Read(buf)
		if n > 0 {
			if _, err := dst.Write(buf[:n]); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// Read goes through a method value.
func Read(dst io.Writer, src io.Reader) error {
	read, buf := src.Read, make([]byte, 4096)
	for {
		n, err := read(buf)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if _, err := dst.Write(buf[:n]); err != nil {
			return err
		}
	}
}
