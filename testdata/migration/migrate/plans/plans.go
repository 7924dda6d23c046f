// Package plans moves users from the old plan to the new one.
package plans

import (
	"context"
	"database/sql"
	"sync"
	"sync/atomic"
)

// MoveAll moves the users with these ids to the new plan and returns how many
// could not be moved.
func MoveAll(ctx context.Context, db *sql.DB, ids []int64) int64 {
	var (
		wg     sync.WaitGroup
		failed atomic.Int64
	)
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := move(ctx, db, id); err != nil {
				failed.Add(1)
			}
		}()
	}
	wg.Wait()
	return failed.Load()
}

func move(ctx context.Context, db *sql.DB, id int64) error {
	_, err := db.ExecContext(ctx, "UPDATE users SET plan = 'basic' WHERE id = ?", id)
	return err
}
