package negative

import (
	"os"
	"testing"
)

// TestLoop would be reported outside a test.
func TestLoop(t *testing.T) {
	entries, err := os.ReadDir(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		go fetch(e.Name())
	}
}

// BenchmarkLoop would be reported outside a test.
func BenchmarkLoop(b *testing.B) {
	for b.Loop() {
		go fetch("x")
	}
}

// ExampleLiteralStored would be reported outside an example.
func ExampleLiteralStored() {
	entries, _ := os.ReadDir(".")
	for _, e := range entries {
		go fetch(e.Name())
	}
}

// helperLoop is an ordinary function of a test file.
func helperLoop(items []item) {
	for _, x := range items {
		go work(x)
	}
}

func TestHelperLoop(t *testing.T) { helperLoop(make([]item, len(os.Args))) }
