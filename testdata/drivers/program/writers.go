package main

import (
	"bytes"
	"os"

	"example.com/drivers/library"
)

func store(d *library.Disk, rows [][]byte) {
	for _, row := range rows {
		d.Write(row) // want shortwrite dropped
	}
}

func frames(f *os.File, rows [][]byte) (string, error) {
	var buf bytes.Buffer
	for _, row := range rows {
		library.Frame(&buf, row)
		library.Frame(f, row) // audit shortwrite dropped
	}
	return buf.String(), nil
}
