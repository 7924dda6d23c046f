package knowledge

// served has the types that a server or consumer hands to a function of the
// program, one call a request or message.
var served = []Served{
	{"net/http", "ResponseWriter", false, "https://pkg.go.dev/net/http#Handler"},
	{"github.com/gin-gonic/gin", "Context", false, "https://pkg.go.dev/github.com/gin-gonic/gin#HandlerFunc"},
	{"github.com/labstack/echo/v4", "Context", false, "https://pkg.go.dev/github.com/labstack/echo/v4#HandlerFunc"},
	{"github.com/labstack/echo/v5", "Context", false, "https://pkg.go.dev/github.com/labstack/echo/v5#HandlerFunc"},
	{"github.com/gofiber/fiber/v2", "Ctx", false, "https://pkg.go.dev/github.com/gofiber/fiber/v2#Handler"},
	{"github.com/gofiber/fiber/v3", "Ctx", false, "https://pkg.go.dev/github.com/gofiber/fiber/v3#Handler"},
	{"github.com/valyala/fasthttp", "RequestCtx", false, "https://pkg.go.dev/github.com/valyala/fasthttp#RequestHandler"},
	{"connectrpc.com/connect", "Request", false, "https://pkg.go.dev/connectrpc.com/connect#NewUnaryHandler"},
	{"github.com/IBM/sarama", "ConsumerGroupClaim", true, "https://pkg.go.dev/github.com/IBM/sarama#ConsumerGroupHandler"},
	{"github.com/Shopify/sarama", "ConsumerGroupClaim", true, "https://pkg.go.dev/github.com/Shopify/sarama#ConsumerGroupHandler"},
	{"github.com/nats-io/nats.go", "Msg", true, "https://pkg.go.dev/github.com/nats-io/nats.go#MsgHandler"},
	{"github.com/nats-io/nats.go/jetstream", "Msg", true, "https://pkg.go.dev/github.com/nats-io/nats.go/jetstream#MessageHandler"},
	// Both versions declare Message as an alias of this one.
	{"cloud.google.com/go/internal/pubsub", "Message", true, "https://pkg.go.dev/cloud.google.com/go/internal/pubsub#Message"},
	{"github.com/rabbitmq/amqp091-go", "Delivery", true, "https://pkg.go.dev/github.com/rabbitmq/amqp091-go#Delivery"},
	{"github.com/streadway/amqp", "Delivery", true, "https://pkg.go.dev/github.com/streadway/amqp#Delivery"},
}

