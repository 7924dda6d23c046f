// shape: the reader of lines leaves with the first long one
// want: none (how many lines there are is not known)
// stuck: before
// error: other

package fanproducer

import (
	"bufio"
	"context"
	"errors"
	"strings"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	text := strings.Repeat("short\n", l.N) + "a long line\n" + strings.Repeat("short\n", l.N)
	return nil, check(l, bufio.NewScanner(strings.NewReader(text)))
}

func check(l *load.Load, lines *bufio.Scanner) error {
	out := make(chan string)
	go func() {
		defer close(out)
		for lines.Scan() {
			out <- lines.Text()
		}
	}()
	for line := range out {
		if len(line) > 8 {
			return errors.New("a line is too long")
		}
	}
	l.Do(1)
	return nil
}
