// shape: the work needs a connection, the loop holds the only one until it has read all rows
// want: none (the work waits for a connection that the loop holds)
// order: free
// hangs: the first 16 wait for the connection, which the loop gives back after the last row

package heldrows

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"sync"

	"gauntlet.example/load"
	_ "modernc.org/sqlite"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	db, err := sql.Open("sqlite", filepath.Join(l.Dir(), "db"))
	if err != nil {
		return nil, err
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, `CREATE TABLE files AS
		WITH RECURSIVE counter(id) AS (SELECT 0 UNION ALL SELECT id + 1 FROM counter WHERE id < 499)
		SELECT id, 'old' AS state FROM counter`); err != nil {
		return nil, err
	}
	if err := touch(ctx, l, db); err != nil {
		return nil, err
	}
	var fresh int
	err = db.QueryRowContext(ctx, "SELECT count(*) FROM files WHERE state = 'new'").Scan(&fresh)
	return fresh, err
}

func touch(ctx context.Context, l *load.Load, db *sql.DB) error {
	db.SetMaxOpenConns(1) // SQLite has one writer
	rows, err := db.QueryContext(ctx, "SELECT id FROM files")
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	var mu sync.Mutex
	var errs []error
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return err
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			_, err := db.ExecContext(ctx, "UPDATE files SET state = 'new' WHERE id = ?", id)
			mu.Lock()
			defer mu.Unlock()
			errs = append(errs, err)
		}()
	}
	wg.Wait()
	return errors.Join(append(errs, rows.Err())...)
}
