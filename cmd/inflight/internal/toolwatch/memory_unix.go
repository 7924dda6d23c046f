//go:build unix

package toolwatch

import (
	"os"
	"runtime"
	"syscall"
)

// Memory is the most that a process that has ended had in use at once, or one that it
// started and waited for, in bytes.
func Memory(p *os.ProcessState) int64 {
	usage, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" {
		return int64(usage.Maxrss)
	}
	return int64(usage.Maxrss) * 1024 // the others count kilobytes
}
