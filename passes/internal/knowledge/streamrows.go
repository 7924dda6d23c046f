package knowledge

// A sinkRow says where the writes of a type end.
type sinkRow struct {
	Sink
	// Ref is where that is documented.
	Ref string
}

// sinks has types whose sink is known whatever made the value.
var sinks = map[string]map[string]sinkRow{
	"bytes":   {"Buffer": {Memory, "https://pkg.go.dev/bytes#Buffer.Write"}},
	"strings": {"Builder": {Memory, "https://pkg.go.dev/strings#Builder.Write"}},
	"hash": {
		"Hash":   {Memory, "https://pkg.go.dev/hash#Hash"},
		"Hash32": {Memory, "https://pkg.go.dev/hash#Hash"},
		"Hash64": {Memory, "https://pkg.go.dev/hash#Hash"},
	},
	"hash/maphash": {"Hash": {Memory, "https://pkg.go.dev/hash/maphash#Hash.Write"}},
	"crypto/sha3": {
		"SHA3":  {Memory, "https://pkg.go.dev/crypto/sha3#SHA3.Write"},
		"SHAKE": {Memory, "https://pkg.go.dev/crypto/sha3#SHAKE.Write"},
	},
	"fmt":                               {"State": {Memory, "https://pkg.go.dev/fmt#State"}},
	"github.com/cespare/xxhash/v2":      {"Digest": {Memory, "https://pkg.go.dev/github.com/cespare/xxhash/v2#Digest.Write"}},
	"github.com/valyala/bytebufferpool": {"ByteBuffer": {Memory, "https://pkg.go.dev/github.com/valyala/bytebufferpool#ByteBuffer.Write"}},

	"os": {"File": {File, "https://pkg.go.dev/os#File.Write"}},
	"net": {
		"Conn":       {Connection, "https://pkg.go.dev/net#Conn"},
		"TCPConn":    {Connection, "https://pkg.go.dev/net#TCPConn"},
		"UnixConn":   {Connection, "https://pkg.go.dev/net#UnixConn"},
		"UDPConn":    {Datagram, "https://pkg.go.dev/net#UDPConn"},
		"IPConn":     {Datagram, "https://pkg.go.dev/net#IPConn"},
		"PacketConn": {Datagram, "https://pkg.go.dev/net#PacketConn"},
	},
	"crypto/tls": {"Conn": {Connection, "https://pkg.go.dev/crypto/tls#Conn.Write"}},
	"net/http": {
		"ResponseWriter": {Response, "https://pkg.go.dev/net/http#ResponseWriter"},
	},
	"io":                           {"PipeWriter": {Connection, "https://pkg.go.dev/io#PipeWriter.Write"}},
	"golang.org/x/crypto/ssh":      {"Channel": {Connection, "https://pkg.go.dev/golang.org/x/crypto/ssh#Channel"}},
	"github.com/gorilla/websocket": {"Conn": {Connection, "https://pkg.go.dev/github.com/gorilla/websocket#Conn"}},
	"golang.org/x/net/websocket":   {"Conn": {Connection, "https://pkg.go.dev/golang.org/x/net/websocket#Conn"}},
	"github.com/coder/websocket":   {"Conn": {Connection, "https://pkg.go.dev/github.com/coder/websocket#Conn"}},
	"nhooyr.io/websocket":          {"Conn": {Connection, "https://pkg.go.dev/nhooyr.io/websocket#Conn"}},
	"github.com/quic-go/quic-go":   {"Stream": {Connection, "https://pkg.go.dev/github.com/quic-go/quic-go#Stream"}, "SendStream": {Connection, "https://pkg.go.dev/github.com/quic-go/quic-go#SendStream"}},
	"github.com/pion/dtls/v2":      {"Conn": {Datagram, "https://pkg.go.dev/github.com/pion/dtls/v2#Conn"}},
	"github.com/pion/dtls/v3":      {"Conn": {Datagram, "https://pkg.go.dev/github.com/pion/dtls/v3#Conn"}},
	"github.com/miekg/dns":         {"ResponseWriter": {Datagram, "https://pkg.go.dev/github.com/miekg/dns#ResponseWriter"}},
	"google.golang.org/grpc":       {"ClientStream": {Connection, "https://pkg.go.dev/google.golang.org/grpc#ClientStream"}, "ServerStream": {Connection, "https://pkg.go.dev/google.golang.org/grpc#ServerStream"}},
}

