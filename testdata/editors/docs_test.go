package editors

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDocs holds that docs/editors.md shows the settings that the tests use.
func TestDocs(t *testing.T) {
	page, err := os.ReadFile("../../docs/editors.md")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("settings/*")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		settings, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(page), "\n"+string(settings)+"```\n") {
			t.Errorf("docs/editors.md does not show %s", file)
		}
	}
}
