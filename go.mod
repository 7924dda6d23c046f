module github.com/inflight-go/inflight

// go 1.25.0 and x/tools v0.47.0 are the line that both gopls v0.23.0 (its
// internal packages break above x/tools v0.48.0) and golangci-lint v2.15.0
// build with: raising either takes one of the two channels away.
go 1.25.0

require (
	github.com/golangci/plugin-module-register v0.1.2
	github.com/sourcegraph/jsonrpc2 v0.2.3
	go.yaml.in/yaml/v3 v3.0.6
	golang.org/x/tools v0.47.0
)

require (
	golang.org/x/mod v0.37.0 // indirect
	golang.org/x/sync v0.21.0 // indirect
)
