//go:build unix

package goplsbuild

import (
	"os"
	"syscall"
)

// Run becomes the program, with arguments. It returns only if that fails.
func (b *Builder) Run(args []string) (exitCode int, err error) {
	return 0, syscall.Exec(b.Path(), append([]string{b.Path()}, args...), os.Environ())
}
