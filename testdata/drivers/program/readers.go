package main

import (
	"io"
	"net/http"

	"example.com/drivers/library"
	"example.com/drivers/middle"
)

func readers(w http.ResponseWriter, r *http.Request) {
	library.All(r.Body) // want readall body
	library.Body(r)     // want readall body
	middle.All(r.Body)  // want readall body
	middle.Body(r)      // want readall body
}

func shortened(w http.ResponseWriter, r *http.Request) {
	library.Shorten(w, r)
	io.ReadAll(r.Body)              // want readall discard // lost readall discard
	data, err := io.ReadAll(r.Body) // lost readall body
	println(string(data), err)
}

func shortenedDeep(w http.ResponseWriter, r *http.Request) {
	middle.Shorten(w, r)
	data, err := io.ReadAll(r.Body) // lost readall body
	println(string(data), err)
}
