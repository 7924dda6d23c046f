package library

// Slots is a limit that is out of sight: who calls Take and Give sees no channel.
type Slots struct{ free chan struct{} }

func NewSlots(n int) *Slots { return &Slots{make(chan struct{}, n)} }

func (s *Slots) Take() { s.free <- struct{}{} }
func (s *Slots) Give() { <-s.free }

// Enter returns what gives the slot back.
func (s *Slots) Enter() (leave func()) {
	s.Take()
	return s.Give
}

// Limited starts f when there is room for it.
func (s *Slots) Limited(f func()) {
	s.Take()
	go func() {
		defer s.Give()
		f()
	}()
}

// Counts has methods with the names of a limit, and limits nothing.
type Counts struct{ n int }

func (c *Counts) Take() { c.n++ }
func (c *Counts) Give() { c.n-- }
