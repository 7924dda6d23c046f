package passes

import "github.com/inflight-go/inflight/passes/internal/knowledge"

// A Row says what one function of a library does.
type Row = knowledge.Row

// A Served is a type of requests or messages.
type Served = knowledge.Served

// Libraries returns the built-in rows of the table of libraries, and the types of
// requests and messages.
func Libraries() ([]Row, []Served) { return knowledge.Rows(), knowledge.Types() }
