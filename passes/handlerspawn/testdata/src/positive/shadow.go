package positive

import "net/http"

// Shadowed has names in it that mean something else elsewhere.
func Shadowed(http http.ResponseWriter, context *http.Request) {
	type Context struct{}
	slots := make([]Context, 8)
	notify := func(_ []Context, name string) { notify(name) }
	go notify(slots, context.URL.Path) // want `^go per request of Shadowed: can outlive the request`
	http.WriteHeader(202)
}
