// shape: an errgroup of queries, one of which finds nothing
// want: fix
// k: 16
// error: other

package groupquery

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
	_ "modernc.org/sqlite"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	db, err := sql.Open("sqlite", filepath.Join(l.Dir(), "db"))
	if err != nil {
		return nil, err
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, `CREATE TABLE stock AS
		WITH RECURSIVE counter(id) AS (SELECT 0 UNION ALL SELECT id + 1 FROM counter WHERE id < 498)
		SELECT id, id % 10 AS pieces FROM counter`); err != nil {
		return nil, err
	}
	return nil, check(ctx, l, db, l.IDs())
}

func check(ctx context.Context, l *load.Load, db *sql.DB, ids []int) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, id := range ids {
		g.Go(func() error {
			l.Enter()
			defer l.Leave()
			var pieces int
			err := db.QueryRowContext(ctx, "SELECT pieces FROM stock WHERE id = ?", id).Scan(&pieces)
			if err != nil && ctx.Err() == nil {
				return fmt.Errorf("article %d: %w", id, err)
			}
			return nil
		})
	}
	return g.Wait()
}
