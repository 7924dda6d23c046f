// Package readall reports streams that are read whole into memory where they have no
// limit, or where nothing needs them whole.
//
// # Analyzer readall
//
// readall: report streams read into memory whole, where a limit or a stream belongs
//
// Wrong: whoever sends the request decides how much memory it takes.
//
//	func save(w http.ResponseWriter, r *http.Request) {
//		data, err := io.ReadAll(r.Body)
//		...
//	}
//
// Right: the server decides.
//
//	func save(w http.ResponseWriter, r *http.Request) {
//		data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
//		...
//	}
//
// io.ReadAll reads until there is no more, and its buffer grows by copying: at the end it
// has held more than twice what came. Many requests at once, or one that does not end,
// take the memory of the process, and with it all other requests.
//
// The check follows what is read back to where it comes from: through variables, fields
// and functions of the package, and through readers that lie over others, such as
// bufio.Reader, io.TeeReader and decompressors. A function that reads all of its
// parameter, also one of another package, counts where it is called.
// bytes.Buffer.ReadFrom, and io.Copy to a bytes.Buffer, read all like io.ReadAll.
//
// # Findings
//
//   - body: the body of a request, in a handler or in what a handler calls. Limit it by
//     http.MaxBytesReader, which also tells the client.
//   - bomb: what a decompressor makes of bytes from elsewhere. A limit on what goes in is
//     none on what comes out: 1 MB can become 1 GB. Read limit+1 bytes from an
//     io.LimitReader, and fail if so many come. Level audit where the bytes are those of a
//     caller out of sight, who may have them from the disk.
//   - response: what a server or peer sends. Level audit: many are trusted.
//   - discard: what is read is thrown away.
//   - onward: what is read is written once, and that is all. io.Copy needs a buffer of
//     32 KB, or none. Level audit: with io.Copy, part has been written when the read
//     fails.
//   - decode: what is read is decoded as JSON once, and that is all. A json.Decoder reads
//     from the stream. Level audit: it lets data follow, unless one asks for more.
//
// # Fix
//
// For discard: io.Copy(io.Discard, r), which reads as far and returns the same error. The
// other findings need a number, or a decision, that is not in the code.
//
// # What stays silent
//
// A limit on the way, whoever sets it: io.LimitReader, io.LimitedReader,
// io.SectionReader, http.MaxBytesReader, or another place of the function where only a part
// of the same is read, as for a limit that can be configured; a body that is replaced before, by a function that is
// called with the request too; a comparison with ContentLength before. A package with
// http.MaxBytesHandler, or with a handler of its own that limits the body and goes on to
// another: which requests come through it cannot be seen. Limits that a package out of
// sight lays over handlers are not seen, so a finding says that no limit was found, not that there
// is none. Requests that are made to be sent, files, memory, readers of which nothing is known; tests,
// examples, generated files, and files that import testing or net/http/httptest. A bufio.Scanner or json.Decoder holds one token, and is
// silent.
//
// # How to say that it is meant
//
// A directive on the line says why:
//
//	//inflight:ignore readall the proxy in front allows 1 MB
package readall
