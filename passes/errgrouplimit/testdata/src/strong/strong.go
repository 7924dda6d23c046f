package strong

import (
	"context"
	"database/sql"
	"encoding/json"
	"net/http"

	"golang.org/x/sync/errgroup"
)

// QueryRows: the size is a query's, the body does I/O.
func QueryRows(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, "SELECT name FROM item")
	if err != nil {
		return err
	}
	defer rows.Close()
	g, ctx := errgroup.WithContext(ctx)
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		g.Go(func() error { return fetch(ctx, name) }) // want "no limit found"
	}
	return g.Wait()
}

type store interface {
	List(ctx context.Context) ([]item, error)
}

// RequestBody: the size is decoded from a request, the body does I/O.
func RequestBody(w http.ResponseWriter, r *http.Request) {
	var names []string
	if err := json.NewDecoder(r.Body).Decode(&names); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	g, ctx := errgroup.WithContext(r.Context())
	for _, name := range names {
		g.Go(func() error { return fetch(ctx, name) }) // want "no limit found"
	}
	if err := g.Wait(); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}
