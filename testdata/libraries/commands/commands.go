// Package commands has the arguments of a command, and what ends it.
package commands

import (
	"slices"

	"github.com/sirupsen/logrus"
	"github.com/spf13/pflag"
	"golang.org/x/exp/maps"
	"k8s.io/klog/v2"
)

func fetch(string) {}

func keys(pages map[string]string) {
	for _, url := range maps.Keys(pages) {
		go fetch(url) // want spawnloop:"^goroutine per element of .*: no limit found before the go statement"
	}
}

// The first goroutine is the last: the program ends.
func fatal(urls []string) {
	for _, url := range urls {
		go fetch(url)
		logrus.Fatal("stopped at ", url)
	}
	for _, url := range slices.Backward(urls) {
		go fetch(url)
		klog.Fatalf("stopped at %s", url)
	}
}

// A person wrote them.
func arguments() {
	for _, url := range pflag.Args() {
		go fetch(url)
	}
	flags := pflag.NewFlagSet("fetch", pflag.ContinueOnError)
	for _, url := range flags.Args() {
		go fetch(url)
	}
}
