//go:build unix

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
)

// measureFlag makes the program stand, for go vet -toolexec, before each tool.
const measureFlag = "-measure"

// process is one run of a tool on one package.
type process struct {
	rss int64 // most memory in use at once, in bytes
	pkg string
}

// measure runs a command, appends what memory it took on a package to the log
// and returns its exit code.
func measure(log string, command []string) int {
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		fmt.Fprintf(os.Stderr, "bench: %v\n", err)
		return 1
	}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok && strings.HasSuffix(command[len(command)-1], ".cfg") {
		rss := int64(usage.Maxrss)
		if runtime.GOOS != "darwin" && runtime.GOOS != "ios" {
			rss *= 1024 // the others count kilobytes
		}
		f, err := os.OpenFile(log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o666)
		if err == nil {
			_, err = fmt.Fprintf(f, "%d %s\n", rss, os.Getenv("TOOLEXEC_IMPORTPATH"))
			err = errors.Join(err, f.Close())
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "bench: %v\n", err)
			return 1
		}
	}
	return cmd.ProcessState.ExitCode()
}
