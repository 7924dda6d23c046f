// Package fixes holds reads that io.ReadFull can stand for, and some that it cannot.
package fixes

import (
	"encoding/binary"
	"errors"
	"io"
)

func header(r io.Reader) (uint32, error) {
	header := make([]byte, 4)
	if _, err := r.Read(header); err != nil { // want "nobody looks"
		return 0, err
	}
	return binary.BigEndian.Uint32(header), nil
}

func magic(r io.Reader) (bool, error) {
	var magic [2]byte
	if _, err := r.Read(magic[:]); err != nil { // want "nobody looks"
		return false, err
	}
	return magic[0] == 0x1f && magic[1] == 0x8b, nil
}

func record(r io.Reader, size int) ([]byte, error) {
	data := make([]byte, size)
	n, err := r.Read(data) // want "taken for one"
	if err != nil {
		return nil, err
	}
	if n != size {
		return nil, errors.New("short record")
	}
	return data, nil
}

// Fewer bytes may be enough to tell what it is.
func sniff(r io.Reader) (string, error) {
	buf := make([]byte, 512)
	_, err := r.Read(buf) // want "nobody looks"
	if err != nil {
		return "", err
	}
	return string(buf), nil
}

// The end is no error here, and io.ErrUnexpectedEOF would be one.
func perhaps(r io.Reader) (uint32, bool, error) {
	var buf [4]byte
	_, err := r.Read(buf[:]) // want "nobody looks"
	if err == io.EOF {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, err
	}
	return binary.BigEndian.Uint32(buf[:]), true, nil
}

// Nobody would see the error.
func bare(r io.Reader) uint32 {
	var buf [4]byte
	r.Read(buf[:]) // want "nobody looks"
	return binary.BigEndian.Uint32(buf[:])
}

// The buffer is used although there was an error.
func anyway(r io.Reader) (uint32, error) {
	var buf [4]byte
	_, err := r.Read(buf[:]) // want "nobody looks"
	return binary.BigEndian.Uint32(buf[:]), err
}

func commented(r io.Reader) (uint32, error) {
	var buf [4]byte
	if _, err := r.Read( /* the size */ buf[:]); err != nil { // want "nobody looks"
		return 0, err
	}
	return binary.BigEndian.Uint32(buf[:]), nil
}
