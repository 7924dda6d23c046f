package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"strings"
	"testing"
)

// ask sends requests, as the go command writes them, and returns the answers after
// the first, which is about no request.
func ask(t *testing.T, dir, requests string) []response {
	t.Helper()
	s, err := openStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := serve(s, strings.NewReader(requests), &out); err != nil {
		t.Fatal(err)
	}
	var all []response
	for dec := json.NewDecoder(&out); ; {
		var res response
		if err := dec.Decode(&res); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, res)
	}
	if len(all) == 0 || all[0].ID != 0 || len(all[0].KnownCommands) != 3 {
		t.Fatalf("no greeting: %+v", all)
	}
	return all[1:]
}

// TestServe holds that what one process puts another gets, also when it is empty.
func TestServe(t *testing.T) {
	dir := t.TempDir()
	first := ask(t, dir, `
{"ID":1,"Command":"get","ActionID":"YWE="}

{"ID":2,"Command":"put","ActionID":"YWE=","OutputID":"b28=","BodySize":5}

"aGVsbG8="
{"ID":3,"Command":"put","ActionID":"YmI=","OutputID":"cHA="}

{"ID":4,"Command":"put","ActionID":"Y2M=","OutputID":"cXE=","BodySize":7}

"aGVsbG8="
{"ID":5,"Command":"erase"}

{"ID":6,"Command":"close"}
`)
	if len(first) != 6 {
		t.Fatalf("%d answers, want 6: %+v", len(first), first)
	}
	for i, res := range first {
		if res.ID != int64(i+1) {
			t.Errorf("answer %d has ID %d", i+1, res.ID)
		}
		if failed := i == 3 || i == 4; failed != (res.Err != "") {
			t.Errorf("answer %d: error %q", i+1, res.Err)
		}
	}
	if !first[0].Miss {
		t.Error("got what was not put yet")
	}

	second := ask(t, dir, `{"ID":1,"Command":"get","ActionID":"YWE="}
{"ID":2,"Command":"get","ActionID":"YmI="}
{"ID":3,"Command":"get","ActionID":"Y2M="}`)
	if len(second) != 3 || !second[2].Miss {
		t.Fatalf("%+v", second)
	}
	for i, want := range []struct{ id, content string }{{"oo", "hello"}, {"pp", ""}} {
		res := second[i]
		content, err := os.ReadFile(res.DiskPath)
		if err != nil || res.Miss || string(res.OutputID) != want.id || string(content) != want.content || res.Size != int64(len(want.content)) || res.Time == nil {
			t.Errorf("%+v, content %q, error %v; want %+v", res, content, err, want)
		}
	}

	// A content that is gone is none.
	if err := os.Remove(second[0].DiskPath); err != nil {
		t.Fatal(err)
	}
	if third := ask(t, dir, `{"ID":1,"Command":"get","ActionID":"YWE="}`); !third[0].Miss {
		t.Errorf("got %+v without its content", third[0])
	}
}
