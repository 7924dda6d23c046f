package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"time"
)

// request is what the go command asks: to get what an action gave, to put it, or to
// close. After a put of something there is another JSON value, the content.
type request struct {
	ID       int64
	Command  string
	ActionID []byte
	OutputID []byte
	BodySize int64
}

// response answers the request of the same ID. The first one, of ID 0, answers none
// and says which commands are known.
type response struct {
	ID            int64
	Err           string     `json:",omitempty"`
	KnownCommands []string   `json:",omitempty"`
	Miss          bool       `json:",omitempty"`
	OutputID      []byte     `json:",omitempty"`
	Size          int64      `json:",omitempty"`
	Time          *time.Time `json:",omitempty"`
	DiskPath      string     `json:",omitempty"`
}

// serve answers requests, one after the other, until it is told to close or nobody
// asks any more.
func serve(s *store, in io.Reader, out io.Writer) error {
	dec := json.NewDecoder(bufio.NewReader(in))
	enc := json.NewEncoder(out)
	if err := enc.Encode(response{KnownCommands: []string{"get", "put", "close"}}); err != nil {
		return err
	}
	for {
		var req request
		if err := dec.Decode(&req); err == io.EOF {
			return nil
		} else if err != nil {
			return fmt.Errorf("reading a request: %w", err)
		}
		var body []byte
		if req.Command == "put" && req.BodySize > 0 {
			if err := dec.Decode(&body); err != nil {
				return fmt.Errorf("reading the content of a put: %w", err)
			}
		}
		res := answer(s, req, body)
		res.ID = req.ID
		if err := enc.Encode(res); err != nil {
			return err
		}
		if req.Command == "close" {
			return nil
		}
	}
}

func answer(s *store, req request, body []byte) response {
	switch req.Command {
	case "get":
		e, err := s.get(req.ActionID)
		if err != nil {
			return response{Err: err.Error()}
		}
		if e == nil {
			return response{Miss: true}
		}
		return response{OutputID: e.OutputID, Size: e.Size, Time: &e.Time, DiskPath: s.content(e.OutputID)}
	case "put":
		if int64(len(body)) != req.BodySize {
			return response{Err: fmt.Sprintf("%d bytes were sent, not %d", len(body), req.BodySize)}
		}
		if err := s.put(req.ActionID, req.OutputID, body); err != nil {
			return response{Err: err.Error()}
		}
		return response{DiskPath: s.content(req.OutputID)}
	case "close":
		return response{}
	}
	return response{Err: "unknown command " + req.Command}
}
