// Package store is the driver of the users' database. It speaks just enough for
// the migration: one connection carries one statement at a time.
package store

import (
	"bufio"
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"net"
	"strings"
)

// What the server says. On a connection that it does not admit it says why,
// instead of Greeting, and closes it.
const (
	Greeting = "ready"
	Updated  = "updated"
)

// Connector opens connections to the server at an address.
type Connector struct{ Addr string }

// Connect opens one connection and waits until the server admits it.
func (c Connector) Connect(ctx context.Context) (driver.Conn, error) {
	var dialer net.Dialer
	nc, err := dialer.DialContext(ctx, "tcp", c.Addr)
	if err != nil {
		return nil, err
	}
	conn := &conn{nc: nc, answers: bufio.NewReaderSize(nc, 64)}
	greeting, err := conn.answer()
	if err == nil && greeting != Greeting {
		err = errors.New(greeting)
	}
	if err != nil {
		nc.Close()
		return nil, err
	}
	return conn, nil
}

// Driver is asked for by database/sql, which then uses Connect alone.
func (c Connector) Driver() driver.Driver { return opener{} }

type opener struct{}

func (opener) Open(addr string) (driver.Conn, error) {
	return Connector{addr}.Connect(context.Background())
}

type conn struct {
	nc      net.Conn
	answers *bufio.Reader
}

// ExecContext sends a statement as one line, with its arguments behind it.
func (c *conn) ExecContext(_ context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	line := []byte(query)
	for _, arg := range args {
		line = fmt.Appendf(line, "\t%v", arg.Value)
	}
	if _, err := c.nc.Write(append(line, '\n')); err != nil {
		return nil, err
	}
	answer, err := c.answer()
	if err != nil {
		return nil, err
	}
	if answer != Updated {
		return nil, errors.New(answer)
	}
	return driver.RowsAffected(1), nil
}

func (c *conn) answer() (string, error) {
	line, err := c.answers.ReadString('\n')
	return strings.TrimSuffix(line, "\n"), err
}

func (c *conn) Close() error { return c.nc.Close() }

var errUnsupported = errors.New("store: only ExecContext is supported")

func (c *conn) Prepare(string) (driver.Stmt, error) { return nil, errUnsupported }
func (c *conn) Begin() (driver.Tx, error)           { return nil, errUnsupported }
