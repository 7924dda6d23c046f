// shape: one goroutine for each row of a query
// want: fix
// k: 16
// order: free

package rowsloop

import (
	"context"
	"database/sql"
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
	if err := fill(ctx, db, l.N); err != nil {
		return nil, err
	}
	return notify(ctx, l, db)
}

func fill(ctx context.Context, db *sql.DB, n int) error {
	_, err := db.ExecContext(ctx, `CREATE TABLE jobs AS
		WITH RECURSIVE counter(id) AS (SELECT 0 UNION ALL SELECT id + 1 FROM counter WHERE id + 1 < ?)
		SELECT id, id * 2 AS due FROM counter`, n)
	return err
}

func notify(ctx context.Context, l *load.Load, db *sql.DB) ([]int, error) {
	rows, err := db.QueryContext(ctx, "SELECT id, due FROM jobs")
	if err != nil {
		return nil, err
	}
	defer rows.Close()

	var mu sync.Mutex
	var sent []int
	var wg sync.WaitGroup
	for rows.Next() {
		var id, due int
		if err := rows.Scan(&id, &due); err != nil {
			break
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			v := due + l.Value(id)
			mu.Lock()
			defer mu.Unlock()
			sent = append(sent, v)
		}()
	}
	wg.Wait()
	return sent, rows.Err()
}