// The layers of the standard library. Whether a failed write comes back was measured
// with a sink that fails its first write only: see the tests of this package.
var (
	bufioWriter   = Layer{Sticky: true, Buffers: true, Finish: []string{"Flush"}, Ref: "https://pkg.go.dev/bufio#Writer"}
	csvWriter     = Layer{Sticky: true, Buffers: true, Finish: []string{"Error"}, Ref: "https://pkg.go.dev/encoding/csv#Writer.Error"}
	gzipWriter    = Layer{Sticky: true, Buffers: true, Finish: []string{"Close", "Flush"}, Ref: "https://pkg.go.dev/compress/gzip#Writer.Close"}
	flateWriter   = Layer{Sticky: true, Buffers: true, Finish: []string{"Close", "Flush"}, Ref: "https://pkg.go.dev/compress/flate#Writer.Close"}
	zlibWriter    = Layer{Sticky: true, Buffers: true, Finish: []string{"Close", "Flush"}, Ref: "https://pkg.go.dev/compress/zlib#Writer.Close"}
	lzwWriter     = Layer{Sticky: true, Buffers: true, Finish: []string{"Close"}, Ref: "https://pkg.go.dev/compress/lzw#Writer.Close"}
	tarWriter     = Layer{Sticky: true, Finish: []string{"Close", "Flush"}, Ref: "https://pkg.go.dev/archive/tar#Writer.Close"}
	zipWriter     = Layer{Sticky: true, Buffers: true, Finish: []string{"Close", "Flush"}, Ref: "https://pkg.go.dev/archive/zip#Writer.Close"}
	base64Writer  = Layer{Sticky: true, Buffers: true, Finish: []string{"Close"}, Ref: "https://pkg.go.dev/encoding/base64#NewEncoder"}
	ascii85Writer = Layer{Sticky: true, Buffers: true, Finish: []string{"Close"}, Ref: "https://pkg.go.dev/encoding/ascii85#NewEncoder"}
	xmlEncoder    = Layer{Sticky: true, Buffers: true, Finish: []string{"Close", "Flush"}, Ref: "https://pkg.go.dev/encoding/xml#Encoder.Close"}
	jsonEncoder   = Layer{Sticky: true, Ref: "https://pkg.go.dev/encoding/json#Encoder.Encode"}
	hexWriter     = Layer{Sticky: true, Ref: "https://pkg.go.dev/encoding/hex#NewEncoder"}

	gobEncoder    = Layer{Ref: "https://pkg.go.dev/encoding/gob#Encoder.Encode"}
	tabWriter     = Layer{Buffers: true, Ref: "https://pkg.go.dev/text/tabwriter#Writer.Flush"}
	multiWriter   = Layer{Ref: "https://pkg.go.dev/io#MultiWriter"}
	chunkedWriter = Layer{Ref: "https://pkg.go.dev/net/http/httputil#NewChunkedWriter"}
	hexDumper     = Layer{Ref: "https://pkg.go.dev/encoding/hex#Dumper"}
	offsetWriter  = Layer{Ref: "https://pkg.go.dev/io#OffsetWriter"}
	mimeWriter    = Layer{Ref: "https://pkg.go.dev/mime/multipart#Writer"}
	quotedWriter  = Layer{Buffers: true, Ref: "https://pkg.go.dev/mime/quotedprintable#Writer"}
	cipherWriter  = Layer{Ref: "https://pkg.go.dev/crypto/cipher#StreamWriter"}
)

// layers are the types of these.
var layers = map[string]map[string]Layer{
	"bufio":                {"Writer": bufioWriter},
	"encoding/csv":         {"Writer": csvWriter},
	"compress/gzip":        {"Writer": gzipWriter},
	"compress/flate":       {"Writer": flateWriter},
	"compress/zlib":        {"Writer": zlibWriter},
	"compress/lzw":         {"Writer": lzwWriter},
	"archive/tar":          {"Writer": tarWriter},
	"archive/zip":          {"Writer": zipWriter},
	"encoding/xml":         {"Encoder": xmlEncoder},
	"encoding/json":        {"Encoder": jsonEncoder},
	"encoding/gob":         {"Encoder": gobEncoder},
	"text/tabwriter":       {"Writer": tabWriter},
	"io":                   {"OffsetWriter": offsetWriter},
	"mime/multipart":       {"Writer": mimeWriter},
	"mime/quotedprintable": {"Writer": quotedWriter},
	"crypto/cipher":        {"StreamWriter": cipherWriter},
}

