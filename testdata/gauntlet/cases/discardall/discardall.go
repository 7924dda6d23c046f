// shape: streams read to the end with io.ReadAll, and what was read thrown away
// want: fix
// count: nothing

package discardall

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing/iotest"

	"gauntlet.example/load"
)

// Run drains readers that end well, badly, in small pieces and together with their last
// bytes, and tells what each says and what is left in it.
func Run(ctx context.Context, l *load.Load) (any, error) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/broken" {
			w.Header().Set("Content-Length", "100")
		}
		fmt.Fprint(w, strings.Repeat("x", 50))
	}))
	defer server.Close()

	var results []string
	for n := range l.N {
		text := strings.Repeat("y", n*37)
		for _, r := range []io.Reader{
			strings.NewReader(text),
			bytes.NewBufferString(text),
			iotest.OneByteReader(strings.NewReader(text)),
			iotest.DataErrReader(strings.NewReader(text)),
			iotest.ErrReader(fmt.Errorf("broken at %d", n)),
			io.LimitReader(strings.NewReader(text), int64(n)),
			io.MultiReader(strings.NewReader(text), iotest.ErrReader(io.ErrUnexpectedEOF)),
			&stutter{text: text},
		} {
			err := drain(r)
			rest, restErr := r.Read(make([]byte, 10))
			results = append(results, fmt.Sprint(err, errors.Is(err, io.ErrUnexpectedEOF), rest, restErr))
		}
	}
	for _, path := range []string{"/", "/broken"} {
		response, err := server.Client().Get(server.URL + path)
		if err != nil {
			return nil, err
		}
		results = append(results, fmt.Sprint(drain(response.Body)))
		response.Body.Close()
	}
	name := filepath.Join(os.TempDir(), fmt.Sprint("discardall", os.Getpid()))
	if err := os.WriteFile(name, []byte("some text"), 0o600); err != nil {
		return nil, err
	}
	defer os.Remove(name)
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	results = append(results, fmt.Sprint(drain(file)))
	at, err := file.Seek(0, io.SeekCurrent)
	results = append(results, fmt.Sprint(at, err))
	file.Close()
	results = append(results, fmt.Sprint(errors.Is(drain(file), os.ErrClosed)))
	return results, nil
}

// stutter reads nothing, and no error, each second time.
type stutter struct {
	text string
	odd  bool
}

func (s *stutter) Read(p []byte) (int, error) {
	s.odd = !s.odd
	if s.odd {
		return 0, nil
	}
	if s.text == "" {
		return 0, io.EOF
	}
	n := copy(p[:min(len(p), 7)], s.text)
	s.text = s.text[n:]
	return n, nil
}
