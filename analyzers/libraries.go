package analyzers

import "github.com/inflight-go/inflight/passes"

// Libraries returns what the suite knows about libraries, for the docs of it: what
// their functions do, and the types of requests and messages.
func Libraries() ([]passes.Row, []passes.Served) { return passes.Libraries() }
