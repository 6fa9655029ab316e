package serve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"github.com/coreos/go-systemd/v22/activation"
)

// unixPrefix begins an address that is the path of a Unix socket.
const unixPrefix = "unix:"

// quiet is how long nobody may have come to a door before it is closed.
const quiet = 200 * time.Millisecond

// A door is a listener that is left without sending away who stands before it: a
// connection that the system took and that we did not accept yet would be broken when
// the listener is closed.
type door struct {
	net.Listener
	handed  bool // by who started us, and kept there: who comes waits for who serves next
	leaving atomic.Bool
}

// openDoors are the listeners that were handed to the process, or one at the address.
func openDoors(addr string, mode os.FileMode) ([]*door, error) {
	handed, err := activation.Listeners()
	if err != nil {
		return nil, fmt.Errorf("taking the sockets that were handed over: %w", err)
	}
	var doors []*door
	for _, l := range handed {
		if l != nil { // a socket of another kind
			doors = append(doors, &door{Listener: l, handed: true})
		}
	}
	if len(doors) > 0 {
		return doors, nil
	}
	d, err := openDoor(addr, mode)
	if err != nil {
		return nil, fmt.Errorf("listening on %s: %w", addr, err)
	}
	return []*door{d}, nil
}

func openDoor(addr string, mode os.FileMode) (*door, error) {
	path, ok := strings.CutPrefix(addr, unixPrefix)
	if !ok {
		var plain net.ListenConfig
		plain.SetMultipathTCP(false) // whose listeners take no filter; see turnAway
		l, err := plain.Listen(context.Background(), "tcp", addr)
		if err != nil {
			return nil, err
		}
		return &door{Listener: l}, nil
	}
	// A socket whose process ended without leaving is in the way, and nobody is behind it.
	if st, err := os.Lstat(path); err == nil && st.Mode()&fs.ModeSocket != 0 {
		c, err := net.DialTimeout("unix", path, time.Second)
		if err == nil {
			c.Close()
			return nil, errors.New("another process listens there")
		}
		if err := os.Remove(path); err != nil {
			return nil, fmt.Errorf("removing a socket that was left: %w", err)
		}
	}
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, err
	}
	l.(*net.UnixListener).SetUnlinkOnClose(false) // another process may be there by then; see leave
	if mode != 0 {
		if err := os.Chmod(path, mode); err != nil {
			return nil, errors.Join(err, l.Close())
		}
	}
	return &door{Listener: l}, nil
}

func closeDoors(doors []*door) {
	for _, d := range doors {
		_ = d.Close() // most often it is
	}
}

// leave has nobody new come to the door, and closes it once all who stood there were let
// in.
func (d *door) leave() error {
	if d.handed {
		return d.Close()
	}
	d.leaving.Store(true)
	switch l := d.Listener.(type) {
	case *net.UnixListener:
		if err := os.Remove(l.Addr().String()); err != nil {
			return fmt.Errorf("removing the socket: %w", err)
		}
		return l.SetDeadline(time.Now().Add(quiet))
	case *net.TCPListener:
		if err := turnAway(l); err != nil {
			return fmt.Errorf("taking no new connections: %w", err)
		}
		return l.SetDeadline(time.Now().Add(quiet))
	}
	return d.Close()
}

// Accept is that of the listener, until the door was left and nobody waits.
func (d *door) Accept() (net.Conn, error) {
	for {
		c, err := d.Listener.Accept()
		if err == nil || !d.leaving.Load() || !errors.Is(err, os.ErrDeadlineExceeded) {
			return c, err
		}
		if !waits(d.Listener) {
			return nil, net.ErrClosed
		}
		if err := d.Listener.(interface{ SetDeadline(time.Time) error }).SetDeadline(time.Now().Add(quiet)); err != nil {
			return nil, err
		}
	}
}

func shownURL(a net.Addr) string {
	tcp, ok := a.(*net.TCPAddr)
	if !ok {
		return a.String()
	}
	host := "localhost"
	if !tcp.IP.IsUnspecified() {
		host = tcp.IP.String()
	}
	return "http://" + net.JoinHostPort(host, fmt.Sprint(tcp.Port))
}
