// Package main uses the library, also through what lies in the middle. A line
// that is reported has a comment "want", followed by the check and the category of
// the finding. A line that a driver reports when it has lost the facts has one that
// says "lost".
package main

func main() {}

func work(name string) { println(name) }
