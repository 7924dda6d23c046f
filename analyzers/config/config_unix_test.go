//go:build unix

package config

import (
	"os"
	"path/filepath"
	"testing"
)

// TestFindDevice: reading what is no file may never end, so it is not taken for one.
func TestFindDevice(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink("/dev/zero", filepath.Join(dir, ".inflight.yml")); err != nil {
		t.Fatal(err)
	}
	if f, err := Find(dir); f != nil || err != nil {
		t.Errorf("found %+v, %v", f, err)
	}
}
