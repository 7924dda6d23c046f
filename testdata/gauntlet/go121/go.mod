module gauntlet.example/go121

go 1.21

require (
	gauntlet.example/load v0.0.0
	golang.org/x/sync v0.5.0
)

replace gauntlet.example/load => ../load
