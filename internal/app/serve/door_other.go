//go:build !linux

package serve

import "net"

// turnAway does nothing where the system cannot be asked for it: a connection that comes
// in the moment in which the listener is closed may be broken.
func turnAway(*net.TCPListener) error { return nil }

// waits is not known.
func waits(net.Listener) bool { return false }
