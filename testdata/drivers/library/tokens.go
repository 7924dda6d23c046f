package library

// Limiter has a token for each piece of work under way.
type Limiter struct{ tokens chan struct{} }

func NewLimiter(n int) *Limiter { return &Limiter{make(chan struct{}, n)} }

func (l *Limiter) Acquire() { l.tokens <- struct{}{} }
func (l *Limiter) Release() { <-l.tokens }
