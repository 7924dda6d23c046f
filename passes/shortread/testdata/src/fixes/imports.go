package fixes

import (
	"encoding/binary"
	"net"
)

func size(conn *net.TCPConn) (uint16, error) {
	var io [2]byte
	if _, err := conn.Read(io[:]); err != nil { // want "nobody looks"
		return 0, err
	}
	return binary.BigEndian.Uint16(io[:]), nil
}
