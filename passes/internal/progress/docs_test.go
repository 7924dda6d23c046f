package progress

import (
	"os"
	"strings"
	"testing"
)

// TestDocumented holds docs/rewrites.md to the reasons that -explain gives.
func TestDocumented(t *testing.T) {
	page, err := os.ReadFile("../../../docs/rewrites.md")
	if err != nil {
		t.Fatal(err)
	}
	for o := None + 1; o < obstacleCount; o++ {
		if o.String() == "" || !strings.Contains(string(page), "| "+o.String()+" |") {
			t.Errorf("docs/rewrites.md does not explain %q", o)
		}
	}
}
