package goplsbuild

import (
	"embed"
	"fmt"
	"regexp"
	"strings"
)

// files has a folder for each release of gopls, with the module that builds it. The names end
// in .txt to keep the folders from being modules here.
//
//go:embed v*/*.txt
var files embed.FS

// A release is one of gopls, with the releases of Go that are known to build it.
type release struct {
	version string
	goMinor string // as in "1.26"
}

var releases = []release{{version: "v0.23.0", goMinor: "1.26"}}

var goRelease = regexp.MustCompile(`\bgo(1\.\d+)`)

// releaseFor returns the release of gopls that a Go builds, by its version as in "go1.26.3".
func releaseFor(goVersion string) (release, error) {
	m := goRelease.FindStringSubmatch(goVersion)
	if m == nil {
		return release{}, fmt.Errorf("the go command says that its version is %q", goVersion)
	}
	var fits []string
	for _, r := range releases {
		if r.goMinor == m[1] {
			return r, nil
		}
		fits = append(fits, fmt.Sprintf("Go %s with gopls %s", r.goMinor, r.version))
	}
	return release{}, fmt.Errorf("no gopls is known to build with %s; what works is %s: get that Go, or have the go command fetch it with the environment variable GOTOOLCHAIN=go%s.0",
		goVersion, strings.Join(fits, " and "), releases[len(releases)-1].goMinor)
}

// module returns the files of the module that builds a gopls with the checks of a source.
func (r release) module(s source) (map[string]string, error) {
	content := map[string]string{}
	for _, name := range []string{"main.go", "go.mod", "go.sum"} {
		text, err := files.ReadFile(r.version + "/" + name + ".txt")
		if err != nil {
			return nil, err
		}
		content[name] = string(text)
	}
	content["go.mod"] += s.directives()
	return content, nil
}
