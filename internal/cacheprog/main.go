// Cacheprog keeps the go command's build cache in a directory that several machines
// can share:
//
//	GOCACHEPROG='cacheprog /mnt/cache' go vet -vettool=$(which inflight) ./...
//
// It is there for tests, which show with it what a shared cache spares. It forgets
// nothing and copies nothing to the machine that asks.
package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: cacheprog directory")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintf(os.Stderr, "cacheprog: %v\n", err)
		os.Exit(1)
	}
}

func run(dir string) error {
	s, err := openStore(dir)
	if err != nil {
		return err
	}
	return serve(s, os.Stdin, os.Stdout)
}
