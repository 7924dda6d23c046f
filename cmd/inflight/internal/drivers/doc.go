// Package drivers holds the tests that every driver of go/analysis passes on what
// a package cannot see by itself, and so reports the same.
//
// The drivers differ in how facts travel, and in what they know of a package:
//
//   - go vet runs a process for each package and keeps facts in its cache. It
//     asks for facts about the standard library too, and gets none;
//   - inflight runs go vet;
//   - other build systems run the tool itself for each package, and hand over no facts
//     about the standard library, and no module;
//   - Bazel's nogo does that with a program that it generates from single checks. It has
//     no suite, can read no files, and knows the Go version of no module;
//   - golangci-lint holds all packages in memory, computes facts about the standard
//     library too, and shows the first fix alone.
package drivers
