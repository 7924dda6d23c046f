// Package helpers is for tests, though its file is none.
package helpers

import (
	"io"
	"net/http"
	"testing"
)

func Handler(t *testing.T) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		data, err := io.ReadAll(r.Body)
		if err != nil || len(data) > 5 {
			t.Fatal(err)
		}
	}
}
