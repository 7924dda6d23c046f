package main_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestEditorDies holds that the server ends with its editor, with all that it runs.
func TestEditorDies(t *testing.T) {
	t.Parallel()
	e := startEditor(t, edited, nil, nil)
	e.open("a/a.go")
	var group []int
	for deadline := time.Now().Add(20 * time.Second); len(group) == 0 && time.Now().Before(deadline); {
		time.Sleep(10 * time.Millisecond)
		group = children(e.cmd.Process.Pid)
	}
	e.stdin.Close()
	done := make(chan error, 1)
	go func() { done <- e.cmd.Wait() }()
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Fatal("the server goes on without an editor")
	}
	if code := e.cmd.ProcessState.ExitCode(); code == 0 {
		t.Error("the exit code says that all is well")
	}
	if len(group) == 0 {
		t.Error("nothing ran that could be left behind")
	}
	for _, pid := range group {
		stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err == nil && !strings.Contains(string(stat), ") Z ") { // one that is dead may not be buried yet
			t.Errorf("process %d is still there: %s", pid, stat)
		}
	}
}

// children returns the processes that one has started.
func children(pid int) (list []int) {
	files, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid)) // the pattern is right
	for _, file := range files {
		data, _ := os.ReadFile(file) // a thread may be gone
		for _, field := range strings.Fields(string(data)) {
			var child int
			if _, err := fmt.Sscan(field, &child); err == nil {
				list = append(append(list, child), children(child)...)
			}
		}
	}
	return list
}
