// Package copyloop reports loops of Read and Write that lose bytes or errors, and those
// that io.Copy can stand for.
//
// # Analyzer copyloop
//
// copyloop: report loops of Read and Write that lose bytes or errors
//
// Wrong: the last bytes can come together with io.EOF. Bodies of HTTP do so, what gzip
// unpacks, and connections of TLS 1.2. Then they are not written, and the copy is short.
//
//	for {
//		n, err := src.Read(buf)
//		if err == io.EOF {
//			return nil
//		}
//		if err != nil {
//			return err
//		}
//		if _, err := dst.Write(buf[:n]); err != nil {
//			return err
//		}
//	}
//
// Right:
//
//	_, err := io.CopyBuffer(dst, src, buf)
//	return err
//
// io.Copy is faster too. It hands the work to the WriterTo of the source or the ReaderFrom
// of the target, which for files and connections is done in the kernel, by sendfile,
// splice or copy_file_range, without a buffer.
//
// Most loops that are written out do more: they set deadlines, flush, count, limit the
// rate, look at a context, or tell errors of reading from those of writing. They are
// right as long as no byte and no error gets lost.
//
// # Findings
//
//   - tail: the loop looks at the error before it writes, and drops the bytes that came
//     with it.
//   - stale: all of the buffer is written, also when less was read. What follows is left
//     from before.
//   - eof: the end of the source is returned as an error. io.Copy returns nil there.
//   - hidden: a failed read ends the loop as the end of the source does, so that half a
//     copy looks like a whole one.
//   - byhand: the loop does what io.Copy does, and nothing else.
//
// Writes whose error nobody looks at belong to shortwrite, and loops that do not write to
// shortread.
//
// # Fix
//
// For byhand, and for tail where nothing else is in the loop, io.CopyBuffer with the same
// buffer. Its errors are those of the loop. A byte that came with the end is then written.
//
// # What stays silent
//
// Loops that handle the bytes before the error and tell the end from other errors. A
// source that has nothing else to say than its end: a connection, whose error is how
// a conversation ends, for hidden and eof. Datagrams.
//
// Level audit adds what depends on the reader, or on who calls: tail for sources that
// do not return bytes with their end, such as files and connections, and for loops that
// return the error; eof; and hidden where the source is not known, or nobody can be told.
//
// # How to say that it is meant
//
// A directive on the line says why:
//
//	//inflight:ignore copyloop the device has no end
package copyloop
