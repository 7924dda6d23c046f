package positive

import (
	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	fiber3 "github.com/gofiber/fiber/v3"
	"github.com/labstack/echo/v4"
	"github.com/valyala/fasthttp"
)

type api struct{}

func (a *api) gin(c *gin.Context) {
	go notify(c.Param("name")) // want `^go per request of \(\*api\)\.gin: can outlive the request, no limit found before the go statement$`
	c.Status(202)
}

func (a *api) copied(c *gin.Context) {
	later := c.Copy()
	go func() { // want `^go per request of \(\*api\)\.copied: can outlive the request`
		notify(later.Param("name"))
	}()
}

func (a *api) echo(c echo.Context) error {
	name := c.Param("name")
	go notify(name) // want `^go per request of \(\*api\)\.echo: can outlive the request`
	return c.NoContent(202)
}

func (a *api) fiber(c *fiber.Ctx) error {
	name := c.Params("name")
	go notify(name) // want `^go per request of \(\*api\)\.fiber: can outlive the request`
	return c.SendStatus(202)
}

func (a *api) fiber3(c fiber3.Ctx) error {
	name := c.Params("name")
	go notify(name) // want `^go per request of \(\*api\)\.fiber3: can outlive the request`
	return c.SendStatus(202)
}

func (a *api) fasthttp(ctx *fasthttp.RequestCtx) {
	name := string(ctx.Path())
	go notify(name) // want `^go per request of \(\*api\)\.fasthttp: can outlive the request`
	ctx.SetStatusCode(202)
}

// Register uses method values and closures.
func (a *api) Register() {
	g := gin.New()
	g.POST("/value", a.gin, a.copied)
	g.POST("/closure", func(c *gin.Context) {
		name := c.Param("name")
		go notify(name) // want `^go per request of a handler in \(\*api\)\.Register: can outlive the request`
	})

	e := echo.New()
	e.POST("/value", a.echo, func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			name := c.Request().URL.Path
			go notify(name) // want `^go per request of a handler in \(\*api\)\.Register: can outlive the request`
			return next(c)
		}
	})

	f := fiber.New()
	f.Post("/closure", a.fiber, func(c *fiber.Ctx) error {
		go notify("closure") // want `^go per request of a handler in \(\*api\)\.Register: can outlive the request`
		return nil
	})

	_ = fasthttp.ListenAndServe(":80", func(ctx *fasthttp.RequestCtx) {
		go notify("closure") // want `^go per request of a handler in \(\*api\)\.Register: can outlive the request`
	})
}
