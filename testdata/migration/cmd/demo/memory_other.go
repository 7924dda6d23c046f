//go:build unix && !linux

package main

import (
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"syscall"
)

// residentMemory returns how many bytes of memory a process holds. The most that
// it has held is known at its end, see finalPeak.
func residentMemory(pid int) (now, peak int64) {
	out, err := exec.Command("ps", "-o", "rss=", "-p", strconv.Itoa(pid)).Output()
	if err != nil {
		return 0, 0 // it has ended
	}
	n, _ := strconv.ParseInt(strings.TrimSpace(string(out)), 10, 64)
	return n << 10, 0
}

// finalPeak returns the most bytes of memory that a process held that has ended.
func finalPeak(state *os.ProcessState) int64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	switch {
	case !ok:
		return 0
	case runtime.GOOS == "darwin":
		return int64(usage.Maxrss)
	default:
		return int64(usage.Maxrss) << 10 // kilobytes
	}
}

// availableMemory returns 0: it is not known.
func availableMemory() int64 { return 0 }
