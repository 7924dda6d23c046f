module github.com/facebookgo/limitgroup

go 1.25
