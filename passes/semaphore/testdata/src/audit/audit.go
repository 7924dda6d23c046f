// Package audit holds what is reported at that level.
package audit

func work(name string) {}

func note(name string) {}

// Early is not done when it says so.
func Early(names []string) {
	sem := make(chan struct{}, 8)
	for _, name := range names {
		sem <- struct{}{}
		go func() {
			work(name)
			<-sem // want `^the token is given back before the work is done: it goes on at line 16$`
			note(name)
		}()
	}
}

// Done has nothing to do afterwards.
func Done(names []string) {
	sem := make(chan struct{}, 8)
	for _, name := range names {
		sem <- struct{}{}
		go func() {
			work(name)
			<-sem
		}()
	}
}