// makers are the functions that lay them over another writer. A method that does so,
// as NewWriterLevel, has its own row.
var makers = map[string]map[string]Maker{
	"bufio":                {"NewWriter": {0, bufioWriter}, "NewWriterSize": {0, bufioWriter}},
	"encoding/csv":         {"NewWriter": {0, csvWriter}},
	"compress/gzip":        {"NewWriter": {0, gzipWriter}, "NewWriterLevel": {0, gzipWriter}},
	"compress/flate":       {"NewWriter": {0, flateWriter}, "NewWriterDict": {0, flateWriter}},
	"compress/zlib":        {"NewWriter": {0, zlibWriter}, "NewWriterLevel": {0, zlibWriter}, "NewWriterLevelDict": {0, zlibWriter}},
	"compress/lzw":         {"NewWriter": {0, lzwWriter}},
	"archive/tar":          {"NewWriter": {0, tarWriter}},
	"archive/zip":          {"NewWriter": {0, zipWriter}},
	"encoding/base64":      {"NewEncoder": {1, base64Writer}},
	"encoding/base32":      {"NewEncoder": {1, base64Writer}},
	"encoding/ascii85":     {"NewEncoder": {0, ascii85Writer}},
	"encoding/xml":         {"NewEncoder": {0, xmlEncoder}},
	"encoding/json":        {"NewEncoder": {0, jsonEncoder}},
	"encoding/hex":         {"NewEncoder": {0, hexWriter}, "Dumper": {0, hexDumper}},
	"encoding/gob":         {"NewEncoder": {0, gobEncoder}},
	"text/tabwriter":       {"NewWriter": {0, tabWriter}},
	"io":                   {"MultiWriter": {-1, multiWriter}, "NewOffsetWriter": {0, offsetWriter}},
	"net/http/httputil":    {"NewChunkedWriter": {0, chunkedWriter}},
	"mime/multipart":       {"NewWriter": {0, mimeWriter}},
	"mime/quotedprintable": {"NewWriter": {0, quotedWriter}},
}

// writings are the functions and methods that write and do not look like a method of
// package io.
var writings = map[string]map[string]Writing{
	"fmt": {
		"Fprint":   {To: 0, Prints: true, Ref: "https://pkg.go.dev/fmt#Fprint"},
		"Fprintf":  {To: 0, Prints: true, Ref: "https://pkg.go.dev/fmt#Fprintf"},
		"Fprintln": {To: 0, Prints: true, Ref: "https://pkg.go.dev/fmt#Fprintln"},
	},
	"io": {
		"WriteString": {To: 0, Ref: "https://pkg.go.dev/io#WriteString"},
		"Copy":        {To: 0, Ref: "https://pkg.go.dev/io#Copy"},
		"CopyN":       {To: 0, Ref: "https://pkg.go.dev/io#CopyN"},
		"CopyBuffer":  {To: 0, Ref: "https://pkg.go.dev/io#CopyBuffer"},
	},
	"encoding/binary": {"Write": {To: 0, Ref: "https://pkg.go.dev/encoding/binary#Write"}},
	"encoding/pem":    {"Encode": {To: 0, Ref: "https://pkg.go.dev/encoding/pem#Encode"}},
	"encoding/json":   {"Encoder.Encode": {To: -1, Ref: "https://pkg.go.dev/encoding/json#Encoder.Encode"}},
	"encoding/gob":    {"Encoder.Encode": {To: -1, Ref: "https://pkg.go.dev/encoding/gob#Encoder.Encode"}},
	"encoding/xml":    {"Encoder.Encode": {To: -1, Ref: "https://pkg.go.dev/encoding/xml#Encoder.Encode"}},
	"encoding/csv":    {"Writer.Write": {To: -1, Ref: "https://pkg.go.dev/encoding/csv#Writer.Write"}, "Writer.WriteAll": {To: -1, Ref: "https://pkg.go.dev/encoding/csv#Writer.WriteAll"}},
	"archive/tar":     {"Writer.WriteHeader": {To: -1, Ref: "https://pkg.go.dev/archive/tar#Writer.WriteHeader"}},
	"text/template":   {"Template.Execute": {To: 0, Ref: "https://pkg.go.dev/text/template#Template.Execute"}, "Template.ExecuteTemplate": {To: 0, Ref: "https://pkg.go.dev/text/template#Template.ExecuteTemplate"}},
	"html/template":   {"Template.Execute": {To: 0, Ref: "https://pkg.go.dev/html/template#Template.Execute"}, "Template.ExecuteTemplate": {To: 0, Ref: "https://pkg.go.dev/html/template#Template.ExecuteTemplate"}},
	"bytes":           {"Buffer.WriteTo": {To: 0, Ref: "https://pkg.go.dev/bytes#Buffer.WriteTo"}, "Reader.WriteTo": {To: 0, Ref: "https://pkg.go.dev/bytes#Reader.WriteTo"}},
	"strings":         {"Reader.WriteTo": {To: 0, Ref: "https://pkg.go.dev/strings#Reader.WriteTo"}},
	"os":              {"WriteFile": {To: 0, Creates: true, Ref: "https://pkg.go.dev/os#WriteFile"}},
	"io/ioutil":       {"WriteFile": {To: 0, Creates: true, Ref: "https://pkg.go.dev/io/ioutil#WriteFile"}},

	"google.golang.org/grpc": {
		"ClientStream.SendMsg":       {To: -1, Message: true, Ref: "https://pkg.go.dev/google.golang.org/grpc#ClientStream"},
		"ServerStream.SendMsg":       {To: -1, Message: true, Ref: "https://pkg.go.dev/google.golang.org/grpc#ServerStream"},
		"ClientStreamingClient.Send": {To: -1, Message: true, Ref: "https://pkg.go.dev/google.golang.org/grpc#ClientStreamingClient"},
		"ServerStreamingServer.Send": {To: -1, Message: true, Ref: "https://pkg.go.dev/google.golang.org/grpc#ServerStreamingServer"},
		"BidiStreamingClient.Send":   {To: -1, Message: true, Ref: "https://pkg.go.dev/google.golang.org/grpc#BidiStreamingClient"},
		"BidiStreamingServer.Send":   {To: -1, Message: true, Ref: "https://pkg.go.dev/google.golang.org/grpc#BidiStreamingServer"},
	},
	"github.com/gorilla/websocket": {
		"Conn.WriteMessage":         {To: -1, Message: true, Ref: "https://pkg.go.dev/github.com/gorilla/websocket#Conn.WriteMessage"},
		"Conn.WriteJSON":            {To: -1, Message: true, Ref: "https://pkg.go.dev/github.com/gorilla/websocket#Conn.WriteJSON"},
		"Conn.WritePreparedMessage": {To: -1, Message: true, Ref: "https://pkg.go.dev/github.com/gorilla/websocket#Conn.WritePreparedMessage"},
		"Conn.WriteControl":         {To: -1, Message: true, Ref: "https://pkg.go.dev/github.com/gorilla/websocket#Conn.WriteControl"},
	},
	"github.com/coder/websocket": {"Conn.Write": {To: -1, Message: true, Ref: "https://pkg.go.dev/github.com/coder/websocket#Conn.Write"}},
	"nhooyr.io/websocket":        {"Conn.Write": {To: -1, Message: true, Ref: "https://pkg.go.dev/nhooyr.io/websocket#Conn.Write"}},
}

