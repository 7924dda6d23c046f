// Package passes holds the checks, one folder a check, and under internal what
// they share.
package passes

import (
	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/sites"
	"github.com/inflight-go/inflight/passes/internal/streams"
)

// AlternativePrefix begins the message of a fix that nobody but a person may pick: it is
// not proven, or not the first choice.
const AlternativePrefix = check.AlternativePrefix

// NewTable returns a table of spawns for the checks of one suite: each suite
// with settings of its own needs one, given to its checks as Options.Sites.
func NewTable() *analysis.Analyzer {
	return sites.New(sites.Options{}, facts.New(knowledge.New()))
}

// NewStreams returns a table of reads and writes beside a table of spawns, given to the
// checks of streams as Options.Streams.
func NewStreams(table *analysis.Analyzer) *analysis.Analyzer { return streams.New(table) }
