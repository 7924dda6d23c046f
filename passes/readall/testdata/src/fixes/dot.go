package fixes

import . "io"

func dotted(r Reader) error {
	_, err := ReadAll(r) // want `what ReadAll reads is thrown away`
	return err
}

func shadowsCopy(r Reader) error {
	Copy := 3
	_ = Copy
	_, err := ReadAll(r) // want `thrown away`
	return err
}
