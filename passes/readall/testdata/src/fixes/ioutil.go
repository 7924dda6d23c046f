package fixes

import (
	util "io/ioutil"
	"net/http"
)

func old(resp *http.Response) error {
	_, err := util.ReadAll(resp.Body) // want `what util.ReadAll reads is thrown away`
	return err
}

func older(resp *http.Response) {
	util.ReadAll(resp.Body) // want `thrown away`
}
