module gauntlet.example

go 1.26

require gauntlet.example/load v0.0.0

replace gauntlet.example/load => ./load
