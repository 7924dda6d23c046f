package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestLibraries(t *testing.T) {
	page, err := libraries("../..")
	if err != nil {
		t.Fatal(err)
	}
	text := string(page)
	for _, want := range []string{
		"| `lock`, `try-lock`, `unlock` | A mutex. |\n",
		"| `try-spawn` | As `spawn` when there is room, else nothing starts; the result says which. |\n",
		"| [ResponseWriter](https://pkg.go.dev/net/http#Handler) | net/http |\n",
		"\n#### golang.org/x/sync/errgroup\n\n| function | role |\n|---|---|\n" +
			"| [Group.Go](https://pkg.go.dev/golang.org/x/sync/errgroup#Group.Go) | `spawn open` |\n" +
			"| [Group.SetLimit](https://pkg.go.dev/golang.org/x/sync/errgroup#Group.SetLimit) | `limit negative-lifts` |\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if sync, conc := strings.Index(text, "#### sync\n"), strings.Index(text, "#### github.com/"); sync < 0 || sync > conc {
		t.Error("the standard library does not come first")
	}
	if strings.Contains(text, "\n\n\n") || strings.HasSuffix(text, "\n\n") {
		t.Error("two empty lines")
	}
}

func TestReadRoles(t *testing.T) {
	name := filepath.Join(t.TempDir(), "roles.go")
	src := `package p

type Role int

const Other = 1

const (
	None Role = iota
	// TrySpawn: as Once, or
	// Twice with Args.
	TrySpawn
	// Lock, TryLock and Unlock: a mutex.
	Lock
	TryLock
	Unlock
	// Once is not described.
	Once
)
`
	if err := os.WriteFile(name, []byte(src), 0o666); err != nil {
		t.Fatal(err)
	}
	roles, err := readRoles(name)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range roles {
		got = append(got, r.Words()+": "+r.Text())
	}
	want := []string{"`try-spawn`: As `once`, or Twice with Args.", "`lock`, `try-lock`, `unlock`: A mutex."}
	if !slices.Equal(got, want) {
		t.Errorf("roles %q, want %q", got, want)
	}
	if err := os.WriteFile(name, []byte("package p"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{name, name + "x"} {
		if _, err := readRoles(name); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
