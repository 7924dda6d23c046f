// Package uses hands its own arguments on to the helpers of another package.
package uses

import h "helpers"

func Direct(f func()) { // want Direct:"spawns\\(0\\)"
	h.Spawn(f)
}

func Last(n int, f func()) { // want Last:"spawns\\(1\\)"
	h.InLiteral("", f)
}

func Method(p *h.Pool, f func()) { // want Method:"spawns\\(1\\)"
	p.Spawn(f)
}

func Generic(f func(int)) { // want Generic:"spawns\\(0\\)"
	h.Generic(1, f)
}

func GenericMethod(o *h.Of[string], f func(string)) { // want GenericMethod:"spawns\\(1\\)"
	o.Spawn(f)
}

func Of[T any](f func(T)) { // want Of:"spawns\\(0\\)"
	h.Generic[T](*new(T), f)
}

func Not(f func()) {
	h.Calls(f)
}

func Own(f func()) { // want Own:"spawns\\(0\\)"
	Direct(f)
}
