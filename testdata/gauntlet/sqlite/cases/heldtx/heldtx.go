// shape: the loop writes in a transaction that holds the only connection until it is committed, after the loop; the work needs one too
// want: none (the work waits for a connection that the function holds)
// hangs: the first 16 wait for the commit

package heldtx

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
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, "CREATE TABLE orders (id INTEGER PRIMARY KEY, checked INTEGER)"); err != nil {
		return nil, err
	}
	return place(ctx, db, l.IDs())
}

func place(ctx context.Context, db *sql.DB, orders []int) (int, error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()
	errs := make([]error, len(orders))
	var wg sync.WaitGroup
	for i, order := range orders {
		if _, err := tx.ExecContext(ctx, "INSERT INTO orders VALUES (?, 0)", order); err != nil {
			return 0, err
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			_, errs[i] = db.ExecContext(ctx, "UPDATE orders SET checked = 1 WHERE id = ?", order)
		}()
	}
	if err := tx.Commit(); err != nil {
		return 0, err
	}
	wg.Wait()
	var checked int
	err = db.QueryRowContext(ctx, "SELECT sum(checked) FROM orders").Scan(&checked)
	return checked, errors.Join(append(errs, err)...)
}
