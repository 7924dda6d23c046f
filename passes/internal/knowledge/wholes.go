package knowledge

import "go/types"

// A Filter is a function whose result reads from one of its arguments.
type Filter struct {
	// From is the index of that argument; -1 when each argument is read.
	From int
	// Limits: no more than a number of bytes comes out.
	Limits bool
	// Unpacks: few bytes that go in can become many.
	Unpacks bool
	// Copies: what is read goes to somebody else too, who may need all of it.
	Copies bool
	// Holds: the argument is the data itself.
	Holds bool
	// Same: a Read of the result tells what one of the argument tells.
	Same bool
	// Ref is where the function is documented.
	Ref string
}

// A Whole is a function that reads all of a stream into memory.
type Whole struct {
	// From is the index of the argument that is read; -1 when it is the body of the
	// request that the receiver holds.
	From int
	// Buffer: argument 0 must be a buffer in memory, else the function only copies.
	Buffer bool
	// File: the argument is the name of a file.
	File bool
	// Ref is where the function is documented.
	Ref string
}

// FilterOf returns the row of a function whose result reads from its arguments.
func FilterOf(fn *types.Func) (Filter, bool) {
	if fn == nil || fn.Pkg() == nil {
		return Filter{}, false
	}
	r, ok := filters[PackagePath(fn.Pkg())][localName(fn.Origin())]
	return r, ok
}

// WholeOf returns the row of a function that reads all of a stream into memory.
func WholeOf(fn *types.Func) (Whole, bool) {
	if fn == nil || fn.Pkg() == nil {
		return Whole{}, false
	}
	w, ok := wholes[PackagePath(fn.Pkg())][localName(fn.Origin())]
	return w, ok
}

// PartOf returns the index of the argument of which fn reads a part, or lets a part
// through, and whether it does so.
func PartOf(fn *types.Func) (int, bool) {
	if f, ok := FilterOf(fn); ok {
		return f.From, f.Limits
	}
	if fn == nil || fn.Pkg() == nil {
		return 0, false
	}
	p, ok := parts[PackagePath(fn.Pkg())][localName(fn.Origin())]
	return p.From, ok
}

// Unpacks reports whether a value of type t decompresses what it reads.
func Unpacks(t types.Type) bool { return inTypes(unpackers, t) }

// Holds reports whether a value of type t reads what is in memory already.
func Holds(t types.Type) bool { return inTypes(inMemory, t) }

// Limits reports whether a value of type t reads no more than a number of bytes.
func Limits(t types.Type) bool { return inTypes(stopping, t) }

// Buffers reports whether a value of type t keeps in memory all that is written to it.
func Buffers(t types.Type) bool { return inTypes(growing, t) }

// LimitsBodies reports whether fn makes a handler whose requests have a limited body.
func LimitsBodies(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	_, ok := bodyLimits[PackagePath(fn.Pkg())][localName(fn.Origin())]
	return ok
}

func inTypes(rows map[string]map[string]string, t types.Type) bool {
	n := named(t)
	if n == nil || n.Obj().Pkg() == nil {
		return false
	}
	_, ok := rows[PackagePath(n.Obj().Pkg())][n.Obj().Name()]
	return ok
}

