package negative

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
)

func memory(rows []string) (string, error) {
	var b strings.Builder
	buf := new(bytes.Buffer)
	h := sha256.New()
	w := bufio.NewWriter(buf)
	z := gzip.NewWriter(buf)
	for _, row := range rows {
		b.WriteString(row)
		buf.WriteString(row)
		io.WriteString(h, row)
		w.WriteString(row)
		z.Write([]byte(row))
		fmt.Fprintln(io.MultiWriter(h, buf), row)
		fmt.Fprintln(io.Discard, row)
	}
	w.Flush()
	z.Close()
	return b.String(), nil
}

func sum(h hash.Hash, rows [][]byte) error {
	for _, row := range rows {
		h.Write(row)
	}
	return nil
}

func console(rows []string) error {
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	for _, row := range rows {
		fmt.Println(row)
		fmt.Fprintln(os.Stderr, row)
		fmt.Fprintln(w, row)
		log.Writer().Write([]byte(row))
	}
	return nil
}

// A look is enough, wherever the error goes.
func looked(f *os.File, rows []string) error {
	for _, row := range rows {
		if _, err := f.WriteString(row); err != nil {
			return err
		}
		n, err := f.WriteString("\n")
		if err != nil {
			log.Print(err, n)
		}
	}
	_, err := f.WriteString("end")
	return err
}

func collected(f *os.File, rows []string) error {
	var errs []error
	var joined error
	for _, row := range rows {
		_, err := f.WriteString(row)
		errs = append(errs, err)
		_, err = f.WriteString(row)
		joined = errors.Join(joined, err)
	}
	return errors.Join(append(errs, joined)...)
}

func asLong(f *os.File, rows []string) (err error) {
	for i := 0; err == nil && i < len(rows); i++ {
		_, err = f.WriteString(rows[i])
	}
	return err
}

func deferred(f *os.File, rows []string) (err error) {
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	for _, row := range rows {
		if _, err = f.WriteString(row); err != nil {
			break
		}
	}
	return
}

// What keeps its first error is asked once.
func sticky(f *os.File, rows [][]string) error {
	w := bufio.NewWriter(f)
	c := csv.NewWriter(w)
	for _, row := range rows {
		c.Write(row)
		fmt.Fprint(w, "#")
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return err
	}
	return w.Flush()
}

func encoder(f *os.File, events []any) error {
	enc := json.NewEncoder(f)
	for _, e := range events {
		enc.Encode(e)
	}
	return enc.Encode("end")
}

type journal struct{ w *bufio.Writer }

func open(f *os.File) *journal { return &journal{bufio.NewWriter(f)} }

func (j *journal) add(rows []string) {
	for _, row := range rows {
		j.w.WriteString(row)
	}
}

func (j *journal) close() error { return j.w.Flush() }

// Who made the writer asks it.
func rows(w *bufio.Writer, rows []string) error {
	for _, row := range rows {
		w.WriteString(row)
	}
	return nil
}

// One peer that is gone must not keep the others from hearing.
func fanOut(peers []net.Conn, byName map[string]io.Writer, m []byte) error {
	for _, p := range peers {
		p.Write(m)
	}
	for _, w := range byName {
		w.Write(m)
	}
	return nil
}

func datagrams(c *net.UDPConn, messages chan []byte) {
	for m := range messages {
		c.Write(m)
	}
}

// The read fails when the peer is gone.
func echo(c net.Conn) {
	buf := make([]byte, 1024)
	for {
		n, err := c.Read(buf)
		if err != nil {
			return
		}
		c.Write(buf[:n])
	}
}

func farewell(c net.Conn, done chan struct{}) {
	for {
		select {
		case <-done:
			c.Write([]byte("bye"))
			c.Close()
			return
		}
	}
}

func events(ctx context.Context, w http.ResponseWriter, messages chan []byte) {
	for {
		select {
		case m := <-messages:
			w.Write(m)
		case <-ctx.Done():
			return
		}
	}
}

func page(w http.ResponseWriter, rows []string) {
	for _, row := range rows {
		fmt.Fprintln(w, row)
	}
}

// People read it.
func printing(w io.Writer, rows []string) error {
	for _, row := range rows {
		fmt.Fprintln(w, row)
	}
	return nil
}

// What a writer does with another beside its own is its contract.
type tee struct{ a, b io.Writer }

func (t tee) Write(p []byte) (int, error) {
	t.b.Write(p)
	return t.a.Write(p)
}

type tally struct{ n int }

func (t *tally) Write(p []byte) (int, error) {
	t.n += len(p)
	return len(p), nil
}

func counting(parts [][]byte) (int, error) {
	t := &tally{}
	for _, p := range parts {
		t.Write(p)
	}
	return t.n, nil
}

func rawCounted(fd int, b []byte) error {
	for len(b) > 0 {
		n, err := syscall.Write(fd, b)
		if err != nil {
			return err
		}
		b = b[n:]
	}
	return nil
}

func wake(fd int) error {
	_, err := syscall.Write(fd, []byte{1})
	return err
}

type whenEmpty struct{ w io.Writer }

func (e whenEmpty) Write(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	return e.w.Write(p)
}

func meant(f *os.File, rows []string) {
	for _, row := range rows {
		f.WriteString(row) //inflight:ignore shortwrite the file is a cache that is built again
	}
}

// A copy is as long as what was given.
type queue struct{ ch chan []byte }

func (q queue) Write(p []byte) (int, error) {
	if p == nil {
		return 0, nil
	}
	b := append([]byte(nil), p...)
	q.ch <- b
	return len(b), nil
}

// What is known only here: a terminal, what somebody compares, what is said on the way out.
func words(f *os.File, rows []string) error {
	tty, err := os.OpenFile("/dev/tty", os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	total, want := 0, 0
	for _, row := range rows {
		tty.WriteString(row)
		n, _ := f.WriteString(row)
		total += n
		want += len(row)
	}
	if total != want {
		f.WriteString("cut short")
		return errors.New("short")
	}
	return nil
}
