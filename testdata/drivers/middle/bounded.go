package middle

import "example.com/drivers/library"

// Settings embed those of the library.
type Settings struct{ library.Config }

func Load() *Settings { return new(Settings) }
