package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// A repository is a generated module: layers of packages of the same size, each of which
// imports two of the layer below.
//
// A function of each package starts work through that of the first package it imports,
// and the bottom of each such column has the go statement: what is found in a package
// depends on facts from as many packages as there are layers below it.
type repository struct {
	dir    string
	layers int
	width  int // packages a layer
}

// name of a package.
type name struct{ layer, column int }

const modulePath = "example.com/scale"

func (n name) path() string { return fmt.Sprintf("%s/l%02d/p%04d", modulePath, n.layer, n.column) }

func (r *repository) file(n name) string {
	return filepath.Join(r.dir, fmt.Sprintf("l%02d", n.layer), fmt.Sprintf("p%04d", n.column), "p.go")
}

// size is how many packages there are.
func (r *repository) size() int { return r.layers * r.width }

// all are the paths of all packages.
func (r *repository) all() map[string]bool {
	all := make(map[string]bool)
	for layer := range r.layers {
		for column := range r.width {
			all[name{layer, column}.path()] = true
		}
	}
	return all
}

// imports are the packages that n imports: first the one in its column.
func (r *repository) imports(n name) []name {
	if n.layer == 0 {
		return nil
	}
	return []name{{n.layer - 1, n.column}, {n.layer - 1, (n.column + 1) % r.width}}
}

// dependents are the paths of n and of all packages that need it.
func (r *repository) dependents(n name) map[string]bool {
	all := map[string]bool{n.path(): true}
	for layer := n.layer + 1; layer < r.layers; layer++ {
		for column := range r.width {
			for _, imported := range r.imports(name{layer, column}) {
				if all[imported.path()] {
					all[name{layer, column}.path()] = true
				}
			}
		}
	}
	return all
}

// found are the paths of the packages that have a finding: some columns have a loop
// without a limit in each package. From the layer that does not start its work in the
// background any more there is none in that column.
func (r *repository) found(changed map[int]int) map[string]bool {
	all := make(map[string]bool)
	for layer := range r.layers {
		for column := range r.width {
			if from, ok := changed[column]; (!ok || layer < from) && hasLoop(column) {
				all[name{layer, column}.path()] = true
			}
		}
	}
	return all
}

// hasLoop reports whether the packages of a column have a loop without a limit.
func hasLoop(column int) bool { return column%10 == 3 }

// write writes the whole module.
func (r *repository) write() error {
	if err := os.MkdirAll(r.dir, 0o777); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(r.dir, "go.mod"), []byte("module "+modulePath+"\n\ngo 1.25.0\n"), 0o666); err != nil {
		return err
	}
	for layer := range r.layers {
		for column := range r.width {
			if err := r.writePackage(name{layer, column}, true); err != nil {
				return err
			}
		}
	}
	return nil
}

// writePackage writes one package. It starts its work in the background, or runs it.
func (r *repository) writePackage(n name, background bool) error {
	start, imports, uses := "go work()", "", ""
	for i, imported := range r.imports(n) {
		imports += fmt.Sprintf("\n\td%d %q", i, imported.path())
		uses += fmt.Sprintf("\ts.n += d%d.New(names).Len()\n", i)
	}
	if n.layer > 0 {
		start = "d0.Start(work)"
		imports += "\n"
	}
	if !background {
		start = "work()"
	}
	loop := ""
	if hasLoop(n.column) {
		loop = unlimited
	}
	text := strings.NewReplacer("NAME", fmt.Sprintf("p%04d", n.column), "IMPORTS", imports, "USES", uses,
		"START", start, "LOOP", loop).Replace(source)
	if err := os.MkdirAll(filepath.Dir(r.file(n)), 0o777); err != nil {
		return err
	}
	return os.WriteFile(r.file(n), []byte(text), 0o666)
}

const source = `package NAME

import (
	"context"
	"errors"
	"sync"
IMPORTS)

// Start starts work.
func Start(work func()) { START }

// Store counts names.
type Store struct {
	mu    sync.Mutex
	n     int
	names map[string]int
}

// New returns a store of the names.
func New(names []string) *Store {
	s := &Store{names: make(map[string]int)}
	for _, name := range names {
		s.Add(name)
	}
	return s
}

// Need counts what other stores hold.
func (s *Store) Need(names []string) {
USES}

// Add adds a name.
func (s *Store) Add(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.names[name]++
	s.n++
}

// Len is how many were added.
func (s *Store) Len() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.n
}

// Check looks at all names, eight at a time.
func (s *Store) Check(ctx context.Context, check func(context.Context, string) error) error {
	var wg sync.WaitGroup
	var failed error
	slots := make(chan struct{}, 8)
	for name := range s.names {
		slots <- struct{}{}
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() { <-slots }()
			if err := check(ctx, name); err != nil {
				s.mu.Lock()
				failed = errors.Join(failed, err)
				s.mu.Unlock()
			}
		}()
	}
	wg.Wait()
	return failed
}
LOOP`

const unlimited = `
// Load loads the names.
func (s *Store) Load(names []string) {
	for _, name := range names {
		Start(func() { s.Add(name) })
	}
}
`
