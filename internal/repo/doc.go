// Package repo holds the tests of the repository as a whole: imports run one
// way, and the README shows what the program prints.
package repo
