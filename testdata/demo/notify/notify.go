// Package notify writes to users.
package notify

import (
	"context"
	"database/sql"
	"log"
	"net/smtp"
)

// Sender sends mail through one server.
type Sender struct {
	DB     *sql.DB
	Server string
}

// NotifyAll starts one goroutine for each row: as many connections to the
// mail server as there are users, and nobody waits for them.
func (s *Sender) NotifyAll(ctx context.Context, text []byte) error {
	rows, err := s.DB.QueryContext(ctx, "SELECT email FROM users")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var email string
		if err := rows.Scan(&email); err != nil {
			return err
		}
		go s.send(email, text)
	}
	return rows.Err()
}

// NotifyEach writes to one user after the other.
func (s *Sender) NotifyEach(emails []string, text []byte) {
	for _, email := range emails {
		s.send(email, text)
	}
}

func (s *Sender) send(email string, text []byte) {
	if err := smtp.SendMail(s.Server, nil, "news@example.com", []string{email}, text); err != nil {
		log.Printf("mail to %s: %v", email, err)
	}
}
