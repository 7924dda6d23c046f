// Package linter is golangci-lint as a function, for the commands here, which differ in
// their plugins.
package linter

import (
	"fmt"
	"os"
	"runtime"

	"github.com/golangci/golangci-lint/v2/pkg/commands"
	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"

	_ "github.com/inflight-go/inflight/analyzers/gclplugin" // registers inflight
)

// Main runs golangci-lint and exits if it fails.
func Main() {
	err := commands.Execute(commands.BuildInfo{
		// golangci-lint takes results from its cache while the version is the same. For this
		// one it looks at the content of the binary instead, which has the plugin in it.
		Version:   "(devel)",
		GoVersion: runtime.Version(),
		Commit:    "(none)",
		Date:      "(none)",
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitcodes.Failure)
	}
}
