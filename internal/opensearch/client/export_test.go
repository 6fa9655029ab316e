package client

import "time"

// SetPause has tests wait less.
func (c *Client) SetPause(d time.Duration) { c.pause = d }

// SetPatience has tests wait less, and send fewer documents at a time.
func (l *Loader) SetPatience(d time.Duration, docs int) { l.patience, l.docs = d, docs }
