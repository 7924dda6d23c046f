// Package repo holds the tests of the repository as a whole: imports run one
// way, the README shows what the program prints, and the linter keeps to what golangci-lint
// asks of one.
package repo
