module gauntlet.example/load

// No later than the oldest module of the gauntlet: see ../go121.
go 1.21
