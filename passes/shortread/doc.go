// Package shortread reports reads whose count is ignored, and read loops that drop the
// bytes that came with the end.
//
// # Analyzer shortread
//
// shortread: report reads whose count is ignored, and bytes dropped at the end
//
// Wrong: Read takes what is there. When the network has delivered three bytes of four,
// the fourth is the zero that the buffer was made with.
//
//	func size(r io.Reader) (uint32, error) {
//		header := make([]byte, 4)
//		if _, err := r.Read(header); err != nil {
//			return 0, err
//		}
//		return binary.BigEndian.Uint32(header), nil
//	}
//
// Right: io.ReadFull reads on until the buffer is full.
//
//	if _, err := io.ReadFull(r, header); err != nil {
//		return 0, err
//	}
//
// Wrong: the last bytes can come together with io.EOF. Bodies of HTTP do so, what gzip
// unpacks, and connections of TLS 1.2. Here they are lost, and nobody is told.
//
//	for {
//		n, err := r.Read(buf)
//		if err == io.EOF {
//			return data, nil
//		}
//		if err != nil {
//			return nil, err
//		}
//		data = append(data, buf[:n]...)
//	}
//
// Right: what was read first, then the error.
//
//	for {
//		n, err := r.Read(buf)
//		data = append(data, buf[:n]...)
//		if err == io.EOF {
//			return data, nil
//		}
//		if err != nil {
//			return nil, err
//		}
//	}
//
// A loop that writes what it has read belongs to copyloop.
//
// # Findings
//
//   - dropped: nobody looks at how much was read, and the buffer is used as if it were
//     full.
//   - short: fewer bytes than asked for are taken for an error, where they are none.
//   - tail: a loop looks at the error before the bytes, and drops those that came with it.
//
// # Fix
//
// For dropped and short, io.ReadFull in the place of Read. When nothing is left to read it
// returns io.EOF, as Read does, and io.ErrUnexpectedEOF when the end comes halfway. It is
// offered where the code returns the error and does not tell io.EOF from others, and, for
// dropped, takes the buffer apart as a header of fixed size. Elsewhere a short read may be
// meant: the flag -alternatives, for editors, offers the fix there too.
//
// # What stays silent
//
// A buffer of one byte. A read whose bytes nobody uses: so one waits until the peer is
// gone. Readers that fill the buffer or fail, as those of random numbers. Datagrams, of
// which each is read whole. A Read method that calls another one for its caller. ReadAt,
// which says by its error that it read less.
//
// Level audit adds what goes wrong with other readers than the one that is seen here: a
// loop that drops bytes at the end of a file or connection, which does not return such, or
// returns the error to its caller; reads of a file that was just measured; readers of types
// of which nothing is known.
//
// # How to say that it is meant
//
// A directive on the line says why:
//
//	//inflight:ignore shortread the device returns whole records
package shortread
