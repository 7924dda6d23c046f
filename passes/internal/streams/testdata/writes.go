package p

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
)

func variables(path string, alt bool) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	var w io.Writer = f
	if alt {
		w = os.Stdout
	}
	x := w
	func() {
		x.Write(nil) //= dropped, file, console, returns
	}()
	return nil
}

func layers(f *os.File, buf *bytes.Buffer) {
	b := bufio.NewWriter(io.MultiWriter(f, buf))
	enc := json.NewEncoder(b)
	for range 3 {
		enc.Encode(1) //= dropped, layer of layer of layer of file, layer of layer of layer of memory, loop
	}
}

func asked(f *os.File) error {
	b := bufio.NewWriter(f)
	for range 3 {
		b.WriteString("x") //= dropped, layer of file, told, loop, returns
	}
	return b.Flush()
}

// Whoever made the layer asks it.
func handed(b *bufio.Writer) {
	b.WriteString("x") //= dropped, layer of unknown, told
}

type held struct{ out io.Writer }

func hold(f *os.File) *held { return &held{f} }

func (h *held) write() {
	io.WriteString(h.out, "x") //= dropped, file
}

type open struct{ Out io.Writer }

func (o *open) write() {
	io.WriteString(o.Out, "x") //= dropped, given
}

func params(w io.Writer) {
	fmt.Fprint(w, "x") //= dropped, file, memory
}

func caller(f *os.File) {
	params(f)
	params(new(bytes.Buffer))
}

func made() (io.WriteCloser, error) { return os.Create("x") }

func results() error {
	w, err := made()
	if err != nil {
		return err
	}
	w.Write(nil) //= dropped, file, returns
	return nil
}

func fates(f *os.File, rows []string) (err error) {
	for _, r := range rows {
		_, err = f.WriteString(r) //= last, file, loop, returns
	}
	if err != nil {
		return err
	}
	for _, r := range rows {
		_, err = f.WriteString(r) //= unread, file, loop, returns
		_, err = f.WriteString(r)
		if err != nil {
			break
		}
	}
	_, _ = f.WriteString("x") //= dropped, file, returns
	defer f.WriteString("x")  //= dropped, file, returns
	return err
}

// A variable that others see: they may look at it whenever they like.
func shared(f *os.File) func() error {
	var err error
	for range 3 {
		_, err = f.WriteString("x")
	}
	return func() error { return err }
}

func loops(ctx context.Context, c net.Conn, w http.ResponseWriter, in chan []byte, peers []net.Conn) {
	for b := range in {
		c.Write(b) //= dropped, connection, endless
	}
	for {
		select {
		case b := <-in:
			w.Write(b) //= dropped, response, endless, watches
		case <-ctx.Done():
			return
		}
		for _, p := range peers {
			p.Write(nil) //= dropped, connection, loop, varies
		}
		for range 3 {
			c.Read(nil)
			c.Write(nil) //= dropped, connection, loop, reads
		}
	}
}

// keeper keeps its error, and tells of it in the end.
type keeper struct {
	f   *os.File
	err error
}

func (k *keeper) Write(p []byte) (int, error) {
	if k.err != nil {
		return 0, k.err
	}
	var n int
	n, k.err = k.f.Write(p)
	return n, k.err
}

type plain struct{ f *os.File }

func (p *plain) Write(b []byte) (int, error) { return p.f.Write(b) }

func own(k *keeper, p *plain) {
	k.Write(nil) //= dropped, unknown
	p.Write(nil) //= dropped, file
}

func helper(f *os.File) error {
	_, err := f.WriteString("x")
	return err
}

func through(w io.Writer) error {
	_, err := io.WriteString(w, "x")
	return err
}

func helped(f *os.File) {
	helper(f)                  //= dropped, file
	through(f)                 //= dropped, file
	through(new(bytes.Buffer)) //= dropped, memory, told
}
