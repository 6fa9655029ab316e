// Package client speaks with the nodes of an OpenSearch cluster: JSON over HTTP. It
// knows which answers are whole, which may be had from another node, and nothing
// of cables. It touches the network and no file.
//
// An answer counts only where every shard gave its part: a cluster that has lost one
// answers 200 with what is left, and tells of no failure. All that is not whole, and
// all that cannot be had, is archive.ErrUnavailable.
//
// What a query or an id was never stands in the text of an error, which may be logged:
// Detail has what the cluster said.
package client

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// A Config says which cluster it is and how to be let in.
type Config struct {
	URLs           []string // of its nodes, any of which can answer: https://host:9200
	CA             []byte   // certificates that sign those of the nodes, as PEM; those of the system for nil
	User, Password string   // none for ""
}

// A Client asks the nodes of a cluster in turn. It may be used by any number of
// goroutines.
type Client struct {
	http           *http.Client
	nodes          []*node
	next           *atomic.Uint32
	user, password string
	pause          time.Duration // before what a busy cluster refused is asked again; grows
	memory         *memory       // nil: nothing is remembered
}

// connect bounds how long a node may take to be reached at all. How long it may take
// to answer the context of a question says.
const connect = time.Second

// New makes a client. It asks nobody yet.
func New(c Config) (*Client, error) {
	if len(c.URLs) == 0 {
		return nil, errors.New("opensearch: no address of a node")
	}
	t := &http.Transport{
		DialContext:         (&net.Dialer{Timeout: connect}).DialContext,
		TLSHandshakeTimeout: 2 * connect,
		MaxIdleConnsPerHost: 64,
		IdleConnTimeout:     90 * time.Second,
		DisableCompression:  true, // nodes are near, and packing costs more than it saves
		TLSClientConfig:     &tls.Config{MinVersion: tls.VersionTLS12},
	}
	if c.CA != nil {
		pool := x509.NewCertPool()
		if !pool.AppendCertsFromPEM(c.CA) {
			return nil, errors.New("opensearch: the file of certificates holds none in PEM form")
		}
		t.TLSClientConfig.RootCAs = pool
	}
	cl := &Client{
		http: &http.Client{
			Transport:     t,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		next: &atomic.Uint32{}, user: c.User, password: c.Password, pause: 100 * time.Millisecond,
	}
	for _, text := range c.URLs {
		n, err := newNode(text)
		if err != nil {
			return nil, err
		}
		cl.nodes = append(cl.nodes, n)
	}
	return cl, nil
}

// newNode reads the address of a node.
func newNode(text string) (*node, error) {
	u, err := url.Parse(text)
	switch {
	case err != nil:
		return nil, errors.New("opensearch: an address of a node cannot be read; it should be like https://host:9200")
	case u.User != nil:
		return nil, errors.New("opensearch: user and password do not belong into an address, which others can see")
	case u.Scheme != "http" && u.Scheme != "https", u.Host == "", u.RawQuery != "", u.Fragment != "":
		return nil, fmt.Errorf("opensearch: %q is no address of a node; it should be like https://host:9200", text)
	}
	return &node{base: strings.TrimSuffix(u.String(), "/")}, nil
}

// Nodes are the addresses of the nodes, for messages.
func (c *Client) Nodes() string {
	var names []string
	for _, n := range c.nodes {
		names = append(names, n.base)
	}
	return strings.Join(names, ", ")
}

// Close gives up connections that are not in use.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// A Request is one question to the cluster.
type Request struct {
	Method string
	Path   string     // with its first slash, escaped
	Query  url.Values // may be nil
	Body   any        // becomes JSON; a Lines goes as it is; none for nil
	Once   bool       // it must not be done twice: it is sent again only where it reached no node
}

// Lines are JSON values, each with the end of a line, as bulk requests have them.
type Lines []byte

// Do sends a request to one node after another until one answers, and reads the
// answer into out, which may be nil.
func (c *Client) Do(ctx context.Context, r Request, out any) error {
	return c.do(ctx, r, func(b []byte) error { return decode(b, out) })
}

// do is Do with a reading of the answer that may find that it is not whole, by an
// error that is archive.ErrUnavailable: then it is asked for once more.
func (c *Client) do(ctx context.Context, r Request, read func([]byte) error) error {
	body, kind, err := encode(r.Body)
	if err != nil {
		return fmt.Errorf("opensearch: %s %s: %w", r.Method, verb(r.Path), err)
	}
	if err := c.attempts(ctx, r, body, kind, read); err != nil {
		return fmt.Errorf("opensearch: %s %s: %w", r.Method, verb(r.Path), err)
	}
	return nil
}

func encode(body any) (b []byte, kind string, err error) {
	switch v := body.(type) {
	case nil:
		return nil, "", nil
	case Lines:
		return v, "application/x-ndjson", nil
	}
	b, err = json.Marshal(body)
	return b, "application/json", err
}

func decode(b []byte, out any) error {
	if out == nil {
		return nil
	}
	err := jsonv2.Unmarshal(b, out, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true), jsonv2.MatchCaseInsensitiveNames(true))
	if err != nil {
		return fmt.Errorf("the answer cannot be read: %w", err)
	}
	return nil
}

// verb is what an address asks for, without what it asks about: of /reftel-1/_doc/x
// it is _doc.
func verb(path string) string {
	for part := range strings.SplitSeq(path, "/") {
		if strings.HasPrefix(part, "_") {
			return part
		}
	}
	return "of an index"
}

// request makes what is sent to a node.
func (c *Client) request(ctx context.Context, n *node, r Request, body []byte, kind string) (*http.Request, error) {
	u := n.base + r.Path
	if len(r.Query) > 0 {
		u += "?" + r.Query.Encode()
	}
	req, err := http.NewRequestWithContext(ctx, r.Method, u, bytes.NewReader(body))
	if err != nil {
		return nil, errors.New("it is no request")
	}
	if body != nil {
		req.Header.Set("Content-Type", kind)
	}
	if c.user != "" {
		req.SetBasicAuth(c.user, c.password)
	}
	return req, nil
}
