package report

import "testing"

// TestColumn: bytes become UTF-16 units, and what is not in the file stays.
func TestColumn(t *testing.T) {
	f := newSource("x.go", []byte("\ufeffpackage é\r\n\t𝄞é go f()\n\nlast"))
	for _, test := range []struct{ line, col, want int }{
		{1, 4, 1},   // behind the byte order mark
		{1, 14, 10}, // behind é
		{2, 1, 1},
		{2, 2, 2}, // the tab is one
		{2, 6, 4}, // the clef is four bytes and two units
		{2, 8, 5},
		{3, 1, 1},
		{4, 5, 5},   // the end of the last line
		{4, 9, 9},   // behind it
		{9, 3, 3},   // no such line
		{2, 0, 0},   // no column
		{0, 0, 0},   // no line
		{2, -1, -1}, // no column either
	} {
		if got := f.column(test.line, test.col); got != test.want {
			t.Errorf("%d:%d: column %d, want %d", test.line, test.col, got, test.want)
		}
	}
}

// TestPosition: an offset becomes a line and a column.
func TestPosition(t *testing.T) {
	const text = "a\né𝄞b\n\nc\n"
	f := newSource("x.go", []byte(text))
	type place struct {
		line, col int
		ok        bool
	}
	for offset, want := range map[int]place{
		-1:            {},
		0:             {1, 1, true},
		1:             {1, 2, true},
		2:             {2, 1, true},
		4:             {2, 2, true}, // behind é
		8:             {2, 4, true}, // behind the clef
		9:             {2, 5, true},
		10:            {3, 1, true},
		11:            {4, 1, true},
		len(text):     {5, 1, true},
		len(text) + 1: {},
	} {
		var got place
		got.line, got.col, got.ok = f.position(offset)
		if got != want {
			t.Errorf("offset %d: %v, want %v", offset, got, want)
		}
	}
	if _, _, ok := newSource("x.go", nil).position(0); ok {
		t.Error("a file that cannot be read has places")
	}
	if line, col, ok := newSource("x.go", []byte("ab")).position(2); line != 1 || col != 3 || !ok {
		t.Errorf("the end of a file without a line break is %d:%d, %t", line, col, ok)
	}
}

// TestAround: the lines of a finding, as many as the file has.
func TestAround(t *testing.T) {
	f := newSource("x.go", []byte("1\n2\n3\n4\n5"))
	for _, test := range []struct {
		at      Finding
		context int
		want    string
	}{
		{Finding{Line: 3}, 0, "3"},
		{Finding{Line: 3, EndLine: 4}, 0, "34"},
		{Finding{Line: 1}, 1, "12"},
		{Finding{Line: 5}, 2, "345"},
		{Finding{Line: 3}, 99, "12345"},
		{Finding{Line: 9}, 1, ""},
	} {
		got := ""
		for n, line := range f.around(test.at, test.context) {
			got += line
			if int(line[0]-'0') != n {
				t.Errorf("line %d is %q", n, line)
			}
		}
		if got != test.want {
			t.Errorf("%d with %d: %q, want %q", test.at.Line, test.context, got, test.want)
		}
	}
}
