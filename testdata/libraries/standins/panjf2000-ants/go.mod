module github.com/panjf2000/ants

go 1.25
