package passes

import "github.com/inflight-go/inflight/passes/internal/knowledge"

// Libraries returns the built-in rows of the table of libraries, and the types of
// requests and messages. The docs are made from them.
func Libraries() ([]knowledge.Row, []knowledge.Served) {
	return knowledge.Rows(), knowledge.Types()
}
