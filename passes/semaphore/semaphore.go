package semaphore

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/check"
)

//go:embed doc.go
var source string

// Options are the options of the check. The zero value is the default.
type Options struct {
	check.Options
	check.LimitOption
}

// Analyzer is the check with the default options.
var Analyzer = New(Options{})

// New returns the check with the given options.
func New(opts Options) *analysis.Analyzer {
	o := &opts
	return o.Analyzer("semaphore", source, func(pass *analysis.Pass) { run(pass, o) }, &o.LimitOption)
}

func run(pass *analysis.Pass, o *Options) {
	r := o.Reporter(pass)
	starts(r, o)
	held(r)
}
