package toolwatch

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestMain(m *testing.M) {
	Main()
	os.Exit(m.Run())
}

// TestWatch holds that a package is noted each time it is analyzed, and that the tool
// works as if it were alone.
func TestWatch(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"go.mod": "module example.com/m\n\ngo 1.25.0\n",
		"m.go":   "package m\n\nfunc F() {}\n",
		// Reported by go vet.
		"bad/bad.go": "package bad\n\nimport \"example.com/m\"\n\nfunc G() { m.F(); x := 1; x = x }\n",
	} {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	log := filepath.Join(dir, "log")
	env, err := Env(log)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		cmd := exec.Command("go", "vet", "-a", "-assign", "./...") // -a takes nothing from the cache
		cmd.Dir = dir
		cmd.Env = append(cmd.Environ(), append(env, "GOWORK=off")...)
		out, err := cmd.CombinedOutput()
		if err == nil || !strings.Contains(string(out), "self-assignment") {
			t.Errorf("go vet: error %v\n%s", err, out)
		}
	}
	all, err := Read(log)
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, p := range all {
		count[p.Package]++
		if p.CPU <= 0 {
			t.Errorf("%+v took no time", p)
		}
	}
	if count["example.com/m"] != 2 || count["example.com/m/bad"] != 2 {
		t.Errorf("noted %v, want each package twice", count)
	}
	if none, err := Read(filepath.Join(dir, "none")); err != nil || len(none) > 0 {
		t.Errorf("nothing was noted: got %v, %v", none, err)
	}
}
