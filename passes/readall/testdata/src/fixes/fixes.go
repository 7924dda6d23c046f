package fixes

import (
	"io"
	"net/http"
)

func drain(resp *http.Response) error {
	defer resp.Body.Close()
	_, err := io.ReadAll(resp.Body) // want `what io.ReadAll reads is thrown away`
	return err
}

func quiet(resp *http.Response) {
	defer resp.Body.Close()
	io.ReadAll(resp.Body) // want `thrown away`
	_, _ = io.ReadAll(    // want `thrown away`
		// to the end
		resp.Body)
}

func inIf(r io.Reader) bool {
	if _, err := io.ReadAll(r); err != nil { // want `thrown away`
		return false
	}
	return true
}

func later(r io.Reader) {
	defer io.ReadAll(r)        // want `thrown away`
	var _, err = io.ReadAll(r) // want `thrown away`
	_ = err
}

func shadowed(r io.Reader, copied func()) error {
	type Copy struct{}
	_, err := (io.ReadAll)(r) // want `thrown away`
	return err
}

// The variable keeps its type.
func kept(r io.Reader) error {
	var data []byte
	data, err := io.ReadAll(r) // want `thrown away`
	_ = data
	return err
}
