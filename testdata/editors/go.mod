module github.com/inflight-go/inflight/testdata/editors

go 1.26.0
