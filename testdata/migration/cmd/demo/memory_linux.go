package main

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
)

// residentMemory returns how many bytes of memory a process holds, and the most
// that it has held.
func residentMemory(pid int) (now, peak int64) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, 0 // it has ended
	}
	return kilobytes(status, "VmRSS:"), kilobytes(status, "VmHWM:")
}

// finalPeak returns 0: what is known at the end of a process counts the memory of
// the process that started it, too.
func finalPeak(*os.ProcessState) int64 { return 0 }

// availableMemory returns how many bytes this machine can give to a process, 0 if
// that is not known.
func availableMemory() int64 {
	info, err := os.ReadFile("/proc/meminfo")
	if err != nil {
		return 0
	}
	return kilobytes(info, "MemAvailable:")
}

// kilobytes returns the bytes that a line of a file in /proc gives as "name 12 kB".
func kilobytes(file []byte, name string) int64 {
	for line := range bytes.Lines(file) {
		fields := bytes.Fields(line)
		if len(fields) == 3 && string(fields[0]) == name {
			n, _ := strconv.ParseInt(string(fields[1]), 10, 64)
			return n << 10
		}
	}
	return 0
}
