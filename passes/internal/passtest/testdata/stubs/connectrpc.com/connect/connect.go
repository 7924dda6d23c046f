// Package connect is a stub.
package connect

type Request[T any] struct{ Msg *T }

type Response[T any] struct{ Msg *T }

func NewResponse[T any](m *T) *Response[T] { return &Response[T]{Msg: m} }
