// Package shortwrite reports writes whose failure nobody sees.
//
// # Analyzer shortwrite
//
// shortwrite: report writes whose failure nobody sees
//
// Wrong: when the disk is full, the export has a hole, and the caller is told that all
// went well. Close does not report what a write did.
//
//	func export(path string, rows [][]byte) error {
//		f, err := os.Create(path)
//		if err != nil {
//			return err
//		}
//		for _, row := range rows {
//			f.Write(row)
//		}
//		return f.Close()
//	}
//
// Right: the first failure ends the export, and the caller hears of it.
//
//	func export(path string, rows [][]byte) error {
//		f, err := os.Create(path)
//		if err != nil {
//			return err
//		}
//		defer f.Close()
//		for _, row := range rows {
//			if _, err := f.Write(row); err != nil {
//				return err
//			}
//		}
//		return f.Close()
//	}
//
// In Go a writer must return an error when it writes less than it was given, so that
// looking at the error is enough, and the count need not be looked at. What is written
// in a loop and fails without a sound leaves a file with holes, a peer that was never
// told, or a loop that goes on writing to nobody at full speed.
//
// A sink is where what is written ends: a file, a connection, memory. The check follows
// the value that is written to back to its sink, through variables, fields, parameters
// and the functions of the package, and through the layers in between, such as a
// bufio.Writer or a gzip.Writer. A layer is sticky when it keeps its first error and
// tells of it in its Flush, Close or Error: then one look at that is enough.
//
// # Findings
//
//   - dropped: the error of a write in a loop is dropped, or the function returns nil
//     although a write may have failed; the sink is a file, or a writer that the function
//     was given.
//   - overwritten: each turn of the loop overwrites the error of the one before: only the
//     last write counts.
//   - unflushed: nobody looks at the error of the Flush, Close or Error that tells
//     of all the writes before it.
//   - pump: a loop that goes on for as long as something comes writes to a peer and drops
//     the error: when the peer is gone it goes on, and what comes is lost.
//   - count: the count of a raw system call is dropped; it may write less without an
//     error.
//   - contract: the Write method returns a count that is not that of what it was given,
//     without an error.
//
// # Silent
//
// Memory, hashes and io.Discard; what is written on the way to returning another error; a
// count that is compared; standard output, standard error and what a command or
// logger prints to; datagrams; a loop that writes to many peers; a loop that also reads
// from the peer, which fails when it is gone; a response in a loop that ends; a sticky
// layer that somebody asks; what a writer does inside; tests and examples. An error that
// is looked at and only logged is handled.
//
// # Levels
//
// Files, writers that a function which returns an error was given and writes to in a loop,
// loops that go on for ever and raw counts are reported at the default level; so are single
// writes to a file in a function that returns an error. Level audit adds connections in
// loops that end, encoders over a writer that is not known, the last error of a loop that
// ends, files that may be the terminal, endless loops that write a log and can tell nobody,
// writers that somebody asks in the end, and functions of the program that write on the way.
//
// # Fix
//
// The error is returned where the function returns one and nothing has to be done on the
// way out; a loop that collects errors collects it; a raw write goes on until all is
// written. Otherwise the finding says what is lost, and a person decides.
//
// # To say that it is meant
//
//	f.Write(row) //inflight:ignore shortwrite the file is a cache that is rebuilt
package shortwrite
