package p

import (
	"fmt"
	"io"
	"log"
	"os"
	"sync"
)

func nothing(w io.Writer, f *os.File, rows []string) (int, error) {
	defer f.Close()
	n := 0
	for _, r := range rows {
		io.WriteString(w, r) //= nothing
		n += len(fmt.Sprint(r))
		log.Print(n)
	}
	return n, f.Sync()
}

func closes(f *os.File) error {
	f.WriteString("x") //= the function has more to do on its way out
	return f.Close()
}

func unlocks(mu *sync.Mutex, w io.Writer) {
	mu.Lock()
	io.WriteString(w, "x") //= the function has more to do on its way out
	mu.Unlock()
}

func tells(done chan bool, w io.Writer) {
	io.WriteString(w, "x") //= the function tells others on its way out
	done <- true
}

func cancels(cancel func(), w io.Writer) {
	io.WriteString(w, "x") //= the function has more to do on its way out
	cancel()
}

func shuts(in chan int, w io.Writer) {
	io.WriteString(w, "x") //= the function has more to do on its way out
	close(in)
}
