// Inflight finds, in Go programs, work that nothing keeps from piling up:
// goroutines started in a loop over data, and groups without a limit.
//
//	inflight [flags] [packages]
//
// It is one program with two roles. Started by a person, it runs go vet over
// the packages with itself as the vet tool and prints the findings: results
// are cached, and memory stays that of one package. Started by go vet or go
// fix, it is that tool:
//
//	go vet -vettool=$(which inflight) ./...
//	go fix -fixtool=$(which inflight) ./...
//
// Run inflight -h for the flags, the checks and the exit codes.
package main

import (
	"os"
)

func main() {
	args := os.Args[1:]
	if isVetTool(args) {
		vetTool(args)
		return
	}
	os.Exit(run(args))
}
