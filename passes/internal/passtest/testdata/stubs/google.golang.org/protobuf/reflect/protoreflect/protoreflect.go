// Package protoreflect is a stub.
package protoreflect

type Message interface{ IsValid() bool }
