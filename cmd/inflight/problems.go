package main

import (
	"maps"
	"slices"
)

// list returns what print says about packages, a text for each failure.
func (fs *failures) list() []string {
	var list []string
	for _, pkg := range slices.Sorted(maps.Keys(fs.texts)) {
		for _, text := range fs.texts[pkg] {
			if pkg != "" {
				text = pkg + ": " + text
			}
			list = append(list, shortened(text))
		}
	}
	for _, pkg := range slices.Sorted(maps.Keys(fs.skipped)) {
		text := pkg + " was not analyzed"
		if dep := fs.skipped[pkg]; dep != "" {
			text += ": needs " + dep
		}
		list = append(list, text)
	}
	for _, pkg := range slices.Sorted(maps.Keys(fs.tests)) {
		text := "the tests of " + pkg + " were not analyzed"
		if why := fs.tests[pkg]; why != "" {
			text += ": " + why
		}
		list = append(list, text)
	}
	return list
}
