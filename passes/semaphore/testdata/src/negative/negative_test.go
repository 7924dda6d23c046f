package negative

func tested(name string) error {
	sem := make(chan struct{}, most)
	sem <- struct{}{}
	if name == "" {
		return errEmpty
	}
	<-sem
	return nil
}