// filters are the functions that lay a reader over another.
var filters = map[string]map[string]Filter{
	"bufio": {
		"NewReader":     {From: 0, Same: true, Ref: "https://pkg.go.dev/bufio#NewReader"},
		"NewReaderSize": {From: 0, Same: true, Ref: "https://pkg.go.dev/bufio#NewReaderSize"},
	},
	"io": {
		"TeeReader":        {From: 0, Copies: true, Same: true, Ref: "https://pkg.go.dev/io#TeeReader"},
		"NopCloser":        {From: 0, Same: true, Ref: "https://pkg.go.dev/io#NopCloser"},
		"MultiReader":      {From: -1, Ref: "https://pkg.go.dev/io#MultiReader"},
		"LimitReader":      {From: 0, Limits: true, Same: true, Ref: "https://pkg.go.dev/io#LimitReader"},
		"NewSectionReader": {From: 0, Limits: true, Ref: "https://pkg.go.dev/io#NewSectionReader"},
	},
	"io/ioutil": {"NopCloser": {From: 0, Same: true, Ref: "https://pkg.go.dev/io/ioutil#NopCloser"}},
	"net/http":  {"MaxBytesReader": {From: 1, Limits: true, Ref: "https://pkg.go.dev/net/http#MaxBytesReader"}},
	"bytes": {
		"NewReader":       {From: 0, Holds: true, Ref: "https://pkg.go.dev/bytes#NewReader"},
		"NewBuffer":       {From: 0, Holds: true, Ref: "https://pkg.go.dev/bytes#NewBuffer"},
		"NewBufferString": {From: 0, Holds: true, Ref: "https://pkg.go.dev/bytes#NewBufferString"},
	},
	"strings":              {"NewReader": {From: 0, Holds: true, Ref: "https://pkg.go.dev/strings#NewReader"}},
	"encoding/base64":      {"NewDecoder": {From: 1, Ref: "https://pkg.go.dev/encoding/base64#NewDecoder"}},
	"encoding/base32":      {"NewDecoder": {From: 1, Ref: "https://pkg.go.dev/encoding/base32#NewDecoder"}},
	"encoding/hex":         {"NewDecoder": {From: 0, Ref: "https://pkg.go.dev/encoding/hex#NewDecoder"}},
	"mime/quotedprintable": {"NewReader": {From: 0, Ref: "https://pkg.go.dev/mime/quotedprintable#NewReader"}},
	"net/http/httputil":    {"NewChunkedReader": {From: 0, Ref: "https://pkg.go.dev/net/http/httputil#NewChunkedReader"}},

	"golang.org/x/text/transform": {"NewReader": {From: 0, Ref: "https://pkg.go.dev/golang.org/x/text/transform#NewReader"}},
	"golang.org/x/net/html/charset": {
		"NewReader":      {From: 0, Ref: "https://pkg.go.dev/golang.org/x/net/html/charset#NewReader"},
		"NewReaderLabel": {From: 1, Ref: "https://pkg.go.dev/golang.org/x/net/html/charset#NewReaderLabel"},
	},

	"compress/gzip": {"NewReader": {From: 0, Unpacks: true, Ref: "https://pkg.go.dev/compress/gzip#NewReader"}},
	"compress/zlib": {
		"NewReader":     {From: 0, Unpacks: true, Ref: "https://pkg.go.dev/compress/zlib#NewReader"},
		"NewReaderDict": {From: 0, Unpacks: true, Ref: "https://pkg.go.dev/compress/zlib#NewReaderDict"},
	},
	"compress/flate": {
		"NewReader":     {From: 0, Unpacks: true, Ref: "https://pkg.go.dev/compress/flate#NewReader"},
		"NewReaderDict": {From: 0, Unpacks: true, Ref: "https://pkg.go.dev/compress/flate#NewReaderDict"},
	},
	"compress/bzip2": {"NewReader": {From: 0, Unpacks: true, Ref: "https://pkg.go.dev/compress/bzip2#NewReader"}},
	"compress/lzw":   {"NewReader": {From: 0, Unpacks: true, Ref: "https://pkg.go.dev/compress/lzw#NewReader"}},

	"github.com/klauspost/compress/gzip": {"NewReader": {From: 0, Unpacks: true, Ref: "https://pkg.go.dev/github.com/klauspost/compress/gzip#NewReader"}},
	"github.com/klauspost/compress/zlib": {"NewReader": {From: 0, Unpacks: true, Ref: "https://pkg.go.dev/github.com/klauspost/compress/zlib#NewReader"}},
	"github.com/klauspost/compress/flate": {
		"NewReader":     {From: 0, Unpacks: true, Ref: "https://pkg.go.dev/github.com/klauspost/compress/flate#NewReader"},
		"NewReaderDict": {From: 0, Unpacks: true, Ref: "https://pkg.go.dev/github.com/klauspost/compress/flate#NewReaderDict"},
	},
	"github.com/klauspost/compress/zstd":   {"NewReader": {From: 0, Unpacks: true, Ref: "https://pkg.go.dev/github.com/klauspost/compress/zstd#NewReader"}},
	"github.com/klauspost/compress/s2":     {"NewReader": {From: 0, Unpacks: true, Ref: "https://pkg.go.dev/github.com/klauspost/compress/s2#NewReader"}},
	"github.com/klauspost/compress/snappy": {"NewReader": {From: 0, Unpacks: true, Ref: "https://pkg.go.dev/github.com/klauspost/compress/snappy#NewReader"}},
	"github.com/klauspost/pgzip":           {"NewReader": {From: 0, Unpacks: true, Ref: "https://pkg.go.dev/github.com/klauspost/pgzip#NewReader"}},
	"github.com/golang/snappy":             {"NewReader": {From: 0, Unpacks: true, Ref: "https://pkg.go.dev/github.com/golang/snappy#NewReader"}},
	"github.com/andybalholm/brotli":        {"NewReader": {From: 0, Unpacks: true, Ref: "https://pkg.go.dev/github.com/andybalholm/brotli#NewReader"}},
	"github.com/pierrec/lz4/v4":            {"NewReader": {From: 0, Unpacks: true, Ref: "https://pkg.go.dev/github.com/pierrec/lz4/v4#NewReader"}},
	"github.com/ulikunitz/xz":              {"NewReader": {From: 0, Unpacks: true, Ref: "https://pkg.go.dev/github.com/ulikunitz/xz#NewReader"}},
	"github.com/DataDog/zstd":              {"NewReader": {From: 0, Unpacks: true, Ref: "https://pkg.go.dev/github.com/DataDog/zstd#NewReader"}},
}

