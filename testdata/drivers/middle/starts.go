package middle

import "example.com/drivers/library"

func Launch(id string) { library.Launch(id) }

// Cluster promotes what the library's server does.
type Cluster struct{ *library.Server }
