package main

// Generate writes another file of this name. Its programs need this module.
import _ "golang.org/x/sync/errgroup"