// raws are the system calls whose short count comes without an error.
var raws = map[string]map[string]Raw{
	"syscall":               rawCalls("https://pkg.go.dev/syscall#"),
	"golang.org/x/sys/unix": rawCalls("https://pkg.go.dev/golang.org/x/sys/unix#"),
	"net":                   {"UnixConn.WriteMsgUnix": {Message: true, Buf: 0, Ref: "https://pkg.go.dev/net#UnixConn.WriteMsgUnix"}},
}

func rawCalls(ref string) map[string]Raw {
	return map[string]Raw{
		"Write":          {Buf: 1, Ref: ref + "Write"},
		"Pwrite":         {Buf: 1, Ref: ref + "Pwrite"},
		"Writev":         {Buf: 1, Ref: ref + "Writev"},
		"Pwritev":        {Buf: 1, Ref: ref + "Pwritev"},
		"Sendfile":       {Buf: -1, Ref: ref + "Sendfile"},
		"SendmsgN":       {Message: true, Buf: 1, Ref: ref + "SendmsgN"},
		"SendmsgBuffers": {Message: true, Buf: 1, Ref: ref + "SendmsgBuffers"},
		"Read":           {Reads: true, Buf: 1, Ref: ref + "Read"},
		"Pread":          {Reads: true, Buf: 1, Ref: ref + "Pread"},
	}
}

// consoles are functions whose result stands for the terminal or a log.
var consoles = map[string]map[string]string{
	"log":  {"Writer": "https://pkg.go.dev/log#Writer", "Logger.Writer": "https://pkg.go.dev/log#Logger.Writer", "Default": "https://pkg.go.dev/log#Default"},
	"flag": {"FlagSet.Output": "https://pkg.go.dev/flag#FlagSet.Output"},
	"github.com/spf13/cobra": {
		"Command.OutOrStdout": "https://pkg.go.dev/github.com/spf13/cobra#Command.OutOrStdout",
		"Command.OutOrStderr": "https://pkg.go.dev/github.com/spf13/cobra#Command.OutOrStderr",
		"Command.ErrOrStderr": "https://pkg.go.dev/github.com/spf13/cobra#Command.ErrOrStderr",
	},
	"github.com/mattn/go-colorable": {
		"NewColorableStdout": "https://pkg.go.dev/github.com/mattn/go-colorable#NewColorableStdout",
		"NewColorableStderr": "https://pkg.go.dev/github.com/mattn/go-colorable#NewColorableStderr",
		"NewColorable":       "https://pkg.go.dev/github.com/mattn/go-colorable#NewColorable",
	},
	"github.com/sirupsen/logrus": {"Logger.Writer": "https://pkg.go.dev/github.com/sirupsen/logrus#Logger.Writer"},
}
