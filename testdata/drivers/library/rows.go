package library

// Meter limits what is under way, in a way that only a row says.
type Meter struct{ count int }

func (m *Meter) Begin() { m.count++ }
func (m *Meter) End()   { m.count-- }