// wholes are the functions that read all there is.
var wholes = map[string]map[string]Whole{
	"io": {
		"ReadAll":    {From: 0, Ref: "https://pkg.go.dev/io#ReadAll"},
		"Copy":       {From: 1, Buffer: true, Ref: "https://pkg.go.dev/io#Copy"},
		"CopyBuffer": {From: 1, Buffer: true, Ref: "https://pkg.go.dev/io#CopyBuffer"},
	},
	"io/ioutil": {
		"ReadAll":  {From: 0, Ref: "https://pkg.go.dev/io/ioutil#ReadAll"},
		"ReadFile": {From: 0, File: true, Ref: "https://pkg.go.dev/io/ioutil#ReadFile"},
	},
	"os":                       {"ReadFile": {From: 0, File: true, Ref: "https://pkg.go.dev/os#ReadFile"}},
	"bytes":                    {"Buffer.ReadFrom": {From: 0, Ref: "https://pkg.go.dev/bytes#Buffer.ReadFrom"}},
	"github.com/gin-gonic/gin": {"Context.GetRawData": {From: -1, Ref: "https://pkg.go.dev/github.com/gin-gonic/gin#Context.GetRawData"}},
}

// A part is a function that reads no more than it was told.
type part struct {
	From int
	Ref  string
}

// parts are such functions.
var parts = map[string]map[string]part{
	"io": {
		"ReadFull":    {0, "https://pkg.go.dev/io#ReadFull"},
		"ReadAtLeast": {0, "https://pkg.go.dev/io#ReadAtLeast"},
		"CopyN":       {1, "https://pkg.go.dev/io#CopyN"},
	},
}

// unpackers are types that decompress, whoever made them: many are kept in pools.
var unpackers = map[string]map[string]string{
	"compress/gzip":                      {"Reader": "https://pkg.go.dev/compress/gzip#Reader"},
	"github.com/klauspost/compress/gzip": {"Reader": "https://pkg.go.dev/github.com/klauspost/compress/gzip#Reader"},
	"github.com/klauspost/compress/zstd": {"Decoder": "https://pkg.go.dev/github.com/klauspost/compress/zstd#Decoder"},
	"github.com/klauspost/compress/s2":   {"Reader": "https://pkg.go.dev/github.com/klauspost/compress/s2#Reader"},
	"github.com/golang/snappy":           {"Reader": "https://pkg.go.dev/github.com/golang/snappy#Reader"},
	"github.com/andybalholm/brotli":      {"Reader": "https://pkg.go.dev/github.com/andybalholm/brotli#Reader"},
	"github.com/pierrec/lz4/v4":          {"Reader": "https://pkg.go.dev/github.com/pierrec/lz4/v4#Reader"},
}

// inMemory are types that read from memory.
var inMemory = map[string]map[string]string{
	"bytes":   {"Reader": "https://pkg.go.dev/bytes#Reader", "Buffer": "https://pkg.go.dev/bytes#Buffer"},
	"strings": {"Reader": "https://pkg.go.dev/strings#Reader"},
}

// stopping are types that stop after a number of bytes.
var stopping = map[string]map[string]string{
	"io": {"LimitedReader": "https://pkg.go.dev/io#LimitedReader", "SectionReader": "https://pkg.go.dev/io#SectionReader"},
}

// growing are types that grow with what is written to them.
var growing = map[string]map[string]string{
	"bytes":                             {"Buffer": "https://pkg.go.dev/bytes#Buffer"},
	"strings":                           {"Builder": "https://pkg.go.dev/strings#Builder"},
	"github.com/valyala/bytebufferpool": {"ByteBuffer": "https://pkg.go.dev/github.com/valyala/bytebufferpool#ByteBuffer"},
}

// bodyLimits make handlers that limit the bodies of all their requests.
var bodyLimits = map[string]map[string]string{
	"net/http": {"MaxBytesHandler": "https://pkg.go.dev/net/http#MaxBytesHandler"},
	"github.com/labstack/echo/v4/middleware": {
		"BodyLimit":           "https://pkg.go.dev/github.com/labstack/echo/v4/middleware#BodyLimit",
		"BodyLimitWithConfig": "https://pkg.go.dev/github.com/labstack/echo/v4/middleware#BodyLimitWithConfig",
	},
	"github.com/go-chi/chi/v5/middleware": {"RequestSize": "https://pkg.go.dev/github.com/go-chi/chi/v5/middleware#RequestSize"},
	"github.com/go-chi/chi/middleware":    {"RequestSize": "https://pkg.go.dev/github.com/go-chi/chi/middleware#RequestSize"},
	"github.com/gin-contrib/size":         {"RequestSizeLimiter": "https://pkg.go.dev/github.com/gin-contrib/size#RequestSizeLimiter"},
}
