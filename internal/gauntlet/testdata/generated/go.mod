module gauntlet.example/generated

go 1.26.0

require (
	gauntlet.example/load v0.0.0
	golang.org/x/sync v0.24.0
)

replace gauntlet.example/load => ../../../../testdata/gauntlet/load
