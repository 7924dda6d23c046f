// Package main uses the library, also through what lies in the middle. A line that
// is reported has a comment "want", or "audit" if that takes the level of that name,
// followed by the check and the category of the finding. A line that is reported
// when a driver has lost the facts, at any level, has one that says "lost".
package main

func main() {}

func work(name string) { println(name) }
