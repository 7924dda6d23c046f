// Command changed is golangci-lint with a plugin that is called inflight too and says
// something else: what a new version of inflight is to the results of an old one.
package main

import (
	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/analyzers/gclplugin"
	"github.com/inflight-go/inflight/testdata/golangci/internal/linter"
)

func main() {
	register.Plugin("inflight", func(conf any) (register.LinterPlugin, error) {
		p, err := gclplugin.New(conf)
		return changed{p}, err
	})
	linter.Main()
}

type changed struct{ register.LinterPlugin }

func (c changed) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	list, err := c.LinterPlugin.BuildAnalyzers()
	for _, a := range list {
		run := a.Run
		a.Run = func(pass *analysis.Pass) (any, error) {
			own := *pass
			own.Report = func(d analysis.Diagnostic) {
				d.Message = "changed: " + d.Message
				pass.Report(d)
			}
			return run(&own)
		}
	}
	return list, err
}
