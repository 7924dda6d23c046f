// Package main uses the library, also through what lies in the middle. Comments say
// what is found on a line, by check and category:
//
//	want    it is reported
//	builtin it is reported while there are no rows but the built-in ones
//	audit   it is reported at the level of that name
//	row     the inventory has it, thanks to facts
//	lost    a driver that has lost the facts reports it, at some level
package main

func main() {}

func work(name string) { println(name) }
