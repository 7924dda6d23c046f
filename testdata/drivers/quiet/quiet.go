// Package quiet has nothing to say to others: its facts are an empty file.
package quiet

import "strings"

type Names []string

func (n Names) Join() string { return strings.Join(n, ", ") }

func hidden(f func()) { go f() }
