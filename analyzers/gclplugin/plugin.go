// Package gclplugin makes inflight a module plugin of golangci-lint, v2.15.0 or later:
// importing it is enough. docs/golangci-lint.md says how to build and set up a
// golangci-lint that has it.
package gclplugin

import (
	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/analyzers"
)

// golangci-lint finds its plugins by what their packages do when the program starts.
func init() { register.Plugin("inflight", New) }

// New returns the plugin. conf is what stands in .golangci.yml under
// linters.settings.custom.inflight.settings: keys and values as in
// [analyzers.Settings]. An error names the key that is wrong.
func New(conf any) (register.LinterPlugin, error) {
	settings, err := analyzers.DecodeSettings(conf)
	if err != nil {
		return nil, err
	}
	// golangci-lint applies every fix of a finding, so there must be but one.
	settings.Alternatives = false
	for i := range settings.Checks {
		settings.Checks[i].Alternatives = nil
	}
	p := &plugin{settings}
	if _, err := p.BuildAnalyzers(); err != nil { // tells now whether the values are valid
		return nil, err
	}
	return p, nil
}

type plugin struct{ settings analyzers.Settings }

// BuildAnalyzers returns one analyzer, which reports what all the checks find.
func (p *plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	suite, err := analyzers.New(p.settings)
	if err != nil {
		return nil, err
	}
	return []*analysis.Analyzer{merge(p.settings.Select(suite))}, nil
}

// GetLoadMode says that the checks need types.
func (*plugin) GetLoadMode() string { return register.LoadModeTypesInfo }
