// Package fiber is a stub.
package fiber

type Ctx interface {
	Params(key string) string
	SendStatus(status int) error
}
