package positive

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"io"
)

// RowsNext spawns once per row of a query.
func RowsNext(db *sql.DB) error {
	rows, err := db.Query("SELECT name FROM item")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		go fetch(name) // want "no limit found"
	}
	return rows.Err()
}

type cursor struct {
	left []string
	row  string
}

func (c *cursor) Next() bool {
	if len(c.left) == 0 {
		return false
	}
	c.row, c.left = c.left[0], c.left[1:]
	return true
}

// CursorNext is the same shape on a type of our own.
func CursorNext(c *cursor) {
	for c.Next() {
		go fetch(c.row) // want "no limit found"
	}
}

// ScannerLines spawns once per line.
func ScannerLines(r io.Reader) error {
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		go fetch(sc.Text()) // want "no limit found"
	}
	return sc.Err()
}

// DecoderMore spawns once per decoded value.
func DecoderMore(r io.Reader) error {
	dec := json.NewDecoder(r)
	for dec.More() {
		var x item
		if err := dec.Decode(&x); err != nil {
			return err
		}
		go work(x) // want "no limit found"
	}
	return nil
}

// DrainQueue takes from the head while there is one.
func DrainQueue(queue []item) {
	for len(queue) > 0 {
		x := queue[0]
		queue = queue[1:]
		go work(x) // want "no limit found"
	}
}

// LinkedList follows next pointers.
func LinkedList(head *node) {
	for n := head; n != nil; n = n.next {
		go fetch(n.name) // want "no limit found"
	}
}

// Goto is a loop without a for.
func Goto(items []item) {
	i := 0
again:
	if i < len(items) {
		go work(items[i]) // want "no limit found"
		i++
		goto again
	}
}

// LabelledContinue goes round the outer loop from the inner one.
func LabelledContinue(items []item) {
outer:
	for _, x := range items {
		for _, tag := range x.tags {
			if tag == "skip" {
				continue outer
			}
		}
		go work(x) // want "no limit found"
	}
}

// BreakElsewhere breaks on another path than the spawn's.
func BreakElsewhere(items []item) {
	for _, x := range items {
		if x.name == "" {
			break
		}
		go work(x) // want "no limit found"
	}
}

// SpawnThenBreakInnerLoop leaves the inner loop only: one per outer element.
func SpawnThenBreakInnerLoop(items []item) {
	for _, x := range items {
		for _, tag := range x.tags {
			if tag == "now" {
				go work(x) // want "no limit found"
				break
			}
		}
	}
}

type stream interface{ Recv() (item, error) }

// ForeverRecv spawns once per message of a stream.
func ForeverRecv(s stream) error {
	for {
		x, err := s.Recv()
		if err != nil {
			return err
		}
		go work(x) // want "no limit found"
	}
}

// ForeverReceive takes data from a channel: data is not a token.
func ForeverReceive(in chan item) {
	for {
		x, ok := <-in
		if !ok {
			return
		}
		go work(x) // want "no limit found"
	}
}

// ForeverSelect is the usual consumer.
func ForeverSelect(ctx context.Context, in <-chan item) {
	for {
		select {
		case <-ctx.Done():
			return
		case x := <-in:
			go work(x) // want "no limit found"
		}
	}
}

// SwitchCase spawns in one case of a switch.
func SwitchCase(items []item) {
	for _, x := range items {
		switch {
		case x.id == 0:
			work(x)
		case x.id > 0:
			go work(x) // want "no limit found"
		}
	}
}
