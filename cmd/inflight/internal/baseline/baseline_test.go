package baseline_test

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/inflight-go/inflight/cmd/inflight/internal/baseline"
	"github.com/inflight-go/inflight/cmd/inflight/internal/report"
)

// finding is known by its fingerprint.
func finding(file, fingerprint string) report.Finding {
	return report.Finding{Check: "spawnloop", Level: "data", ID: report.Identity{
		Path: file, Function: "Load", Message: "no limit for <xs>", Fingerprint: fingerprint,
	}}
}

func always(baseline.Entry) bool { return true }
func never(baseline.Entry) bool  { return false }

// file writes a baseline of findings and returns what is in it.
func file(t *testing.T, b *baseline.Baseline, name string) string {
	t.Helper()
	if err := b.Write(name); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestFile: the file is sorted whatever the order of findings, and is read as it was
// written.
func TestFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "base.json")
	list := []report.Finding{finding("b.go", "1"), finding("a.go", "3"), finding("a.go", "2"), finding("a.go", "3")}
	got := file(t, baseline.New().Updated(list, nil), name)
	const entry = `    {
      "check": "spawnloop",
      "level": "data",
      "file": "FILE",
      "function": "Load",
      "message": "no limit for <xs>",
      "fingerprint": "PRINT"
    }`
	var entries []string
	for _, e := range [][2]string{{"a.go", "2"}, {"a.go", "3"}, {"b.go", "1"}} {
		entries = append(entries, strings.NewReplacer("FILE", e[0], "PRINT", e[1]).Replace(entry))
	}
	if want := "{\n  \"version\": 1,\n  \"findings\": [\n" + strings.Join(entries, ",\n") + "\n  ]\n}\n"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	slices.Reverse(list)
	if again := file(t, baseline.New().Updated(list, nil), name); again != got {
		t.Errorf("in another order:\n%s", again)
	}
	read, err := baseline.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	if again := file(t, read, name); again != got {
		t.Errorf("read and written:\n%s", again)
	}
	if read.Len() != 3 || !read.Knows(finding("z.go", "2")) || read.Knows(finding("a.go", "4")) {
		t.Error("it does not know what was written, and nothing else")
	}
	if got, want := file(t, baseline.New(), name), "{\n  \"version\": 1,\n  \"findings\": []\n}\n"; got != want {
		t.Errorf("an empty baseline is %q", got)
	}
}

// TestGone: an entry is gone if it was looked for and not found, and an update keeps
// what was not looked for.
func TestGone(t *testing.T) {
	old := baseline.New().Updated([]report.Finding{finding("a.go", "1"), finding("b.go", "2")}, nil)
	found := []report.Finding{finding("a.go", "1"), finding("c.go", "3")}
	if gone := old.Gone(found, never); len(gone) > 0 {
		t.Errorf("not looked for, and gone: %v", gone)
	}
	if kept := old.Updated(found, nil); kept.Len() != 3 {
		t.Errorf("an update of what was not looked for has %d entries, want 3", kept.Len())
	}
	gone := old.Gone(found, always)
	if len(gone) != 1 || gone[0].File != "b.go" {
		t.Fatalf("gone: %v, want that of b.go", gone)
	}
	updated := old.Updated(found, gone)
	if updated.Len() != 2 || updated.Knows(finding("b.go", "2")) || !updated.Knows(finding("c.go", "3")) {
		t.Error("the update does not know what was found, and nothing else")
	}
}

// TestBroken: what is no baseline is an error that says so.
func TestBroken(t *testing.T) {
	for text, want := range map[string]string{
		"":                               "is no baseline",
		"<<<<<<< ours":                   "is no baseline",
		`{"version": 1} {}`:              "is no baseline",
		`[]`:                             "is no baseline",
		`{}`:                             "version 0",
		`{"version": 2, "findings": []}`: "version 2, and this inflight knows version 1",
		`{"version": 1, "findings": [{"check": "c"}]}`: "entry 1 has no fingerprint",
	} {
		name := filepath.Join(t.TempDir(), "base.json")
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if _, err := baseline.Read(name); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), name) {
			t.Errorf("%q: error %v, want %q and the name of the file", text, err, want)
		}
	}
}

// TestReplace: the file is replaced as a whole, its mode and a link to it stay, and
// nothing else is left behind.
func TestReplace(t *testing.T) {
	dir := t.TempDir()
	name, link := filepath.Join(dir, "base.json"), filepath.Join(dir, "link.json")
	file(t, baseline.New(), name)
	if runtime.GOOS != "windows" {
		if err := os.Chmod(name, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink("base.json", link); err != nil {
			t.Fatal(err)
		}
		file(t, baseline.New().Updated([]report.Finding{finding("a.go", "1")}, nil), link)
		if b, err := baseline.Read(name); err != nil || b.Len() != 1 {
			t.Errorf("through the link, the file was not written: %v", err)
		}
		if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
			t.Errorf("the link is none any more: %v", err)
		}
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("the mode has changed: %v", err)
		}
	}
	if err := baseline.New().Write(filepath.Join(dir, "none", "base.json")); err == nil {
		t.Error("written to a directory that is not there")
	}
	if err := baseline.New().Write(dir); err == nil {
		t.Error("written over a directory")
	}
	left, err := filepath.Glob(filepath.Join(dir, "*"))
	outside, err2 := filepath.Glob(dir + ".*")
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	if left = append(left, outside...); len(left) > 2 {
		t.Errorf("left behind: %q", left)
	}
}
