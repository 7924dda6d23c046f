// Package strong holds what -level=strong reports. Each case names its
// evidence; most have two kinds of it.
package strong

import (
	"context"
	"database/sql"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"sync"
)

type item struct {
	id   int
	name string
}

func fetch(ctx context.Context, name string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://localhost/"+name, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// QueryRows: the size is a query's, nobody joins, the body does I/O.
func QueryRows(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, "SELECT name FROM item")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		go fetch(ctx, name) // want "no limit found"
	}
	return rows.Err()
}

// QueryPerRow: the size is a query's, the body asks the database again.
func QueryPerRow(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, "SELECT id FROM expired")
	if err != nil {
		return err
	}
	defer rows.Close()
	var ids []int
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return err
		}
		ids = append(ids, id)
	}
	for _, id := range ids {
		go db.ExecContext(ctx, "DELETE FROM item WHERE id = ?", id) // want "no limit found"
	}
	return rows.Err()
}

type store interface {
	List(ctx context.Context) ([]item, error)
	Delete(ctx context.Context, id int) error
}

// ListedDetached: the size comes with an error, nobody joins.
func ListedDetached(ctx context.Context, s store) error {
	items, err := s.List(ctx)
	if err != nil {
		return err
	}
	for _, x := range items {
		go s.Delete(ctx, x.id) // want "no limit found"
	}
	return nil
}

// GlobDetached: the size comes with an error, nobody joins, the body does I/O.
func GlobDetached(dir string) error {
	names, err := filepath.Glob(filepath.Join(dir, "*.tmp"))
	if err != nil {
		return err
	}
	for _, name := range names {
		go os.Remove(name) // want "no limit found"
	}
	return nil
}

type message struct{ Recipients []string }

// DecodedMessage: the size is in a message, nobody joins, the body does I/O.
func DecodedMessage(ctx context.Context, raw []byte) error {
	var m message
	if err := json.Unmarshal(raw, &m); err != nil {
		return err
	}
	for _, to := range m.Recipients {
		go fetch(ctx, to) // want "no limit found"
	}
	return nil
}

// RequestValues: the size is in a request, nobody joins, the body does I/O.
func RequestValues(w http.ResponseWriter, r *http.Request) {
	for _, id := range r.URL.Query()["id"] {
		go fetch(context.Background(), id) // want "no limit found"
	}
	w.WriteHeader(http.StatusAccepted)
}

// RequestBody: the size is decoded from a request, the body does I/O.
func RequestBody(w http.ResponseWriter, r *http.Request) {
	var names []string
	if err := json.NewDecoder(r.Body).Decode(&names); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Go(func() { _ = fetch(r.Context(), name) }) // want "no limit found"
	}
	wg.Wait()
}

// DetachedPerMessage: one per broker message, nobody joins, the body does I/O.
func DetachedPerMessage(ctx context.Context, in <-chan []byte) {
	for raw := range in {
		go fetch(ctx, string(raw)) // want "no limit found"
	}
}
