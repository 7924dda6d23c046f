package positive

import (
	"compress/gzip"
	. "io"
	"net/http"
)

// All looks at the error first.
func All(r Reader) ([]byte, error) {
	var data []byte
	buf := make([]byte, 512)
	for {
		n, err := r.Read(buf) // want `^r\.Read: the error is looked at before the bytes, and those that come with io\.EOF are lost$`
		if err == EOF {
			return data, nil
		}
		if err != nil {
			return nil, err
		}
		data = append(data, buf[:n]...)
	}
}

// Sent breaks off.
func Sent(resp *http.Response, out chan<- string) {
	buf := make([]byte, 512)
	for {
		n, err := resp.Body.Read(buf) // want `resp\.Body\.Read: the error is looked at before the bytes, and those that come with io\.EOF are lost`
		if err != nil {
			break
		}
		out <- string(buf[:n])
	}
	close(out)
}

type uploader interface {
	patch(chunk []byte) error
	commit() error
}

// Uploaded goes on as if all had been read.
func Uploaded(u uploader, r *gzip.Reader) error {
	buf := make([]byte, 512)
	for {
		n, err := r.Read(buf) // want `come with io\.EOF are lost`
		if err != nil {
			if err == EOF {
				break
			}
			return err
		}
		if err := u.patch(buf[:n]); err != nil {
			return err
		}
	}
	return u.commit()
}
