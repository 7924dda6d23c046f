package silent

import (
	"fmt"
	"io"
	"net"
	"os"
	"strings"
)

// Not even level audit has something to say here.
func looked(w io.Writer, rows []string) (err error) {
	for _, row := range rows {
		if _, err = io.WriteString(w, row); err != nil {
			return err
		}
	}
	return nil
}

func memory(rows []string) string {
	var b strings.Builder
	for _, row := range rows {
		fmt.Fprintln(&b, row)
	}
	return b.String()
}

func broadcast(peers map[string]net.Conn, m []byte) {
	for _, p := range peers {
		p.Write(m)
	}
}

func terminal(rows []string) error {
	var out io.Writer = os.Stdout
	if len(rows) > 10 {
		out = os.Stderr
	}
	for _, row := range rows {
		fmt.Fprintln(out, row)
	}
	return nil
}
