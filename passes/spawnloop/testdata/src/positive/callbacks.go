package positive

import (
	"io/fs"
	"iter"
	"maps"
	"path/filepath"
	"slices"
	"sync"
)

// SyncMapRange is a loop: its callback runs once per entry.
func SyncMapRange(m *sync.Map) {
	m.Range(func(key, _ any) bool {
		go fetch(key.(string)) // want "no limit found"
		return true
	})
}

// WalkDir runs its callback once per file.
func WalkDir(root string) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		go fetch(path) // want "no limit found"
		return nil
	})
}

// Walk does the same the old way, with a callback in a variable.
func Walk(root string) error {
	var wg sync.WaitGroup
	visit := func(path string, info fs.FileInfo, err error) error {
		if err != nil {
			return err
		}
		wg.Add(1)
		go func() { // want "no limit found"
			defer wg.Done()
			_ = fetch(path)
		}()
		return nil
	}
	err := filepath.Walk(root, visit)
	wg.Wait()
	return err
}

// FSWalkDir walks an abstract file system.
func FSWalkDir(fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(path string, _ fs.DirEntry, err error) error {
		go fetch(path) // want "no limit found"
		return err
	})
}

// RangeFunc ranges over an iterator parameter.
func RangeFunc(seq iter.Seq[item]) {
	for x := range seq {
		go work(x) // want "no limit found"
	}
}

// RangeFuncTwo ranges over an iterator of pairs.
func RangeFuncTwo(seq iter.Seq2[string, error]) {
	for name, err := range seq {
		if err != nil {
			return
		}
		go fetch(name) // want "no limit found"
	}
}

// CallIterator calls an iterator with a callback of its own.
func CallIterator(seq iter.Seq[item]) {
	seq(func(x item) bool {
		go work(x) // want "no limit found"
		return true
	})
}

// SlicesValues ranges over a library iterator.
func SlicesValues(items []item) {
	for x := range slices.Values(items) {
		go work(x) // want "no limit found"
	}
}

// MapsKeys ranges over a library iterator.
func MapsKeys(byName map[string]item) {
	for name := range maps.Keys(byName) {
		go fetch(name) // want "no limit found"
	}
}

// SortedKeys passes through two library functions.
func SortedKeys(byName map[string]item) {
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		go fetch(name) // want "no limit found"
	}
}

// ChunksWithoutWait spawns once per chunk: fewer, but still as many as there is data.
func ChunksWithoutWait(items []item) {
	for chunk := range slices.Chunk(items, 100) {
		go func() { // want "no limit found"
			for _, x := range chunk {
				work(x)
			}
		}()
	}
}

// InnerChunkLoopWithoutWait cuts into chunks and never waits for one.
func InnerChunkLoopWithoutWait(items []item) {
	for chunk := range slices.Chunk(items, 100) {
		for _, x := range chunk {
			go work(x) // want "no limit found"
		}
	}
}
