package middle

import "example.com/drivers/library"

// Gate promotes the methods of the library's limiter.
type Gate struct{ *library.Limiter }

// Hall wraps them under other names.
type Hall struct{ limiter *library.Limiter }

func (h *Hall) Enter() { h.limiter.Acquire() }
func (h *Hall) Leave() { h.limiter.Release() }
