module example.com/drivers

go 1.25.0

// What stands in for it is put there by the test.
require golang.org/x/sync v0.0.0

replace golang.org/x/sync => ./sync
