// Migrate moves users to the new plan. While it works it says on its standard
// output how it fares, see package meter.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"flag"
	"io"
	"log"
	"os"
	"sync"
	"syscall"
	"time"

	"github.com/inflight-go/inflight/testdata/migration/migrate/meter"
	"github.com/inflight-go/inflight/testdata/migration/migrate/plans"
	"github.com/inflight-go/inflight/testdata/migration/migrate/store"
)

func main() {
	addr := flag.String("addr", "", "address of the database")
	count := flag.Int("ids", 1_000_000, "how many users to move")
	pool := flag.Int("pool", 0, "most connections at a time; 0: as many as are asked for")
	flag.Parse()

	connector := &connector{Connector: store.Connector{Addr: *addr}, causes: make(map[string]int)}
	db := sql.OpenDB(connector)
	db.SetMaxIdleConns(20) // so that connections are kept: the default is 2
	db.SetMaxOpenConns(*pool)

	ids := make([]int64, *count)
	for i := range ids {
		ids[i] = int64(i + 1)
	}

	m := meter.Start(os.Stdout)
	start := time.Now()
	failed := plans.MoveAll(context.Background(), db, ids)
	err := m.Finish(meter.Summary{Failed: failed, Causes: connector.causes, Wall: time.Since(start)})
	if err != nil {
		log.Fatal(err)
	}
	// Whoever started this process looks at its memory before it ends.
	io.Copy(io.Discard, os.Stdin)
}

// connector counts why connections could not be had.
type connector struct {
	store.Connector
	mu     sync.Mutex
	causes map[string]int
}

func (c *connector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		cause := err.Error()
		if errno := syscall.Errno(0); errors.As(err, &errno) {
			cause = errno.Error() // without the port, which is another each time
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		c.causes[cause]++
	}
	return conn, err
}
