// shape: loop over the lines of a file
// want: fix
// k: 16
// order: free

package scanlines

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	name := filepath.Join(l.Dir(), "ids.txt")
	if err := writeIDs(name, l.IDs()); err != nil {
		return nil, err
	}
	return readIDs(l, name)
}

func writeIDs(name string, ids []int) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	defer file.Close()
	out := bufio.NewWriter(file)
	for _, id := range ids {
		fmt.Fprintln(out, id)
	}
	return out.Flush()
}

func readIDs(l *load.Load, name string) ([]int, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()

	var wg sync.WaitGroup
	var mu sync.Mutex
	var values []int
	scanner := bufio.NewScanner(file)
	for scanner.Scan() {
		id, err := strconv.Atoi(scanner.Text())
		if err != nil {
			continue
		}
		wg.Add(1)
		go func(id int) {
			defer wg.Done()
			v := l.Value(id)
			mu.Lock()
			defer mu.Unlock()
			values = append(values, v)
		}(id)
	}
	wg.Wait()
	return values, scanner.Err()
}
