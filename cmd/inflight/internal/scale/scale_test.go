package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/inflight-go/inflight/cmd/inflight/internal/toolwatch"
)

func TestMain(m *testing.M) {
	toolwatch.Main()
	os.Exit(m.Run())
}

// TestSmall measures a small repository: that only dependents are analyzed after a
// change, and that findings follow facts through all layers, holds at any size.
func TestSmall(t *testing.T) {
	for _, dir := range []string{"cmd/inflight", "analyzers", "passes"} {
		watch(t, "../../../../"+dir)
	}
	tmp := t.TempDir()
	r, err := newRunner(tmp, "")
	if err != nil {
		t.Fatal(err)
	}
	repo := &repository{dir: filepath.Join(tmp, "small"), layers: 3, width: minWidth}
	if err := repo.write(); err != nil {
		t.Fatal(err)
	}
	f, err := measure(r, repo)
	if err != nil {
		t.Fatal(err)
	}
	want := max(1, len(r.always(repo)))
	if top := f.edits[0]; top.analyzed != want || top.dependents != 1 {
		t.Errorf("after a change at the top: %+v", top)
	}
	if bottom := f.edits[2]; bottom.dependents != 1+2+3 {
		t.Errorf("after a change at the bottom: %+v", bottom)
	}
}

// watch makes a change of the program count as one of the test, which does not import
// it: go test takes cached results while the files that a test has looked at are the
// same.
func watch(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, _ os.DirEntry, err error) error {
		if err == nil {
			_, err = os.Stat(name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestMeasureFails holds that the measure notices findings that are not what is in the
// repository.
func TestMeasureFails(t *testing.T) {
	for _, test := range []struct {
		got, want map[string]bool
		same      bool
	}{
		{map[string]bool{"a": true}, map[string]bool{"a": true}, true},
		{nil, map[string]bool{}, true},
		{map[string]bool{"a": true}, nil, false},
		{nil, map[string]bool{"a": true}, false},
	} {
		if err := same("findings", test.got, test.want); (err == nil) != test.same {
			t.Errorf("%v, %v: %v", test.got, test.want, err)
		}
	}
}
