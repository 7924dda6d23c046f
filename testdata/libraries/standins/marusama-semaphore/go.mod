module github.com/marusama/semaphore

go 1.25
