//go:build !unix

package toolwatch

import "os"

// Memory is not known here.
func Memory(*os.ProcessState) int64 { return 0 }
