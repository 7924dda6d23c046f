// Package alternatives holds reads of which less may be enough.
package alternatives

import "io"

func sniff(r io.Reader) (string, error) {
	buf := make([]byte, 512)
	_, err := r.Read(buf) // want "nobody looks"
	if err != nil {
		return "", err
	}
	return string(buf), nil
}
