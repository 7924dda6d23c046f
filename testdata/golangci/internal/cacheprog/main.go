// Command cacheprog is a cache that several machines could share, for GOLANGCI_LINT_CACHEPROG:
// a directory, which is its argument. The protocol is that of GOCACHEPROG, see go help cache.
// It appends what it has been asked to a file "log" there.
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
)

type request struct {
	ID                 int64
	Command            string
	ActionID, OutputID []byte
	BodySize           int64
}

type response struct {
	ID            int64
	Err           string   `json:",omitempty"`
	KnownCommands []string `json:",omitempty"`
	Miss          bool     `json:",omitempty"`
	OutputID      []byte   `json:",omitempty"`
	Size          int64    `json:",omitempty"`
	DiskPath      string   `json:",omitempty"`
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("cacheprog: ")
	if len(os.Args) != 2 {
		log.Fatal("the argument is a directory")
	}
	if err := serve(directory(os.Args[1]), os.Stdin, os.Stdout); err != nil {
		log.Fatal(err)
	}
}

// serve answers one request after the other until it is told to close.
func serve(dir directory, in io.Reader, out io.Writer) error {
	requests, responses := json.NewDecoder(bufio.NewReader(in)), json.NewEncoder(out)
	if err := responses.Encode(response{KnownCommands: []string{"get", "put", "close"}}); err != nil {
		return err
	}
	hits, misses, puts := 0, 0, 0
	for {
		var req request
		if err := requests.Decode(&req); err != nil {
			return err
		}
		resp := response{}
		var err error
		switch req.Command {
		case "get":
			if resp, err = dir.get(req); resp.Miss {
				misses++
			} else {
				hits++
			}
		case "put":
			puts++
			var body string // in base64, after the request
			if req.BodySize > 0 {
				if err := requests.Decode(&body); err != nil {
					return err
				}
			}
			resp, err = dir.put(req, body)
		case "close":
			if err := dir.log(fmt.Sprintf("hits=%d misses=%d puts=%d", hits, misses, puts)); err != nil {
				return err
			}
			return responses.Encode(response{ID: req.ID})
		default:
			err = fmt.Errorf("unknown command %q", req.Command)
		}
		resp.ID = req.ID
		if err != nil {
			resp.Err = err.Error()
		}
		if err := responses.Encode(resp); err != nil {
			return err
		}
	}
}

// A directory has for each action a file with its output, and one beside it with the id of
// that.
type directory string

func (d directory) file(req request) string {
	return filepath.Join(string(d), hex.EncodeToString(req.ActionID))
}

func (d directory) get(req request) (response, error) {
	name := d.file(req)
	id, err := os.ReadFile(name + "-id")
	if os.IsNotExist(err) {
		return response{Miss: true}, nil
	}
	if err != nil {
		return response{}, err
	}
	info, err := os.Stat(name)
	if err != nil {
		return response{}, err
	}
	return response{OutputID: id, Size: info.Size(), DiskPath: name}, nil
}

func (d directory) put(req request, body string) (response, error) {
	content, err := base64.StdEncoding.DecodeString(body)
	if err != nil {
		return response{}, err
	}
	name := d.file(req)
	if err := os.WriteFile(name, content, 0o666); err != nil {
		return response{}, err
	}
	return response{DiskPath: name}, os.WriteFile(name+"-id", req.OutputID, 0o666)
}

func (d directory) log(line string) error {
	f, err := os.OpenFile(filepath.Join(string(d), "log"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(f, line)
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}
