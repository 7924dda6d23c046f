package negative

import (
	"errors"
	"slices"
	"sync"
)

// ChunkWait waits for each chunk.
func ChunkWait(items []item) {
	for chunk := range slices.Chunk(items, most) {
		var wg sync.WaitGroup
		for _, x := range chunk {
			wg.Go(func() { work(x) })
		}
		wg.Wait()
	}
}

// ChunkByIndex cuts the chunks by hand.
func ChunkByIndex(items []item) {
	var wg sync.WaitGroup
	for i := 0; i < len(items); i += most {
		for _, x := range items[i:min(i+most, len(items))] {
			wg.Add(1)
			go func() {
				defer wg.Done()
				work(x)
			}()
		}
		wg.Wait()
	}
}

// ChunkByEnd cuts them with an if.
func ChunkByEnd(items []item, size int) {
	for start := 0; start < len(items); start += size {
		end := start + size
		if end > len(items) {
			end = len(items)
		}
		var wg sync.WaitGroup
		for _, x := range items[start:end] {
			wg.Go(func() { work(x) })
		}
		wg.Wait()
	}
}

// ChunkFromHead takes chunks from the head of what is left.
func ChunkFromHead(items []item) {
	for len(items) > 0 {
		n := min(most, len(items))
		var wg sync.WaitGroup
		for _, x := range items[:n] {
			wg.Go(func() { work(x) })
		}
		wg.Wait()
		items = items[n:]
	}
}

// WaitWhenFull joins whenever so many were started.
func WaitWhenFull(items []item) {
	var wg sync.WaitGroup
	for i, x := range items {
		wg.Go(func() { work(x) })
		if i%most == most-1 {
			wg.Wait()
		}
	}
	wg.Wait()
}

// TruncatedMin looks at the first few only.
func TruncatedMin(items []item) {
	for _, x := range items[:min(len(items), most)] {
		go work(x)
	}
}

// TruncatedIf cuts the slice when it is too long.
func TruncatedIf(items []item) {
	if len(items) > most {
		items = items[:most]
	}
	for _, x := range items {
		go work(x)
	}
}

// TruncatedConst looks at three elements.
func TruncatedConst(items []item) {
	for _, x := range items[:3] {
		go work(x)
	}
}

// RefusedWhenLong returns an error when there is too much.
func RefusedWhenLong(items []item) error {
	if len(items) > most {
		return errors.New("too many items")
	}
	for _, x := range items {
		go work(x)
	}
	return nil
}

func spawnChunk(items []item, wg *sync.WaitGroup) {
	for _, x := range items {
		wg.Add(1)
		go func() {
			defer wg.Done()
			work(x)
		}()
	}
}

// CallerPassesChunks cuts, and a function of this package spawns.
func CallerPassesChunks(items []item) {
	var wg sync.WaitGroup
	for chunk := range slices.Chunk(items, 32) {
		spawnChunk(chunk, &wg)
		wg.Wait()
	}
	spawnChunk(items[:min(len(items), 32)], &wg)
	wg.Wait()
}

func spawnAll(names []string) {
	for _, name := range names {
		go fetch(name)
	}
}

// CallersPassLiterals are all callers of spawnAll.
func CallersPassLiterals() {
	spawnAll([]string{"a", "b"})
	spawnAll(regions)
	few := []string{"c"}
	spawnAll(few)
}

func (s *server) spawnAll(names ...string) {
	for _, name := range names {
		go fetch(name)
	}
}

// CallersSpellArguments are all callers of the method.
func (s *server) CallersSpellArguments() {
	s.spawnAll("a", "b")
	s.spawnAll("c")
}
