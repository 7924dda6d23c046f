// Package gap holds what is missed today.
package gap

import (
	"io"
	"os/exec"
)

// Zero compares the count with nothing alone.
func Zero(r io.Reader) ([]byte, error) {
	buf := make([]byte, 4)
	n, err := r.Read(buf)
	if n == 0 {
		return nil, err
	}
	return buf, nil
}

// Panics tells by a flag that it was short.
func Panics(r io.Reader) bool {
	buf := make([]byte, 4)
	n, err := r.Read(buf)
	return err == nil && n == len(buf) && buf[0] == 1
}

// Value is a method value.
func Value(r io.Reader) ([]byte, error) {
	read := r.Read
	buf := make([]byte, 4)
	_, err := read(buf)
	return buf, err
}

// Out is a pipe, whose bytes come with no error.
func Out(cmd *exec.Cmd) (string, error) {
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", err
	}
	text := ""
	buf := make([]byte, 512)
	for {
		n, err := out.Read(buf)
		if err != nil {
			return text, err
		}
		text += string(buf[:n])
	}
}
