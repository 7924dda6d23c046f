// Package baddirective defines a check of the inflight directives themselves.
//
// # Analyzer baddirective
//
// baddirective: report inflight directives that are broken or silence nothing
//
// A directive is a comment that tells inflight what the code cannot show:
//
//	//inflight:bounded <why>
//	//inflight:ignore <check> <why>
//
// Wrong: the check is misspelled.
//
//	//inflight:ignore spawnlop callers pass at most ten urls
//	for _, url := range urls {
//		go fetch(url)
//	}
//
// Right:
//
//	//inflight:ignore spawnloop callers pass at most ten urls
//	for _, url := range urls {
//		go fetch(url)
//	}
//
// Also right, and it says more: the loop is bounded.
//
//	//inflight:bounded callers pass at most ten urls
//	for _, url := range urls {
//		go fetch(url)
//	}
//
// A directive that does nothing misleads whoever reads it: either the finding
// it was written for is gone and the reason may be out of date, or the finding
// is still there and the author thinks it is answered. A directive that is
// broken never silences anything.
//
// # Findings
//
// The category of a finding says what is wrong.
//
//   - malformed: there is a space where none may be, or the comment is a block.
//   - unknown-verb: the word after inflight: is neither bounded nor ignore.
//   - unknown-check: ignore names a check that does not exist.
//   - incomplete: the check or the reason is missing.
//   - misplaced: bounded stands on nothing that could be bounded.
//   - unused: nothing would have been reported without the directive.
//
// # What stays silent
//
// Directives in files that the checks skip stay silent, and so do those for a
// check that did not run. There is no directive against this check: remove the
// directive that it reports.
package baddirective
