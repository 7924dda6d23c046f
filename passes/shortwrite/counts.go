package shortwrite

import (
	"fmt"
	"go/ast"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/evidence"
	"github.com/inflight-go/inflight/passes/internal/streams"
)

// counts reports raw writes whose count nobody looks at.
func counts(r *check.StreamReporter) {
	for _, c := range r.Streams.Raw() {
		if c.Row.Reads {
			continue
		}
		level, reasons := evidence.LevelData, []string(nil)
		if c.Row.Message {
			level, reasons = evidence.LevelAudit, []string{"- the socket may keep messages whole"}
		}
		r.Report(check.Finding{
			Range: c.Node, Category: "count", Level: level, Reasons: reasons,
			Message: fmt.Sprintf("the count of %s is dropped: it may write less than it was given, without an error", check.Short(c.Node.Fun)),
			Fixes:   func() ([]analysis.SuggestedFix, string) { return whole(r, c) },
		})
	}
}

// contract reports Write methods that return another count than that of what they were
// given.
func contract(r *check.StreamReporter) {
	for _, b := range r.Streams.Breaches() {
		var ret *ast.ReturnStmt
		for _, n := range r.Streams.Returns(b.Fn) {
			if n.Return == b.Return.Pos() {
				ret = n
			}
		}
		if ret == nil || len(ret.Results) == 0 {
			continue
		}
		n, given := check.Short(ret.Results[0]), b.Fn.Params[1].Name()
		f := check.Finding{Range: ret.Results[0], Category: "contract", Level: evidence.LevelData}
		switch b.How {
		case streams.Zero:
			f.Message = fmt.Sprintf("this Write returns 0 and no error though it was given %s: io.Copy and bufio take that for a failure", given)
		case streams.OtherLength:
			f.Message = fmt.Sprintf("this Write returns %s, which is not the length of the %s it was given: the caller sees a short write, or a panic", n, given)
		case streams.Copied:
			f.Level = evidence.LevelAudit
			f.Message = fmt.Sprintf("this Write returns what there was room for, without an error when that is less than len(%s)", given)
		case streams.OtherWrite:
			f.Level = evidence.LevelAudit
			f.Message = fmt.Sprintf("this Write returns the count of other bytes than the %s it was given: the caller sees a short write, or a panic", given)
		}
		r.Report(f)
	}
}
