package knowledge

import "maps"

// served has the types that a server or consumer hands to a function of the
// program, one call a request or message.
var served = []Served{
	{"net/http", "ResponseWriter", false, "https://pkg.go.dev/net/http#Handler"},
	{"github.com/gin-gonic/gin", "Context", false, "https://pkg.go.dev/github.com/gin-gonic/gin#HandlerFunc"},
	{"github.com/labstack/echo/v4", "Context", false, "https://pkg.go.dev/github.com/labstack/echo/v4#HandlerFunc"},
	{"github.com/gofiber/fiber/v2", "Ctx", false, "https://pkg.go.dev/github.com/gofiber/fiber/v2#Handler"},
	{"github.com/gofiber/fiber/v3", "Ctx", false, "https://pkg.go.dev/github.com/gofiber/fiber/v3#Handler"},
	{"github.com/valyala/fasthttp", "RequestCtx", false, "https://pkg.go.dev/github.com/valyala/fasthttp#RequestHandler"},
}

// rows are rows by package path and then by Name or Type.Name.
type rows = map[string]map[string]Func

var themes = []rows{basics, groups, semaphores}

// table has all rows that are built in.
var table = merge(themes)

func merge(themes []rows) rows {
	all := rows{}
	for _, theme := range themes {
		maps.Copy(all, theme)
	}
	return all
}