// servers has where requests come from, and messages of a peer that nobody keeps.
var servers = rows{
	"net/http": {
		"HandleFunc":          {Role: Handle, Arg: 1, Ref: "https://pkg.go.dev/net/http#HandleFunc"},
		"ServeMux.HandleFunc": {Role: Handle, Arg: 1, Ref: "https://pkg.go.dev/net/http#ServeMux.HandleFunc"},

		"ListenAndServe":           {Role: Serve, Ref: "https://pkg.go.dev/net/http#ListenAndServe"},
		"ListenAndServeTLS":        {Role: Serve, Ref: "https://pkg.go.dev/net/http#ListenAndServeTLS"},
		"Serve":                    {Role: Serve, Ref: "https://pkg.go.dev/net/http#Serve"},
		"ServeTLS":                 {Role: Serve, Ref: "https://pkg.go.dev/net/http#ServeTLS"},
		"Server.ListenAndServe":    {Role: Serve, Ref: "https://pkg.go.dev/net/http#Server.ListenAndServe"},
		"Server.ListenAndServeTLS": {Role: Serve, Ref: "https://pkg.go.dev/net/http#Server.ListenAndServeTLS"},
		"Server.Serve":             {Role: Serve, Ref: "https://pkg.go.dev/net/http#Server.Serve"},
		"Server.ServeTLS":          {Role: Serve, Ref: "https://pkg.go.dev/net/http#Server.ServeTLS"},
	},
	"google.golang.org/grpc": {
		"Server.Serve": {Role: Serve, Ref: "https://pkg.go.dev/google.golang.org/grpc#Server.Serve"},

		"ServerStream.RecvMsg":       {Role: Receive, Ref: "https://pkg.go.dev/google.golang.org/grpc#ServerStream.RecvMsg"},
		"ClientStream.RecvMsg":       {Role: Receive, Ref: "https://pkg.go.dev/google.golang.org/grpc#ClientStream.RecvMsg"},
		"ClientStreamingServer.Recv": {Role: Receive, Ref: "https://pkg.go.dev/google.golang.org/grpc#ClientStreamingServer.Recv"},
		"BidiStreamingServer.Recv":   {Role: Receive, Ref: "https://pkg.go.dev/google.golang.org/grpc#BidiStreamingServer.Recv"},
		"GenericServerStream.Recv":   {Role: Receive, Ref: "https://pkg.go.dev/google.golang.org/grpc#GenericServerStream.Recv"},
		"ServerStreamingClient.Recv": {Role: Receive, Ref: "https://pkg.go.dev/google.golang.org/grpc#ServerStreamingClient.Recv"},
		"BidiStreamingClient.Recv":   {Role: Receive, Ref: "https://pkg.go.dev/google.golang.org/grpc#BidiStreamingClient.Recv"},
		"GenericClientStream.Recv":   {Role: Receive, Ref: "https://pkg.go.dev/google.golang.org/grpc#GenericClientStream.Recv"},
	},
	"connectrpc.com/connect": {
		"ClientStream.Receive":          {Role: Receive, Ref: "https://pkg.go.dev/connectrpc.com/connect#ClientStream.Receive"},
		"BidiStream.Receive":            {Role: Receive, Ref: "https://pkg.go.dev/connectrpc.com/connect#BidiStream.Receive"},
		"ServerStreamForClient.Receive": {Role: Receive, Ref: "https://pkg.go.dev/connectrpc.com/connect#ServerStreamForClient.Receive"},
		"BidiStreamForClient.Receive":   {Role: Receive, Ref: "https://pkg.go.dev/connectrpc.com/connect#BidiStreamForClient.Receive"},
	},
	"github.com/gorilla/websocket": {
		"Conn.ReadMessage": {Role: Receive, Ref: "https://pkg.go.dev/github.com/gorilla/websocket#Conn.ReadMessage"},
		"Conn.ReadJSON":    {Role: Receive, Ref: "https://pkg.go.dev/github.com/gorilla/websocket#Conn.ReadJSON"},
		"Conn.NextReader":  {Role: Receive, Ref: "https://pkg.go.dev/github.com/gorilla/websocket#Conn.NextReader"},
	},
	"github.com/coder/websocket": {
		"Conn.Read":   {Role: Receive, Ref: "https://pkg.go.dev/github.com/coder/websocket#Conn.Read"},
		"Conn.Reader": {Role: Receive, Ref: "https://pkg.go.dev/github.com/coder/websocket#Conn.Reader"},
	},
	"github.com/coder/websocket/wsjson": {
		"Read": {Role: Receive, Ref: "https://pkg.go.dev/github.com/coder/websocket/wsjson#Read"},
	},
	"nhooyr.io/websocket": {
		"Conn.Read":   {Role: Receive, Ref: "https://pkg.go.dev/nhooyr.io/websocket#Conn.Read"},
		"Conn.Reader": {Role: Receive, Ref: "https://pkg.go.dev/nhooyr.io/websocket#Conn.Reader"},
	},
	"nhooyr.io/websocket/wsjson": {
		"Read": {Role: Receive, Ref: "https://pkg.go.dev/nhooyr.io/websocket/wsjson#Read"},
	},
	"golang.org/x/net/websocket": {
		"Codec.Receive": {Role: Receive, Ref: "https://pkg.go.dev/golang.org/x/net/websocket#Codec.Receive"},
	},
}
