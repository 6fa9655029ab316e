package serve

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

// Check asks a running server whether it is ready. addr is what it was told to
// listen on.
func Check(ctx context.Context, addr string) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	client, host, err := reach(addr)
	if err != nil {
		return fmt.Errorf("address %q: %w", addr, err)
	}
	url := "http://" + host + "/readyz"
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return fmt.Errorf("address %q: %w", addr, err)
	}
	res, err := client.Do(req)
	if err != nil {
		return fmt.Errorf("no answer: %w", err)
	}
	defer res.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(res.Body, 200))
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answers %s: %s", url, res.Status, body)
	}
	return nil
}

// reach is a client for an address to listen on, and the host to ask.
func reach(addr string) (*http.Client, string, error) {
	if path, ok := strings.CutPrefix(addr, unixPrefix); ok {
		dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "unix", path)
		}
		return &http.Client{Transport: &http.Transport{DialContext: dial, DisableKeepAlives: true}}, "localhost", nil
	}
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, "", err
	}
	switch host { // by number: a container may have no names
	case "", "0.0.0.0":
		host = "127.0.0.1"
	case "::":
		host = "::1"
	}
	// No proxy of the environment stands between us and ourselves.
	return &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}, net.JoinHostPort(host, port), nil
}
