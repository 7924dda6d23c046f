// shape: the pool has a limit of connections that is a constant here
// want: fix
// k: 20

package openconns

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"sync"

	"gauntlet.example/load"
	_ "modernc.org/sqlite"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	db, err := open(ctx, filepath.Join(l.Dir(), "db"), l.IDs())
	if err != nil {
		return nil, err
	}
	defer db.Close()
	return names(ctx, l, db, l.IDs())
}

func open(ctx context.Context, file string, ids []int) (*sql.DB, error) {
	db, err := sql.Open("sqlite", file)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(20)
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)"); err != nil {
		return nil, err
	}
	for _, id := range ids {
		if _, err := tx.ExecContext(ctx, "INSERT INTO users VALUES (?, ?)", id, fmt.Sprint("user ", id)); err != nil {
			return nil, err
		}
	}
	return db, tx.Commit()
}

func names(ctx context.Context, l *load.Load, db *sql.DB, ids []int) ([]string, error) {
	names := make([]string, len(ids))
	errs := make([]error, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			l.Enter()
			defer l.Leave()
			errs[i] = db.QueryRowContext(ctx, "SELECT name FROM users WHERE id = ?", id).Scan(&names[i])
		}()
	}
	wg.Wait()
	return names, errors.Join(errs...)
}
