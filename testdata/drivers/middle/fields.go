package middle

import "example.com/drivers/library"

// Office embeds what embeds a group.
type Office struct{ *library.Crew }

func NewOffice() *Office { return &Office{library.NewCrew(8)} }
