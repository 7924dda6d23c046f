// Command golangci is golangci-lint with the plugin of inflight, as golangci-lint custom
// would build it. It is here for the tests beside it; users build their own: see
// docs/golangci-lint.md.
//
// It is a module of its own, so that those who use inflight need neither golangci-lint
// nor its dependencies. golangci-lint is under the GPL, version 3: a binary of this command
// is a work under that licence, though inflight is not.
package main

import "github.com/inflight-go/inflight/testdata/golangci/internal/linter"

func main() { linter.Main() }
