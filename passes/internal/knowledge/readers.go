package knowledge

import "go/types"

// A Reader says what the Read of a type does where io.Reader leaves it open.
type Reader struct {
	// Fills: it fills the buffer, or fails.
	Fills bool
	// UntilEnd: it fills the buffer as long as there is something left to read.
	UntilEnd bool
	// Memory: what is read is in memory, and is short at the end alone.
	Memory bool
	// Messages: a Read takes one message, so that a short one is whole.
	Messages bool
	// Talks: it is one side of a conversation, which ends when a side goes.
	Talks bool
	// End says whether the last bytes can come together with io.EOF.
	End End
	// Ref is where that is documented; readers_test.go measures End.
	Ref string
}

// An End says how a reader tells of its end.
type End uint8

const (
	// EndUnknown: it hands on what another reader says.
	EndUnknown End = iota
	// EndAlone: io.EOF comes without bytes.
	EndAlone
	// EndWithData: io.EOF can come with the last bytes.
	EndWithData
)

// ReaderOf returns what is known of a type that is read from, and whether it has a row
// or methods that tell.
func ReaderOf(t types.Type) (Reader, bool) {
	if n := named(t); n != nil && n.Obj().Pkg() != nil {
		if r, ok := readers[PackagePath(n.Obj().Pkg())][n.Obj().Name()]; ok {
			return r, true
		}
	}
	switch {
	case HasMethods(t, "Read", "Sum", "BlockSize"), HasMethods(t, "Read", "Write", "Reset", "Clone"):
		return Reader{Fills: true, Ref: "https://pkg.go.dev/hash#XOF"}, true
	case HasMethods(t, "Read", "Len"):
		return memoryReader, true // what knows how much is left has it in memory
	case HasMethods(t, "Read", "ReadFrom", "LocalAddr"):
		return Reader{Messages: true, Ref: "https://pkg.go.dev/net#PacketConn"}, true
	}
	return Reader{}, false
}

// ReaderMadeBy returns what is known of the result of a function. From is the index of the
// argument that the result reads from; -1 when that does not matter.
func ReaderMadeBy(fn *types.Func) (r Reader, from int, ok bool) {
	if fn == nil || fn.Pkg() == nil {
		return Reader{}, -1, false
	}
	path, name := PackagePath(fn.Pkg()), localName(fn.Origin())
	if r, ok := readerMakers[path][name]; ok {
		return r, -1, true
	}
	if f := filters[path][name]; f.Same {
		return Reader{}, f.From, true
	}
	return Reader{}, -1, false
}

// ReaderIn returns what is known of what a field or package variable holds.
func ReaderIn(v *types.Var, owner string) (Reader, bool) {
	if v == nil || v.Pkg() == nil {
		return Reader{}, false
	}
	name := v.Name()
	if owner != "" {
		name = owner + "." + name
	}
	r, ok := readerVars[PackagePath(v.Pkg())][name]
	return r, ok
}

// DialsMessages reports whether a network, as net.Dial takes it, is one of messages.
func DialsMessages(network string) bool {
	for _, prefix := range [...]string{"udp", "ip", "unixgram", "unixpacket"} {
		if len(network) >= len(prefix) && network[:len(prefix)] == prefix {
			return true
		}
	}
	return false
}

var (
	fileReader   = Reader{UntilEnd: true, End: EndAlone, Ref: "https://pkg.go.dev/os#File.Read"}
	memoryReader = Reader{Memory: true, UntilEnd: true, End: EndAlone, Ref: "https://pkg.go.dev/bytes#Reader.Read"}
	randomReader = Reader{Fills: true, Ref: "https://pkg.go.dev/crypto/rand#Reader"}
	bodyReader   = Reader{End: EndWithData, Ref: "https://pkg.go.dev/net/http#Response"}
	unzipReader  = Reader{End: EndWithData, Ref: "https://pkg.go.dev/compress/gzip#Reader.Read"}
	socketReader = Reader{Talks: true, End: EndAlone, Ref: "https://pkg.go.dev/net#TCPConn.Read"}
	packetReader = Reader{Messages: true, Ref: "https://pkg.go.dev/net#UDPConn.Read"}
)

// readers are types whose Read is known.
var readers = map[string]map[string]Reader{
	"os":      {"File": fileReader},
	"bytes":   {"Reader": memoryReader, "Buffer": memoryReader},
	"strings": {"Reader": memoryReader},
	"net": {
		"TCPConn":    socketReader,
		"UnixConn":   socketReader,
		"Conn":       {Talks: true, Ref: "https://pkg.go.dev/net#Conn"},
		"UDPConn":    packetReader,
		"IPConn":     packetReader,
		"PacketConn": packetReader,
	},
	"crypto/tls":               {"Conn": {Talks: true, End: EndWithData, Ref: "https://pkg.go.dev/crypto/tls#Conn.Read"}},
	"crypto/sha3":              {"SHAKE": {Fills: true, Ref: "https://pkg.go.dev/crypto/sha3#SHAKE.Read"}},
	"math/rand":                {"Rand": {Fills: true, Ref: "https://pkg.go.dev/math/rand#Rand.Read"}},
	"math/rand/v2":             {"ChaCha8": {Fills: true, Ref: "https://pkg.go.dev/math/rand/v2#ChaCha8.Read"}},
	"compress/gzip":            {"Reader": unzipReader},
	"archive/tar":              {"Reader": {End: EndWithData, Ref: "https://pkg.go.dev/archive/tar#Reader.Read"}},
	"io":                       {"PipeReader": {Talks: true, End: EndAlone, Ref: "https://pkg.go.dev/io#PipeReader.Read"}, "SectionReader": {UntilEnd: true, End: EndWithData, Ref: "https://pkg.go.dev/io#SectionReader.Read"}},
	"golang.org/x/net/icmp":    {"PacketConn": packetReader},
	"github.com/songgao/water": {"Interface": {Messages: true, Ref: "https://pkg.go.dev/github.com/songgao/water#Interface"}},
}

// readerMakers are functions whose result has a type that says less than they do.
var readerMakers = map[string]map[string]Reader{
	"compress/zlib":            {"NewReader": unzipReader, "NewReaderDict": unzipReader},
	"compress/flate":           {"NewReader": unzipReader, "NewReaderDict": unzipReader},
	"os/exec":                  {"Cmd.StdoutPipe": fileReader, "Cmd.StderrPipe": fileReader},
	"net/http":                 {"MaxBytesReader": bodyReader},
	"golang.org/x/crypto/hkdf": {"New": {Fills: true, Ref: "https://pkg.go.dev/golang.org/x/crypto/hkdf#New"}, "Expand": {Fills: true, Ref: "https://pkg.go.dev/golang.org/x/crypto/hkdf#Expand"}},
}

// readerVars are fields and variables that hold a reader.
var readerVars = map[string]map[string]Reader{
	"net/http":    {"Response.Body": bodyReader, "Request.Body": bodyReader},
	"crypto/rand": {"Reader": randomReader},
}
