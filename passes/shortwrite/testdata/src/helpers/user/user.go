package user

import "helpers/disk"

func compact(d *disk.File, p *disk.Page, needles map[string][]byte) error {
	for _, n := range needles {
		p.Write(n)
		d.Write(n) // want `the error of d.Write in this loop is dropped: d keeps a hole when it fails, and Close does not tell`
	}
	return nil
}
