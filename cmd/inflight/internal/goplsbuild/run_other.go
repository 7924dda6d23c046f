//go:build !unix

package goplsbuild

import (
	"errors"
	"os"
	"os/exec"
)

// Run runs the program with arguments, and returns its exit code.
func (b *Builder) Run(args []string) (exitCode int, err error) {
	cmd := exec.Command(b.Path(), args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	err = cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode(), nil
	}
	return 0, err
}
