package p

// The rows of these stand in the test.

func job() {}

type Pool struct{ n int }

func New() *Pool                                  { return &Pool{} }
func NewOf(n int) *Pool                           { return &Pool{n} }
func NewOption(name string, n int) (*Pool, error) { return &Pool{n}, nil }
func NewDefault() *Pool                           { return &Pool{} }
func (p *Pool) Go(f func())                       {}
func (p *Pool) Closed(f func())                   {}
func (p *Pool) Try(f func()) bool                 { return true }
func (p *Pool) With(n int) *Pool                  { return p }
func (p *Pool) Errors() *Pool                     { return p }
func (p *Pool) Group() *Pool                      { return p }
func (p *Pool) Wait()                             {}

func open(xs []int, n int) {
	a := New()
	for range xs {
		a.Go(job) //= none
	}
	b := New().With(8)
	for range xs {
		b.Go(job) //= group limit, constant
	}
	c := New().Errors().With(n).Errors()
	for range xs {
		c.Go(job) //= group limit, configured
	}
	d := New().Errors()
	for range xs {
		d.Go(job) //= none
	}
	e := New()
	e.With(8)
	for range xs {
		e.Errors().Go(job) //= group limit, constant
	}
	f := New().With(len(xs))
	for range xs {
		f.Go(job) //= fake: as large as the data
	}
	g := New().With(8).With(0)
	for range xs {
		g.Go(job) //= fake: a limit that means none
	}
	var h Pool
	for range xs {
		h.Go(job) //= none
	}
	for range xs {
		i := New().With(8)
		i.Go(job) //= none
	}
	for range xs {
		j := New().With(8)
		j.Go(job) //= join in the iteration
		j.Wait()
	}
}

func closed(xs []int, n int) {
	a := NewOf(8)
	for range xs {
		a.Closed(job) //= group limit, constant
	}
	b := NewOf(0)
	for range xs {
		b.Closed(job) //= fake: a limit that means none
	}
	c := NewOf(-1)
	for range xs {
		c.Closed(job) //= fake: a limit that means none
	}
	d := NewOf(len(xs))
	for range xs {
		d.Closed(job) //= fake: as large as the data
	}
	e, err := NewOption("", n)
	if err != nil {
		return
	}
	for range xs {
		e.Closed(job) //= group limit, configured
	}
	f, _ := NewOption("", 0)
	for range xs {
		f.Closed(job) //= fake: a limit that means none
	}
	g := NewDefault()
	for range xs {
		g.Closed(job) //= group limit, unknown
	}
	h := NewOf(8).Group()
	for range xs {
		h.Closed(job) //= group limit, constant
	}
	i := NewOf(0).Group().Group()
	for range xs {
		i.Closed(job) //= fake: a limit that means none
	}
	j := New()
	for range xs {
		j.Closed(job) //= none
	}
	var k Pool
	for range xs {
		k.Closed(job) //= group limit, unknown
	}
	l := NewOf(0).With(8)
	for range xs {
		l.Closed(job) //= group limit, constant
	}
	m := NewOf(8)
	for range xs {
		if !m.Try(job) { //= group limit, constant
			return
		}
	}
	given := func(p *Pool) {
		for range xs {
			p.Closed(job) //= group limit, constant
		}
	}
	given(NewOf(4))
}

func parameter(xs []int, p *Pool) {
	for range xs {
		p.Closed(job) //= group owned elsewhere
	}
	for range xs {
		p.Go(job) //= group owned elsewhere
	}
}

type server struct {
	fixed, lifted, chained, option, bare, mixed *Pool
}

func newServer(n int) (*server, error) {
	option, err := NewOption("", n)
	if err != nil {
		return nil, err
	}
	s := &server{fixed: NewOf(8), option: option}
	s.lifted = NewOf(0)
	s.chained = New().With(8).Errors()
	s.bare = New()
	s.mixed = NewOf(0)
	s.mixed.With(4)
	return s, nil
}

func (s *server) fields(xs []int) {
	for range xs {
		s.fixed.Closed(job) //= group limit, constant
	}
	for range xs {
		s.lifted.Closed(job) //= fake: a limit that means none
	}
	for range xs {
		s.chained.Go(job) //= group limit, constant
	}
	for range xs {
		s.option.Closed(job) //= group limit, configured
	}
	for range xs {
		s.bare.Go(job) //= none
	}
	for range xs {
		s.mixed.Closed(job) //= group limit, constant
	}
}

var global = NewOf(4)

var free = New()

func globals(xs []int) {
	for range xs {
		global.Closed(job) //= group limit, constant
	}
	for range xs {
		free.Go(job) //= none
	}
}

// Limits that other functions set.
func set(p *Pool) { p.With(8) }

func leave(p *Pool) {}

func byOthers(xs []int, other func(*Pool)) {
	a := New()
	set(a)
	for range xs {
		a.Go(job) //= group owned elsewhere
	}
	b := New()
	leave(b)
	for range xs {
		b.Go(job) //= none
	}
}

func nested(xs []int) {
	p := New().With(8)
	for range xs {
		p.Go(func() { //= group limit, constant
			p.Go(job)
		})
	}
}
