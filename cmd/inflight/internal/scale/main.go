// Scale measures inflight on generated repositories of growing size: what a package
// costs, what the largest process of the tool takes, and how many packages are analyzed
// again after a change.
//
//	go run ./cmd/inflight/internal/scale [packages ...]
//
// The first run over a repository finds nothing in the cache but what the compiler has
// put there. The program fails if a package is analyzed that need not be, or if findings
// are missing or too many.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"text/tabwriter"

	"github.com/inflight-go/inflight/cmd/inflight/internal/toolwatch"
)

func main() {
	toolwatch.Main()
	sizes := []int{250, 1000, 2000}
	if len(os.Args) > 1 {
		sizes = nil
	}
	for _, arg := range os.Args[min(1, len(os.Args)):] {
		size, err := strconv.Atoi(arg)
		if err != nil || size < layers*minWidth {
			fmt.Fprintf(os.Stderr, "usage: scale [packages ...], each a number of %d or more\n", layers*minWidth)
			os.Exit(2)
		}
		sizes = append(sizes, size)
	}
	if err := scale(sizes); err != nil {
		fmt.Fprintf(os.Stderr, "scale: %v\n", err)
		os.Exit(1)
	}
}

const (
	layers   = 10
	minWidth = 24 // three columns with a loop
)

func scale(sizes []int) error {
	tmp, err := os.MkdirTemp("", "scale")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	r, err := newRunner(tmp, filepath.Join(tmp, "cache"))
	if err != nil {
		return err
	}
	var all []*figures
	for _, size := range sizes {
		repo := &repository{dir: filepath.Join(tmp, strconv.Itoa(size)), layers: layers, width: size / layers}
		if err := repo.write(); err != nil {
			return err
		}
		f, err := measure(r, repo)
		if err != nil {
			return err
		}
		all = append(all, f)
	}
	return report(all)
}

func report(all []*figures) error {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "packages\tcold\ta package\tcached\ta package\ttool\tgo command\t")
	for _, f := range all {
		n := float64(f.packages)
		fmt.Fprintf(w, "%d\t%.1f s\t%.1f ms\t%.2f s\t%.2f ms\t%d MB\t%d MB\t\n", f.packages,
			f.cold.Seconds(), f.cold.Seconds()/n*1000, f.cached.Seconds(), f.cached.Seconds()/n*1000, f.memory>>20, f.largest>>20)
	}
	fmt.Fprintln(w, "\t\t\t\t\t\t\t")
	fmt.Fprintln(w, "packages\tchange\tanalyzed\tdependents\ttook\t")
	for _, f := range all {
		for _, e := range f.edits {
			fmt.Fprintf(w, "%d\t%s\t%d\t%d\t%.1f s\t\n", f.packages, e.where, e.analyzed, e.dependents, e.cpu.Seconds())
		}
	}
	return w.Flush()
}
